/**
 * A choice: the thread that takes the next step, and its move. Encoded as one integer, so that a run's choices are one
 * column: `4 * thread + move`.
 */
import type { ThreadIndex } from '../../base/units.ts';

export const Move = {
  /** The thread continues: performs its next op, takes what it was woken for, or gives up after its timeout. */
  go: 0,
  /** It was woken, but another thread was faster, and it waits again. */
  again: 1,
  /** The thread is removed from the run, as in a live run when its Worker hangs. */
  lose: 2,
  /** No thread moves: the reader types a line. */
  type: 3,
} as const;
export type Move = (typeof Move)[keyof typeof Move];

export type Choice = number;

/** The choice that types a line, which is stored separately. The thread part has no meaning. */
export const TYPING: Choice = Move.type;

export const go = (thread: ThreadIndex): Choice => 4 * thread;
export const choiceOf = (thread: ThreadIndex, move: Move): Choice => 4 * thread + move;
export const threadOf = (choice: Choice): ThreadIndex => choice >> 2;
export const moveOf = (choice: Choice): Move => (choice & 3) as Move;
