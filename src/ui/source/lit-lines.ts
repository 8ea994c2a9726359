/** Which line of a listing each thread is on. */
import type { ThreadIndex } from '../../base/units.ts';
import type { Listing } from '../../scenarios/scenario.ts';
import type { ThreadState } from '../../views/state.ts';

/** Line (from 1) to the threads on it, in order of their index. */
export type LitLines = ReadonlyMap<number, readonly ThreadIndex[]>;

/**
 * @param isInside whether a thread is in its program, and not in what Python does once the program's code has ended
 * @param lineOf a line of the program to the same one in the listing that is shown; undefined where it has none
 */
export function litLines(
  threads: readonly ThreadState[],
  isInside: (thread: ThreadState) => boolean,
  lineOf: (line: number) => number | undefined,
): LitLines {
  const lit = new Map<number, ThreadIndex[]>();
  for (const thread of threads) {
    const { index, run, line } = thread;
    if (run === 'ended' || line === 0 || !isInside(thread)) continue;
    const shown = lineOf(line);
    if (shown === undefined) continue;
    const there = lit.get(shown);
    if (there === undefined) lit.set(shown, [index]);
    else there.push(index);
  }
  return lit;
}

/**
 * Lines of the program to lines of another listing, by the marks that both carry. A mark that stands several times leads
 * from its n-th line to its n-th line there, and to the last one where there are fewer.
 */
export function followMarks(program: Listing, other: Listing): ReadonlyMap<number, number> {
  const lines = new Map<number, number>();
  for (const [mark, from] of Object.entries(program.marks)) {
    const to = other.marks[mark] ?? [];
    from.forEach((line, n) => {
      const target = to[n] ?? to.at(-1);
      if (target !== undefined && !lines.has(line)) lines.set(line, target);
    });
  }
  return lines;
}
