/** Progress within a hint: whose step is next, until the turn is done. */
import type { ThreadIndex } from '../base/units.ts';
import type { Move } from './switches.ts';

/** Events that happen to a thread as well as by it: its process ends, or was killed. */
const ENDS: ReadonlySet<string> = new Set(['end', 'exit']);

/** What one thread is to do before another does anything, in order. */
export interface Turn {
  readonly first: { readonly by: ThreadIndex };
  readonly moves: readonly Omit<Move, 'thread'>[];
}

/** done: completely. open: in part, and nothing else happened. left: another thread has completed an operation. */
export type TurnStanding = 'open' | 'done' | 'left';

/** @param moves operations completed since the turn began */
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

/** For each thread the thread that it waits for; -1 for none. */
export const waitsIn =
  (threads: readonly { readonly blockedBy: ThreadIndex }[]) =>
  (thread: ThreadIndex): ThreadIndex =>
    threads[thread]?.blockedBy ?? -1;

/**
 * Whose step is next: the turn's own thread; or the thread that it waits for, if that has only to begin; or, if it
 * waits for what happens by itself once no thread can move, any thread. undefined if none can move.
 *
 * @param turn undefined if the goal is reached, and the run only has to end
 * @param movers threads that can take a step now
 * @param waitsFor the thread that a thread waits for; -1 for none
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
