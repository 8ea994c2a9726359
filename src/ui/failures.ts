/** What happens when something fails that nobody has caught: never a blank page. */
import { messageOf, notify } from '../store/notices.ts';

/** Browsers report this where nothing is wrong: a size was observed a frame late. */
const harmless = /ResizeObserver loop/;

/** From now on, uncaught errors become a notice. */
export function watchForFailures(): void {
  window.addEventListener('error', ({ error, message }) => {
    if (!harmless.test(message))
      notify({ kind: 'page', message: error ? messageOf(error) : message });
  });
  window.addEventListener('unhandledrejection', ({ reason }) => {
    notify({ kind: 'page', message: messageOf(reason) });
  });
}

/**
 * In place of a page that could not start. Its words are the only ones outside the catalogues, which may be what failed
 * to load.
 */
export function showStartFailure(root: HTMLElement, error: unknown): void {
  const lines = [
    'Weft could not start. Check the connection and reload the page.',
    'Weft 无法启动。请检查网络并刷新页面。',
    messageOf(error),
  ];
  root.replaceChildren(
    ...lines.map((line) => Object.assign(document.createElement('p'), { textContent: line })),
  );
  root.setAttribute('role', 'alert');
}
