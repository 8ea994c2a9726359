/** Runs all kinds of hostile input, each against a page of its own. */
import type { Browser, Page } from '@playwright/test';
import { startPlainHost } from '../plain-host.ts';
import { newTally, tryFile, tryLink, tryRange, type Tally } from './try-inputs.ts';
import { tryBroadcasts, tryRequests } from './try-messages.ts';
import { complaintsOf, watchAll } from './watch.ts';
import { isolationHeaders } from '../../../scripts/headers.ts';

export interface Attack {
  readonly browser: Browser;
  readonly counts: Readonly<Record<Kind, number>>;
  readonly seed: number;
  /** Number of the first input of each kind. */
  readonly from: number;
  /** Time limit for links and for files each; what is left after it is not tried. Default: none. */
  readonly seconds?: number;
  /** Limit on the page's longest task, in ms. */
  readonly limit: number;
  readonly report: (kind: Kind, tally: Tally, seconds: number) => void;
  /** Number of inputs tried so far. */
  readonly progress?: (kind: Kind, count: number) => void;
}

export type Kind = 'links' | 'files' | 'requests' | 'broadcasts';

/** Number of inputs per page. */
const A_PAGE = 250;

export async function attack({
  browser,
  counts,
  seed,
  from,
  seconds = Infinity,
  limit,
  report,
  progress,
}: Attack): Promise<void> {
  const host = await startPlainHost({ headers: isolationHeaders });
  const inPage = (tryOne: typeof tryLink) => async (page: Page, range: Range, tally: Tally) => {
    await page.goto(`${host.url}#s=two-threads&speed=20`);
    await page.evaluate(() => window.weft.ready);
    await tryRange((n) => tryOne(page, seed, n), range, tally);
    await stillWorks(page, tally);
  };
  const kinds: Record<Kind, (page: Page, range: Range, tally: Tally) => Promise<void>> = {
    links: inPage(tryLink),
    files: inPage(tryFile),
    requests: (page, range, tally) => tryRequests(page, seed, range, tally),
    broadcasts: (page, range, tally) => tryBroadcasts(page, seed, range, tally),
  };
  for (const [kind, run] of Object.entries(kinds) as [Kind, (typeof kinds)[Kind]][]) {
    if (counts[kind] === 0) continue;
    const began = Date.now();
    const tally = newTally(limit, performance.now() + 1000 * seconds);
    for (let first = from; first < from + counts[kind]; first += A_PAGE) {
      if (performance.now() >= tally.until) break;
      const context = await browser.newContext({ serviceWorkers: 'block' });
      await watchAll(context);
      const complaints = complaintsOf(context);
      const range = [first, Math.min(first + A_PAGE, from + counts[kind])] as const;
      await run(await context.newPage(), range, tally);
      progress?.(kind, range[1]);
      tally.wrong.push(...complaints);
      await context.close();
    }
    report(kind, tally, Math.round((Date.now() - began) / 1000));
  }
  await host.close();
}

type Range = readonly [from: number, to: number];

/** After all inputs, a program runs to its end. */
async function stillWorks(page: Page, tally: Tally): Promise<void> {
  const status = await page.evaluate(async () => {
    await window.weft.load('two-threads');
    window.weft.setSpeed(20);
    const late = performance.now() + 60_000;
    while (window.weft.state().status !== 'ended' && performance.now() < late)
      await new Promise(requestAnimationFrame);
    return window.weft.state().status;
  });
  if (status !== 'ended') tally.wrong.push(`afterwards a run is ${status}`);
}
