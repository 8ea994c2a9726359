/**
 * Locks at the ends of multiprocessing's queues, as in CPython: a getter holds the reader lock while it waits for an
 * item and takes it; a putter of a SimpleQueue holds the writer lock. Other threads wait for the lock. So a process
 * killed while it waits for an item keeps the lock for ever.
 *
 * A lock that is acquired and released within one transition does not appear in the trace.
 */
import type { ObjectIndex, ThreadIndex } from '../../base/units.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { removeThread } from '../lists.ts';
import { O_G, O_H, O_WAITERS, O_WAITERS_2, objectAt } from '../memory.ts';

export interface EndLock {
  /** The lock holder, plus one; 0 for none. */
  readonly word: number;
  /** List in which the holder waits for data, and the others for the lock. */
  readonly line: number;
}

export const READER: EndLock = { word: O_G, line: O_WAITERS };
export const WRITER: EndLock = { word: O_H, line: O_WAITERS_2 };

const isOpenTo = (
  k: Kernel,
  object: ObjectIndex,
  { word }: EndLock,
  thread: ThreadIndex,
): boolean => {
  const holder = k.memory.i32[objectAt(object) + word]!;
  return holder === 0 || holder === thread + 1;
};

/** Wakes the thread that can use new data: the lock holder, which may not be first in line. */
export function wakeAtEnd(k: Kernel, object: ObjectIndex, { word, line }: EndLock): void {
  const at = objectAt(object);
  const holder = k.memory.i32[at + word]!;
  if (holder === 0) k.wakeOne(at + line);
  else k.wake(holder - 1);
}

function giveBack(
  k: Kernel,
  object: ObjectIndex,
  { word, line }: EndLock,
  thread: ThreadIndex,
): void {
  const at = objectAt(object);
  if (k.memory.i32[at + word] !== thread + 1) return;
  k.memory.i32[at + word] = 0;
  // A thread that timed out or was interrupted may still be first in line.
  removeThread(k.memory.i32, thread);
  k.wakeOne(at + line);
}

/** Wraps an op in a lock. */
export const under = (lock: EndLock, spec: OpSpec): OpSpec => ({
  ...spec,
  guard: (k, thread, op) => isOpenTo(k, op.target, lock, thread) && spec.guard(k, thread, op),
  effect(k, thread, op) {
    // It holds the lock, if only for this transition: its release wakes the next in line.
    k.memory.i32[objectAt(op.target) + lock.word] = thread + 1;
    try {
      return spec.effect(k, thread, op);
    } finally {
      giveBack(k, op.target, lock, thread);
    }
  },
  waitsIn(k, thread, op) {
    const at = objectAt(op.target);
    if (k.memory.i32[at + lock.word] === 0) k.memory.i32[at + lock.word] = thread + 1;
    return at + lock.line;
  },
  expire(k, thread, op) {
    giveBack(k, op.target, lock, thread);
    return spec.expire?.(k, thread, op) ?? 0;
  },
  // Its signal handler runs while it holds the lock, and deadlocks if it needs the lock too.
  keepsPlace(k, object, from, to) {
    const word = objectAt(object) + lock.word;
    if (k.memory.i32[word] === from + 1) k.memory.i32[word] = to + 1;
    return false;
  },
  abandon: (k, thread, object) => giveBack(k, object, lock, thread),
});
