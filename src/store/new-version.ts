/**
 * Checks for a newer version of Weft. An open page continues with its own version: its files have content hashes in
 * their names, and the service worker keeps them while it is open.
 */
import { notify } from './notices.ts';

/** ms */
const LOOK_INTERVAL = 60 * 60 * 1000;

/** Address of the entry script in a page's HTML. */
export const scriptIn = (html: string): string | undefined =>
  /<script\b[^>]*\bsrc="([^"]+)"/.exec(html)?.[1];

/** Checks once an hour while the page is visible, and notifies the reader once. */
export function watchForNewVersion(): void {
  const mine = document.querySelector<HTMLScriptElement>('script[src]')?.src;
  let lookedAt = Date.now();
  const look = async (): Promise<void> => {
    if (document.hidden || Date.now() - lookedAt < LOOK_INTERVAL) return;
    lookedAt = Date.now();
    const response = await fetch('./', { cache: 'no-cache' });
    const found = response.ok ? scriptIn(await response.text()) : undefined;
    if (found === undefined || mine === undefined) return;
    if (new URL(found, document.baseURI).href === mine) return;
    stop();
    notify({ kind: 'version' });
  };
  // Offline, the check fails silently.
  const lookQuietly = () => void look().catch(() => undefined);
  const timer = setInterval(lookQuietly, LOOK_INTERVAL);
  document.addEventListener('visibilitychange', lookQuietly);
  const stop = () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', lookQuietly);
  };
}
