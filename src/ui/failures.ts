/** Handling of uncaught errors: never a blank page. */
import { messageOf, notify } from '../store/notices.ts';

/** Browsers report this without a real error: a size was observed a frame late. */
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
 * Replaces a page that could not start. Its texts are the only ones outside the catalogues, which may be what failed to
 * load.
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
