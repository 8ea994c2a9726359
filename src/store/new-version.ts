/**
 * Whether there is a newer Weft than this page. A page that is open goes on with what it was made of, whole: its parts have
 * the hash of their content in their names, and the service worker keeps them for as long as it is open.
 */
import { notify } from './notices.ts';

/** ms */
const LOOK_INTERVAL = 60 * 60 * 1000;

/** Address of the script that a page's text begins with. */
export const scriptIn = (html: string): string | undefined =>
  /<script\b[^>]*\bsrc="([^"]+)"/.exec(html)?.[1];

/** From now on looks once an hour while the page is seen, and tells the reader once. */
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
  // Offline there is nothing to be told.
  const lookQuietly = () => void look().catch(() => undefined);
  const timer = setInterval(lookQuietly, LOOK_INTERVAL);
  document.addEventListener('visibilitychange', lookQuietly);
  const stop = () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', lookQuietly);
  };
}
