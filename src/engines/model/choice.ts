/**
 * A choice: which thread takes the next step, and by which move. One whole number, so that a run's choices are one
 * column: `4 * thread + move`.
 */
import type { ThreadIndex } from '../../base/units.ts';

export const Move = {
  /** It goes on: performs its next op, takes what it was woken for, or gives up waiting because its time is up. */
  go: 0,
  /** It was woken, finds that another was quicker, and waits again. */
  again: 1,
  /** It is taken out of the run, as live when its Worker hangs. */
  lose: 2,
  /** No thread moves: the reader types a line. */
  type: 3,
} as const;
export type Move = (typeof Move)[keyof typeof Move];

export type Choice = number;

/** The choice by which a line is typed; which line stands elsewhere. Its thread means nothing. */
export const TYPING: Choice = Move.type;

export const go = (thread: ThreadIndex): Choice => 4 * thread;
export const choiceOf = (thread: ThreadIndex, move: Move): Choice => 4 * thread + move;
export const threadOf = (choice: Choice): ThreadIndex => choice >> 2;
export const moveOf = (choice: Choice): Move => (choice & 3) as Move;
