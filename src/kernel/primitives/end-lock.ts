/**
 * The locks at the ends of multiprocessing's queues, as in CPython: whoever gets holds the reader's lock from before it
 * waits for an item until it has it, and whoever puts into a SimpleQueue the writer's. The others wait for the lock, and
 * get nothing. So one that is killed while it waits for an item keeps the lock for ever.
 *
 * A lock that is to be had at once with all else is taken and given back within the transition, and shows nowhere.
 */
import type { ObjectIndex, ThreadIndex } from '../../base/units.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { removeThread } from '../lists.ts';
import { O_G, O_H, O_WAITERS, O_WAITERS_2, objectAt } from '../memory.ts';

export interface EndLock {
  /** The thread that holds it, plus one; 0 for nobody. */
  readonly word: number;
  /** Where its holder waits for what it needs, and the others for the lock. */
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

/** Wakes whoever can use what has come: the holder, who may stand behind others in line. */
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
  // Whose time is up, or who is interrupted, may still stand first in that line.
  removeThread(k.memory.i32, thread);
  k.wakeOne(at + line);
}

/** The same op, under a lock. */
export const under = (lock: EndLock, spec: OpSpec): OpSpec => ({
  ...spec,
  guard: (k, thread, op) => isOpenTo(k, op.target, lock, thread) && spec.guard(k, thread, op),
  effect(k, thread, op) {
    // It has the lock now, if only for this transition: whoever is next in line hears of its release.
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
  // Its handler of a signal runs while it holds the lock, and waits for ever if it wants it too.
  keepsPlace(k, object, from, to) {
    const word = objectAt(object) + lock.word;
    if (k.memory.i32[word] === from + 1) k.memory.i32[word] = to + 1;
    return false;
  },
  abandon: (k, thread, object) => giveBack(k, object, lock, thread),
});
