/** Following a hint: whose step is next, until what it says is done. */
import type { ThreadIndex } from '../base/units.ts';
import type { Move } from './switches.ts';

/** What happens to a thread as well as by it: its process ends, or was killed. */
const ENDS: ReadonlySet<string> = new Set(['end', 'exit']);

/** What one thread is to come through before another does anything, in its order. */
export interface Turn {
  readonly first: { readonly by: ThreadIndex };
  readonly moves: readonly Omit<Move, 'thread'>[];
}

/** done: all of it. open: some of it, and nothing else. left: another thread has come through something. */
export type TurnStanding = 'open' | 'done' | 'left';

/** @param moves what threads have come through since the turn began */
export function standingOf({ first, moves: wanted }: Turn, moves: readonly Move[]): TurnStanding {
  let count = 0;
  for (const { thread, op, waits } of moves) {
    if (count === wanted.length) return 'done';
    const next = wanted[count];
    if (thread !== first.by && !waits && !ENDS.has(op)) return 'left';
    if (thread === first.by && op === next?.op && waits === next.waits) count += 1;
  }
  return count === wanted.length ? 'done' : 'open';
}

/** Of threads as they stand: whom each waits for; -1 for nobody. */
export const waitsIn =
  (threads: readonly { readonly blockedBy: ThreadIndex }[]) =>
  (thread: ThreadIndex): ThreadIndex =>
    threads[thread]?.blockedBy ?? -1;

/**
 * Whose step is next: the thread's own; or that of the one for which it waits, which has only to begin; or, where it waits
 * for what comes by itself once nobody can move, anybody's. undefined where nobody can move.
 *
 * @param turn undefined where the run is there, and what is left has to come to its end
 * @param movers who can take a step now
 * @param waitsFor whom a thread waits for; -1 for nobody
 */
export function stepperOf(
  turn: Turn | undefined,
  movers: readonly ThreadIndex[],
  waitsFor: (thread: ThreadIndex) => ThreadIndex,
): ThreadIndex | undefined {
  const by = turn?.first.by;
  const known = by === undefined ? [] : [by, waitsFor(by)];
  return known.find((thread) => movers.includes(thread)) ?? movers[0];
}
