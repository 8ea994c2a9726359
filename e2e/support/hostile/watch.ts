/** Violations for any input: something was executed, became an element of the page, or blocked it. */
import type { BrowserContext, Page } from '@playwright/test';

export interface Watch {
  /** Violations, with the preceding input. */
  readonly seen: string[];
  /** The last input. */
  current: string;
  /** The longest task of the page since the last reset. */
  longest: number;
}

declare global {
  interface Window {
    weftWatch: Watch;
    weftMark: () => void;
  }
}

/** Installs the checks in every page and frame of the context from its start. */
export async function watchAll(context: BrowserContext): Promise<void> {
  await context.addInitScript(install);
}

function install(): void {
  const watch: Watch = { seen: [], current: '', longest: 0 };
  window.weftWatch = watch;
  const see = (what: string) => watch.seen.push(`${what} after ${watch.current.slice(0, 400)}`);
  window.weftMark = () => see('executed');
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    see(`refused by the content policy: ${violatedDirective} ${blockedURI}`),
  );
  const forbidden =
    'weft-mark, script:not([src]), [onload], [onerror], [onclick], [href^="javascript:" i], object, embed';
  const look = (node: Node) => {
    if (!(node instanceof Element)) return;
    if (node.matches(forbidden) || node.querySelector(forbidden) !== null)
      see(`markup: ${node.outerHTML.slice(0, 200)}`);
  };
  new MutationObserver((changes) => {
    for (const { addedNodes, target, type } of changes) {
      for (const node of addedNodes) look(node);
      if (type === 'attributes') look(target);
    }
  }).observe(document, { childList: true, subtree: true, attributes: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watch.longest = Math.max(watch.longest, duration);
  }).observe({ type: 'longtask', buffered: true });
}

/** Violations since the last call, in all frames of the page; includes modified prototypes. */
export async function takeSeen(page: Page): Promise<string[]> {
  const found = await Promise.all(
    page.frames().map((frame) =>
      frame.evaluate(() => {
        const prototypes = [Object.prototype, Array.prototype, String.prototype];
        const foreign = prototypes.flatMap((one) => Object.keys(one));
        const polluted = foreign.map((key) => `a prototype has ${key}`);
        return [...(window.weftWatch?.seen.splice(0) ?? []), ...polluted];
      }),
    ),
  );
  return found.flat();
}

/**
 * A growing list: errors and warnings of the console, exceptions, dialogs, requests to other origins, crashed pages.
 */
export function complaintsOf(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on('console', (message) => {
    const text = message.text();
    if (!['error', 'warning'].includes(message.type()) || text.includes('Service Worker')) return;
    complaints.push(`console.${message.type()}: ${text.slice(0, 400)}`);
  });
  context.on('weberror', (error) => complaints.push(`thrown: ${error.error().stack ?? ''}`));
  context.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  context.on('page', (page) => page.on('crash', () => complaints.push('a page crashed')));
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (['localhost', '127.0.0.1'].includes(hostname) || ['data:', 'blob:'].includes(protocol))
      return;
    complaints.push(`request to ${request.url().slice(0, 200)}`);
  });
  return complaints;
}
