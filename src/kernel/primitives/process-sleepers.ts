/**
 * Sleepers of multiprocessing.Condition, which CPython builds from three semaphores
 * (Lib/multiprocessing/synchronize.py): one counts sleepers, one wakes them, and on the third each confirms its
 * wake-up. The notifier waits for these confirmations. It cannot tell which sleepers are alive: a killed sleeper is
 * counted for ever, and a notify meant for it never returns. An Event uses such a condition, too.
 */
import type { ThreadIndex } from '../../base/units.ts';
import { writesObject } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import type { Line } from '../object-spec.ts';
import { O_B, O_C, O_D, O_WAITERS, O_WAITERS_3, objectAt } from '../memory.ts';

/** Threads that sleep, or have slept since the last notification. */
const SLEEPING = O_B;
/** Threads that have woken or timed out and were not subtracted yet. */
const WOKEN = O_C;
/** Wake-ups not taken yet. */
const SIGNALS = O_D;
/** Lists: the sleepers, and notifiers that wait for their wake-up. */
const SLEEPERS = O_WAITERS;
const NOTIFIER = O_WAITERS_3;

/** Waiting lists of an object with sleepers. */
export const sleeperLines: readonly Line[] = [{ at: SLEEPERS }, { at: NOTIFIER }];

/** Adds a sleeper. */
export function fallAsleep(k: Kernel, at: number): void {
  k.memory.i32[at + SLEEPING] = k.memory.i32[at + SLEEPING]! + 1;
}

export const countSleepers = (k: Kernel, at: number): number =>
  k.memory.i32[at + SLEEPING]! - k.memory.i32[at + WOKEN]!;

/** Wakes at most `most` sleepers. Returns the number that must confirm. */
export function wakeSleepers(k: Kernel, at: number, most: number): number {
  const { i32 } = k.memory;
  i32[at + SLEEPING] = i32[at + SLEEPING]! - i32[at + WOKEN]!;
  i32[at + WOKEN] = 0;
  const woken = Math.max(0, Math.min(most, i32[at + SLEEPING]!));
  i32[at + SLEEPING] = i32[at + SLEEPING]! - woken;
  i32[at + SIGNALS] = i32[at + SIGNALS]! + woken;
  for (let n = 0; n < woken; n++) k.wakeOne(at + SLEEPERS);
  return woken;
}

/** Confirms a wake-up to the notifier. */
function sayAwake(k: Kernel, object: number): void {
  const at = objectAt(object);
  k.memory.i32[at + WOKEN] = k.memory.i32[at + WOKEN]! + 1;
  k.wakeAll(at + NOTIFIER);
}

/** A sleeper's wait. Result: 1 woken, 0 timed out. */
export const sleep: OpSpec = {
  info: { name: 'wait', wait: 'sync', turn: 'await' },
  about: 'object',
  touches: writesObject,
  guard: (k, _thread, { target }) => k.memory.i32[objectAt(target) + SIGNALS]! > 0,
  effect(k, _thread, { target }) {
    const at = objectAt(target);
    k.memory.i32[at + SIGNALS] = k.memory.i32[at + SIGNALS]! - 1;
    sayAwake(k, target);
    k.said.value = countSleepers(k, at);
    return 1;
  },
  waitsIn: (_k, _thread, { target }) => objectAt(target) + SLEEPERS,
  expire(k, _thread, { target }) {
    sayAwake(k, target);
    k.said.value = countSleepers(k, objectAt(target));
    return 0;
  },
  keepsPlace: () => false,
  abandon: (k, _thread, object) => sayAwake(k, object),
};

/** Second half of a notification: waits until the `n` woken threads have confirmed. */
export const confirm = (over: (k: Kernel, thread: ThreadIndex, at: number) => void): OpSpec => ({
  info: { name: 'confirm', wait: 'sync' },
  about: 'object',
  touches: writesObject,
  guard: (k, _thread, { target, n }) => k.memory.i32[objectAt(target) + WOKEN]! >= n,
  effect(k, thread, { target, n }) {
    const at = objectAt(target);
    k.memory.i32[at + WOKEN] = k.memory.i32[at + WOKEN]! - n;
    k.memory.i32[at + SIGNALS] = 0;
    over(k, thread, at);
    k.said.value = countSleepers(k, at);
    return undefined;
  },
  waitsIn: (_k, _thread, { target }) => objectAt(target) + NOTIFIER,
  abandon: (k, thread, object) => over(k, thread, objectAt(object)),
});
