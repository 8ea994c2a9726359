/** The line of a listing that each thread is on. */
import type { ThreadIndex } from '../../base/units.ts';
import type { ThreadState } from '../../views/state.ts';

/** Line (from 1) to the threads on it, in order of their index. */
export type LitLines = ReadonlyMap<number, readonly ThreadIndex[]>;

/**
 * @param isInside whether a thread is in its program, and not in Python's work after the program's code has ended
 * @param lineOf line of the open listing that a thread is on; undefined if it is in another source
 */
export function litLines(
  threads: readonly ThreadState[],
  isInside: (thread: ThreadState) => boolean,
  lineOf: (thread: ThreadState) => number | undefined,
): LitLines {
  const lit = new Map<number, ThreadIndex[]>();
  for (const thread of threads) {
    const { index, run, line } = thread;
    if (run === 'ended' || line === 0 || !isInside(thread)) continue;
    const shown = lineOf(thread);
    if (shown === undefined) continue;
    const there = lit.get(shown);
    if (there === undefined) lit.set(shown, [index]);
    else there.push(index);
  }
  return lit;
}
