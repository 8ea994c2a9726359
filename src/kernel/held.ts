/**
 * Threads of a stopped process (SIGSTOP). Each is held at its next op, or in the op in which it waits once that could
 * proceed, and stands in a list of its process until SIGCONT. Being held consumes nothing of the op: a lock that the
 * thread was woken for goes to the next waiter, and a timeout that has not started starts afterwards.
 */
import type { ThreadIndex } from '../base/units.ts';
import { appendThread, removeThread } from './lists.ts';
import {
  P_HELD,
  processAt,
  T_DEADLINE,
  T_HELD,
  T_LIMIT,
  T_PROCESS,
  T_STATE,
  T_WAITED,
  T_WAKE,
  threadAt,
  ThreadState,
  type Memory,
} from './memory.ts';

export const Held = {
  no: 0,
  /** Held before its op started. */
  before: 1,
  /** Held while waiting in its op. */
  inside: 2,
} as const;
export type Held = (typeof Held)[keyof typeof Held];

/** Puts a thread on the list; false if it is there already. */
export function hold({ i32, f64 }: Memory, thread: ThreadIndex, held: Held): boolean {
  const at = threadAt(thread);
  i32[at + T_WAKE] = 0;
  if (i32[at + T_HELD] !== Held.no && i32[at + T_STATE] === ThreadState.blocked) return false;
  if (i32[at + T_HELD] === Held.no) {
    i32[at + T_HELD] = held;
    f64[(at + T_LIMIT) >> 1] = f64[(at + T_DEADLINE) >> 1]!;
  }
  f64[(at + T_DEADLINE) >> 1] = Infinity;
  removeThread(i32, thread);
  appendThread(i32, processAt(i32[at + T_PROCESS]!) + P_HELD, thread);
  i32[at + T_WAITED] = 0;
  i32[at + T_STATE] = ThreadState.blocked;
  return true;
}

/** Resumes a thread. Returns how it was held. */
export function unhold({ i32, f64 }: Memory, thread: ThreadIndex): Held {
  const at = threadAt(thread);
  const held = i32[at + T_HELD] as Held;
  if (held === Held.no) return held;
  i32[at + T_HELD] = Held.no;
  f64[(at + T_DEADLINE) >> 1] = f64[(at + T_LIMIT) >> 1]!;
  return held;
}
