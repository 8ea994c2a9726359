/**
 * threading.Lock. Not re-entrant; any thread may release it; waiters are served in no promised order, and barging is
 * possible.
 */
import { PyError } from '../errors.ts';
import { readsObject, triesObject, writesObject } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { O_A, O_WAITERS, objectAt } from '../memory.ts';
import type { ObjectSpec } from '../object-spec.ts';
import { creates } from './create.ts';

/** Lock holder, plus one; 0 while free. */
const HOLDER = O_A;

export const lockObject: ObjectSpec = {
  kind: 'lock',
  lines: [{ at: O_WAITERS }],
  holders: [HOLDER],
  begin: () => undefined,
  tell: (k, at) => ({ measure: isLockHeld(k, at) ? 1 : 0, limit: 1 }),
};

export const isLockHeld = (k: Kernel, at: number): boolean => k.memory.i32[at + HOLDER] !== 0;

/** The lock holder, or -1. */
export const lockHolder = (k: Kernel, at: number): number => k.memory.i32[at + HOLDER]! - 1;

export function takeLock(k: Kernel, at: number, thread: number): void {
  k.memory.i32[at + HOLDER] = thread + 1;
}

/** Frees it and wakes the next waiter. */
export function freeLock(k: Kernel, at: number): void {
  k.memory.i32[at + HOLDER] = 0;
  k.wakeOne(at + O_WAITERS);
}

export const lockAcquire: OpSpec = {
  info: { name: 'acquire', wait: 'sync', hold: 'take' },
  about: 'object',
  touches: triesObject((k, _thread, op) => !isLockHeld(k, objectAt(op.target))),
  guard: (k, _thread, op) => !isLockHeld(k, objectAt(op.target)),
  effect(k, thread, op) {
    takeLock(k, objectAt(op.target), thread);
    k.said.value = 1;
    return 1;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS,
  inTheWay: (k, op) => lockHolder(k, objectAt(op.target)),
  expire(k, _thread, op) {
    k.said.value = 1;
    k.said.other = lockHolder(k, objectAt(op.target));
    return 0;
  },
};

export const lockRelease: OpSpec = {
  info: { name: 'release', hold: 'give' },
  about: 'object',
  touches: writesObject,
  guard: () => true,
  effect(k, _thread, op) {
    const at = objectAt(op.target);
    const holder = lockHolder(k, at);
    if (holder < 0) throw new PyError('RuntimeError', 'release unlocked lock');
    freeLock(k, at);
    k.said.value = 0;
    k.said.other = holder;
    return undefined;
  },
};

export const lockLocked: OpSpec = {
  info: { name: 'locked' },
  about: 'object',
  touches: readsObject,
  guard: () => true,
  effect(k, _thread, op) {
    const held = isLockHeld(k, objectAt(op.target)) ? 1 : 0;
    k.said.value = held;
    return held;
  },
};

export const lockOps = {
  'lock.create': creates(lockObject),
  'lock.acquire': lockAcquire,
  'lock.release': lockRelease,
  'lock.locked': lockLocked,
} satisfies Record<string, OpSpec>;
