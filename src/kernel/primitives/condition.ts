/**
 * threading.Condition, over a Lock or an RLock. Waiting takes three transitions, as in CPython: `release` gives up
 * every level of the lock and joins the waiters; `wait` waits to be notified, or times out; `restore` acquires the lock
 * again. So a notified thread still waits, for the lock.
 *
 * The condition's line of waiters is separate from the kernel's list of blocked threads: a thread may be notified
 * before it blocks, and a thread that has timed out stays in line until it has the lock, so a notify may be wasted on
 * it.
 */
import { PyError } from '../errors.ts';
import {
  addItem,
  countItems,
  dropItem,
  itemsOf,
  renameSender,
  takeItem,
  type Item,
} from '../items.ts';
import { Aspect, cellOf, objectCell } from '../footprint.ts';
import type { Kernel, OpSpec, Touches } from '../kernel.ts';
import type { Request } from '../request.ts';
import {
  O_A,
  O_B,
  O_WAITERS,
  O_WAITERS_3,
  objectAt,
  T_LIST,
  T_NOTIFIED,
  threadAt,
} from '../memory.ts';
import { kindAt, type ObjectSpec } from '../object-spec.ts';
import { creates, partAt } from './create.ts';
import { freeLock, isLockHeld, lockHolder, takeLock } from './lock.ts';
import { freeRLock, isRLockOpenTo, ownsRLock, rlockOwner, takeRLock } from './rlock.ts';

/** Index of its lock. */
const LOCK = O_A;
/** Threads in line: items whose values are thread indices. */
const LINE = O_B; // .. O_D

/**
 * Waiters exist in the parent of a fork only. The child's copy of the line keeps their places, and a notify is wasted
 * on each.
 */
const GHOST: Item = { value: -1, sent: -1, sender: -1, carried: false };

export const conditionObject: ObjectSpec = {
  kind: 'condition',
  // Threads that wait to be notified; for multiprocessing's, also notifiers that wait for the woken threads.
  lines: [{ at: O_WAITERS }, { at: O_WAITERS_3 }],
  refers: [LOCK],
  /** n: index of its lock. */
  begin(k, at, op) {
    k.memory.i32[at + LOCK] = op.n;
  },
  tell(k, at) {
    const { role = 'condition' } = partAt(k, at);
    return {
      measure: countItems(k.memory, at + LINE),
      limit: -1,
      of: k.memory.i32[at + LOCK]!,
      role,
    };
  },
  copy({ memory }, from, at) {
    memory.i32.fill(0, at + LINE, at + LINE + 3);
    for (const _ of itemsOf(memory, from + LINE)) addItem(memory, at + LINE, GHOST, 'back');
  },
};

export const conditionCreate = creates(conditionObject);

export const lockOf = (k: Kernel, op: Request): number => k.memory.i32[objectAt(op.target) + LOCK]!;
const isReentrant = (k: Kernel, lock: number): boolean =>
  kindAt(k.memory, objectAt(lock)) === 'rlock';

/** As in CPython: a plain Lock has no owner, so a lock held by any thread counts. */
export function isOwned(k: Kernel, thread: number, op: Request): boolean {
  const lock = lockOf(k, op);
  const at = objectAt(lock);
  return isReentrant(k, lock) ? ownsRLock(k, at, thread) : isLockHeld(k, at);
}

function requireOwned(k: Kernel, thread: number, op: Request, what: string): void {
  if (!isOwned(k, thread, op))
    throw new PyError('RuntimeError', `cannot ${what} on un-acquired lock`);
}

const inLine = (k: Kernel, op: Request): number => countItems(k.memory, objectAt(op.target) + LINE);

/** First part of wait(): the event is the lock's. Result: how many levels to acquire again. */
export const conditionRelease: OpSpec = {
  info: { name: 'release', hold: 'give' },
  about: 'object',
  touches: (k, _thread, op, f) => {
    f.writes(objectCell(op.target));
    f.writes(objectCell(lockOf(k, op)));
  },
  guard: () => true,
  effect(k, thread, op) {
    requireOwned(k, thread, op, 'wait');
    const ticket = { value: thread, sent: -1, sender: thread, carried: false };
    addItem(k.memory, objectAt(op.target) + LINE, ticket, 'back');
    k.memory.i32[threadAt(thread) + T_NOTIFIED] = 0;
    return unlock(k, op);
  },
};

/** Gives up every level of the lock; returns the number of levels. */
export function unlock(k: Kernel, op: Request): number {
  const lock = lockOf(k, op);
  let depth = 1;
  if (isReentrant(k, lock)) depth = freeRLock(k, objectAt(lock));
  else freeLock(k, objectAt(lock));
  k.said.object = lock;
  k.said.value = 0;
  return depth;
}

