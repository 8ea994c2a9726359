/** Gives hostile links and files to the page, one after the other, and records the results. */
import type { Page } from '@playwright/test';
import { hostileFile } from '../../../scripts/inputs/files.ts';
import { hostileLink } from '../../../scripts/inputs/links.ts';
import { takeSeen } from './watch.ts';

export interface Outcome {
  /** It was opened, or refused in a sentence. */
  readonly opened: boolean;
  /** The page reported a problem. */
  readonly told: boolean;
  /** The longest task of the page, in ms. */
  readonly longest: number;
  /** Violations. */
  readonly wrong: readonly string[];
}

export interface Tally {
  tried: number;
  opened: number;
  told: number;
  longest: number;
  /** Limit on the page's longest task, in ms. */
  readonly limit: number;
  /** No further input is tried from then on, as of performance.now(). */
  readonly until: number;
  readonly wrong: string[];
}

export const newTally = (limit: number, until = Infinity): Tally => ({
  tried: 0,
  opened: 0,
  told: 0,
  longest: 0,
  limit,
  until,
  wrong: [],
});

/** Inputs `from` to `to` (exclusive) of a seed. The page must be loaded. */
export async function tryRange(
  attempt: (n: number) => Promise<Outcome>,
  [from, to]: readonly [from: number, to: number],
  tally: Tally,
): Promise<void> {
  for (let n = from; n < to && performance.now() < tally.until; n++) {
    let outcome = await attempt(n);
    // On a busy machine a task may be slow by chance: a real problem is slow every time.
    for (let again = 0; again < 3 && outcome.longest > tally.limit; again++) {
      const { longest, wrong } = await attempt(n);
      outcome = { ...outcome, longest: Math.min(outcome.longest, longest), wrong };
    }
    tally.tried += 1;
    tally.opened += outcome.opened ? 1 : 0;
    tally.told += outcome.told ? 1 : 0;
    tally.longest = Math.max(tally.longest, outcome.longest);
    const slow =
      outcome.longest > tally.limit ? [`stopped for ${Math.round(outcome.longest)} ms`] : [];
    for (const what of [...outcome.wrong, ...slow]) tally.wrong.push(`${n}: ${what}`);
  }
}

/** Follows a link within the loaded page. */
export async function tryLink(page: Page, seed: number, n: number): Promise<Outcome> {
  const link = hostileLink(seed, n);
  // Each starts a run, which the next one ends; now and then one is awaited.
  const patience = n % 20 === 0 ? 2000 : 0;
  const { longest, told } = await page.evaluate(
    async ([fragment, wait]) => {
      const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      const watch = window.weftWatch;
      await pause(0);
      watch.current = fragment;
      watch.longest = 0;
      history.replaceState(null, '', '#');
      const followed = new Promise((resolve) => {
        addEventListener('hashchange', resolve, { once: true });
      });
      location.hash = fragment;
      await Promise.race([followed, pause(300)]);
      if (wait > 0) await Promise.race([window.weft.idle(), pause(wait)]);
      await new Promise(requestAnimationFrame);
      await pause(0);
      const notices = document.querySelectorAll('[aria-label="Notices"] article');
      return { longest: watch.longest, told: notices.length > 0 };
    },
    [link, patience] as const,
  );
  return { opened: true, told, longest, wrong: await takeSeen(page) };
}

/** Opens a file in the loaded page; if it opens, exports pictures and texts. */
export async function tryFile(page: Page, seed: number, n: number): Promise<Outcome> {
  const { name, bytes } = hostileFile(seed, n);
  const base64 = Buffer.from(bytes).toString('base64');
  const found = await page.evaluate(
    async ([fileName, content, saves]) => {
      const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      const sent = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
      const watch = window.weftWatch;
      await pause(0);
      watch.current = `${fileName}: ${new TextDecoder().decode(sent.subarray(0, 300))}`;
      watch.longest = 0;
      const wrong: string[] = [];
      const opened = await Promise.race([
        window.weft.open(new Blob([sent]), fileName).then(
          () => 'opened',
          (error: unknown) => {
            const { message } = error as Error;
            const isAbort = error instanceof DOMException && error.name === 'AbortError';
            const isOurs = /^(Type|Range|Reference|Syntax|Internal)Error/.test(String(error));
            if (!isAbort && (message.length < 8 || isOurs))
              wrong.push(`refused by ${String(error)}`);
            return 'refused';
          },
        ),
        pause(30_000).then(() => 'open for 30 s'),
      ]);
      if (opened.startsWith('open ')) wrong.push(opened);
      await window.weft.idle();
      await new Promise(requestAnimationFrame);
      await pause(0);
      const { longest } = watch;
      if (opened === 'opened' && saves) {
        const forbidden =
          'parsererror, weft-mark, script, [onload], [onerror], [onclick], image, a';
        for (const format of ['svg', 'stage-svg'] as const) {
          const saved = await window.weft.save(format).catch(() => undefined);
          const text = (await saved?.text()) ?? '<svg xmlns="http://www.w3.org/2000/svg"/>';
          const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
          const bad = picture.querySelector(forbidden);
          if (bad !== null) wrong.push(`in ${format}: ${bad.outerHTML.slice(0, 200)}`);
        }
        for (const format of ['mermaid', 'text', 'csv', 'weft', 'chrome-trace'] as const)
          await window.weft.save(format).catch((error: unknown) => {
            if (!(error instanceof Error) || error.message.length < 8)
              wrong.push(`save ${format}: ${String(error)}`);
          });
      }
      return { longest, opened: opened === 'opened', wrong };
    },
    [name, base64, n % 5 === 0] as const,
  );
  const { opened, longest, wrong } = found;
  return { opened, told: !opened, longest, wrong: [...wrong, ...(await takeSeen(page))] };
}
