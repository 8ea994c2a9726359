/** threading.RLock: its holder may acquire it again, and only the holder may release it, once per level. */
import { Phase } from '../../trace/format.ts';
import { PyError } from '../errors.ts';
import { triesObject, writesObject } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import type { Request } from '../request.ts';
import { O_A, O_B, O_WAITERS, objectAt } from '../memory.ts';
import type { ObjectSpec } from '../object-spec.ts';
import { creates } from './create.ts';

/** Lock holder, plus one; 0 while free. */
const OWNER = O_A;
/** Recursion depth. */
const DEPTH = O_B;

/** Maximum number of levels for which {@link takeRLock} writes events. */
const LEVELS_TOLD = 1000;

export const rlockObject: ObjectSpec = {
  kind: 'rlock',
  lines: [{ at: O_WAITERS }],
  holders: [OWNER],
  begin: () => undefined,
  tell: (k, at) => ({ measure: k.memory.i32[at + DEPTH]!, limit: -1 }),
};

export const ownsRLock = (k: Kernel, at: number, thread: number): boolean =>
  k.memory.i32[at + OWNER] === thread + 1;

/** The lock holder, or -1. */
export const rlockOwner = (k: Kernel, at: number): number => k.memory.i32[at + OWNER]! - 1;

export const isRLockOpenTo = (k: Kernel, at: number, thread: number): boolean =>
  k.memory.i32[at + OWNER] === 0 || ownsRLock(k, at, thread);

/** Releases all levels and wakes the next waiter; returns the number of levels. */
export function freeRLock(k: Kernel, at: number): number {
  const { i32 } = k.memory;
  const depth = i32[at + DEPTH]!;
  i32[at + OWNER] = 0;
  i32[at + DEPTH] = 0;
  k.wakeOne(at + O_WAITERS);
  return depth;
}

/**
 * Acquires n levels of a free lock at once. Each level has an event, as a hold of its own; the last is the op's own
 * event.
 */
export function takeRLock(k: Kernel, thread: number, lock: number, { n, code }: Request): void {
  const { i32 } = k.memory;
  const at = objectAt(lock);
  for (let depth = 1; depth < Math.min(n, LEVELS_TOLD); depth++) {
    k.write(Phase.done, thread, { op: code, object: lock, value: depth });
  }
  i32[at + OWNER] = thread + 1;
  i32[at + DEPTH] = n;
}

export const rlockAcquire: OpSpec = {
  info: { name: 'acquire', wait: 'sync', hold: 'take' },
  about: 'object',
  touches: triesObject((k, thread, op) => isRLockOpenTo(k, objectAt(op.target), thread)),
  guard: (k, thread, op) => isRLockOpenTo(k, objectAt(op.target), thread),
  effect(k, thread, op) {
    const { i32 } = k.memory;
    const at = objectAt(op.target);
    i32[at + OWNER] = thread + 1;
    i32[at + DEPTH] = i32[at + DEPTH]! + 1;
    k.said.value = i32[at + DEPTH]!;
    return 1;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS,
  inTheWay: (k, op) => rlockOwner(k, objectAt(op.target)),
  expire(k, _thread, op) {
    const at = objectAt(op.target);
    k.said.value = k.memory.i32[at + DEPTH]!;
    k.said.other = rlockOwner(k, at);
    return 0;
  },
};

/** Acquires n levels at once, for a thread that released them to wait on a condition. */
export const rlockRestore: OpSpec = {
  ...rlockAcquire,
  effect(k, thread, op) {
    takeRLock(k, thread, op.target, op);
    k.said.value = op.n;
    return 1;
  },
};

export const rlockRelease: OpSpec = {
  info: { name: 'release', hold: 'give' },
  about: 'object',
  touches: writesObject,
  guard: () => true,
  effect(k, thread, op) {
    const { i32 } = k.memory;
    const at = objectAt(op.target);
    if (!ownsRLock(k, at, thread)) {
      throw new PyError('RuntimeError', 'cannot release un-acquired lock');
    }
    const depth = i32[at + DEPTH]! - 1;
    if (depth === 0) freeRLock(k, at);
    else i32[at + DEPTH] = depth;
    k.said.value = depth;
    return undefined;
  },
};

export const rlockOps = {
  'rlock.create': creates(rlockObject),
  'rlock.acquire': rlockAcquire,
  'rlock.restore': rlockRestore,
  'rlock.release': rlockRelease,
} satisfies Record<string, OpSpec>;
