/**
 * The deciding choice: the last step of a run before which another ending was still possible. Whether it was possible
 * is tested by some runs from there, so the step is not proved; it is never after the right one.
 */
import type { IsOther } from '../other-endings.ts';
import type { Deciding } from '../report.ts';
import type { MadeRun, Runner, Try } from './runner.ts';

/** Number of runs tried from one point. */
const MOST_TRIES = 10;

/** `others`: threads of the steps of known runs that end differently. */
export async function findDeciding(
  runner: Runner,
  run: MadeRun,
  isOther: IsOther,
  others: readonly (readonly number[])[],
): Promise<Deciding> {
  const { threads } = run;
  // Known to be undecided up to here.
  let open = Math.max(0, ...others.map((other) => sharedBy(threads, other)));
  let closed = threads.length;
  while (closed - open > 1) {
    const middle = (open + closed) >>> 1;
    const found = await endsOtherwise(runner, threads.slice(0, middle), isOther);
    if (found === undefined) closed = middle;
    else open = Math.max(middle, Math.min(sharedBy(threads, found.threads), closed - 1));
  }
  return { step: open, isProved: false, instead: await insteadOf(runner, run, open, isOther) };
}

/** Number of leading steps that two runs have in common. */
export function sharedBy(a: readonly number[], b: readonly number[]): number {
  const most = Math.min(a.length, b.length);
  let shared = 0;
  while (shared < most && a[shared] === b[shared]) shared += 1;
  return shared;
}

async function endsOtherwise(
  runner: Runner,
  first: readonly number[],
  isOther: IsOther,
): Promise<MadeRun | undefined> {
  for (let n = 0; n < MOST_TRIES; n++) {
    const strategy: Try['strategy'] = n === 0 ? 'fewest-switches' : n % 2 === 0 ? 'pct' : 'random';
    const found = await runner.make({ first, strategy, luck: n });
    if (found === undefined) return undefined;
    if (isOther(found.outcome)) return found;
  }
  return undefined;
}

/** Another thread at that step, and a run that then ends differently. */
async function insteadOf(
  runner: Runner,
  run: MadeRun,
  step: number,
  isOther: IsOther,
): Promise<Deciding['instead']> {
  const { threads } = run;
  const [movers = []] = await run.moversFrom(step);
  for (const thread of movers) {
    if (thread === threads[step]) continue;
    const first = [...threads.slice(0, step), thread];
    const found = await endsOtherwise(runner, first, isOther);
    if (found !== undefined) return { thread: found.step(step).thread, text: found.text };
  }
  return undefined;
}