/** Acquires `op.n` levels of the lock. */
export function relock(k: Kernel, thread: number, op: Request): undefined {
  const lock = lockOf(k, op);
  if (isReentrant(k, lock)) takeRLock(k, thread, lock, op);
  else takeLock(k, objectAt(lock), thread);
  k.said.object = lock;
  k.said.value = op.n;
  return undefined;
}

/** Second part of wait(). Result: 1 notified, 0 timed out. */
export const conditionWait: OpSpec = {
  info: { name: 'wait', wait: 'sync' },
  about: 'object',
  touches: (_k, thread, { target, n }, f) => {
    f.reads(cellOf(Aspect.wait, thread));
    // It leaves the line at its timeout.
    if (n === 1) f.writes(objectCell(target));
  },
  guard: (k, thread) => k.memory.i32[threadAt(thread) + T_NOTIFIED] !== 0,
  effect(k, thread, op) {
    const notified = threadAt(thread) + T_NOTIFIED;
    k.said.cause = k.memory.i32[notified]! - 1;
    k.said.value = inLine(k, op);
    k.memory.i32[notified] = 0;
    return 1;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS,
  keepsPlace(k, object, from, to) {
    renameSender(k.memory, objectAt(object) + LINE, from, to);
    return true;
  },
  expire(k, thread, op) {
    k.said.value = inLine(k, op);
    return 0;
  },
};

/** Third part of wait(): acquires the lock n times, and leaves the line if still in it. The event is the lock's. */
export const conditionRestore: OpSpec = {
  info: { name: 'acquire', wait: 'sync', hold: 'take' },
  about: 'object',
  touches: (k, thread, op, f) => {
    f.writes(objectCell(lockOf(k, op)));
    const line = objectAt(op.target) + LINE;
    for (const { sender } of itemsOf(k.memory, line)) {
      if (sender === thread) f.writes(objectCell(op.target));
    }
  },
  guard(k, thread, op) {
    const lock = lockOf(k, op);
    const at = objectAt(lock);
    return isReentrant(k, lock) ? isRLockOpenTo(k, at, thread) : !isLockHeld(k, at);
  },
  effect(k, thread, op) {
    dropItem(k.memory, objectAt(op.target) + LINE, thread);
    return relock(k, thread, op);
  },
  waitsIn(k, _thread, op) {
    k.said.object = lockOf(k, op);
    return objectAt(lockOf(k, op)) + O_WAITERS;
  },
  inTheWay(k, op) {
    const lock = lockOf(k, op);
    return isReentrant(k, lock) ? rlockOwner(k, objectAt(lock)) : lockHolder(k, objectAt(lock));
  },
};

/** Notifies at most `most` waiters, longest waiting first. */
function notify(k: Kernel, op: Request, most: number): void {
  const { i32 } = k.memory;
  const at = objectAt(op.target);
  const event = k.nextEvent();
  for (let n = 0; n < most && countItems(k.memory, at + LINE) > 0; n++) {
    const waiter = takeItem(k.memory, at + LINE).sender;
    // A place copied by a fork, without its thread.
    if (waiter < 0) continue;
    i32[threadAt(waiter) + T_NOTIFIED] = event + 1;
    // The waiter may already wait for the lock.
    if (i32[threadAt(waiter) + T_LIST] === at + O_WAITERS) k.wake(waiter);
  }
  k.said.value = inLine(k, op);
}

const touchesNotify: Touches = (k, _thread, op, f) => {
  f.writes(objectCell(op.target));
  f.reads(objectCell(lockOf(k, op)));
  for (const { sender } of itemsOf(k.memory, objectAt(op.target) + LINE)) {
    if (sender >= 0) f.writes(cellOf(Aspect.wait, sender));
  }
};

/** n: how many to notify. */
export const conditionNotify: OpSpec = {
  info: { name: 'notify' },
  about: 'object',
  touches: touchesNotify,
  guard: () => true,
  effect(k, thread, op) {
    requireOwned(k, thread, op, 'notify');
    notify(k, op, op.n);
    return undefined;
  },
};

export const conditionNotifyAll: OpSpec = {
  info: { name: 'notify-all' },
  about: 'object',
  touches: touchesNotify,
  guard: () => true,
  effect(k, thread, op) {
    requireOwned(k, thread, op, 'notify');
    notify(k, op, Infinity);
    return undefined;
  },
};

export const conditionOps = {
  'condition.create': conditionCreate,
  'condition.release': conditionRelease,
  'condition.wait': conditionWait,
  'condition.restore': conditionRestore,
  'condition.notify': conditionNotify,
  'condition.notifyAll': conditionNotifyAll,
} satisfies Record<string, OpSpec>;
