/**
 * threading.Condition, over a Lock or an RLock. Waiting takes three transitions, as in CPython: `release` gives up every
 * level of the lock and joins the line; `wait` waits to be notified, or gives up and leaves the line; then the lock is
 * acquired again like any other (lock.acquire, rlock.restore). So a thread that was notified still waits, for the lock.
 *
 * The line is of its own, apart from the list of blocked threads: a thread may be notified between the first two.
 */
import { objectKinds } from '../../trace/format.ts';
import { PyError } from '../errors.ts';
import { addItem, countItems, dropItem, takeItem } from '../items.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import type { Request } from '../request.ts';
import { O_A, O_B, O_KIND, O_WAITERS, objectAt, T_NOTIFIED, threadAt } from '../memory.ts';
import { creates } from './create.ts';
import { freeLock, isLockHeld } from './lock.ts';
import { freeRLock, ownsRLock } from './rlock.ts';

/** Index of its lock. */
const LOCK = O_A;
/** Threads in line: items whose values are their indices. */
const LINE = O_B; // .. O_D

const RLOCK = Object.keys(objectKinds).indexOf('rlock');

/** n: index of its lock. */
export const conditionCreate = creates('condition', (k, at, op) => {
  const { i32 } = k.memory;
  i32[at + LOCK] = op.n;
  i32[at + LINE] = i32[at + LINE + 1] = i32[at + LINE + 2] = 0;
  return { measure: 0, limit: -1 };
});

const lockOf = (k: Kernel, op: Request): number => k.memory.i32[objectAt(op.target) + LOCK]!;
const isReentrant = (k: Kernel, lock: number): boolean =>
  k.memory.i32[objectAt(lock) + O_KIND] === RLOCK;

/** As CPython asks it: a plain lock has no owner, so one that anybody holds will do. */
function requireOwned(k: Kernel, thread: number, op: Request, what: string): void {
  const lock = lockOf(k, op);
  const at = objectAt(lock);
  const isOwned = isReentrant(k, lock) ? ownsRLock(k, at, thread) : isLockHeld(k, at);
  if (!isOwned) throw new PyError('RuntimeError', `cannot ${what} on un-acquired lock`);
}

const inLine = (k: Kernel, op: Request): number => countItems(k.memory, objectAt(op.target) + LINE);

/** First part of wait(): the event is the lock's. Result: how many levels to acquire again. */
export const conditionRelease: OpSpec = {
  info: { name: 'release', wait: 'none', hold: 'give', flow: 'none' },
  about: 'object',
  guard: () => true,
  effect(k, thread, op) {
    requireOwned(k, thread, op, 'wait');
    const lock = lockOf(k, op);
    const ticket = { value: thread, sent: -1, sender: thread, carried: false };
    addItem(k.memory, objectAt(op.target) + LINE, ticket, 'back');
    k.memory.i32[threadAt(thread) + T_NOTIFIED] = 0;
    let depth = 1;
    if (isReentrant(k, lock)) depth = freeRLock(k, objectAt(lock));
    else freeLock(k, objectAt(lock));
    k.said.object = lock;
    k.said.value = 0;
    return depth;
  },
};

/** Second part of wait(). Result: 1 notified, 0 timed out. */
export const conditionWait: OpSpec = {
  info: { name: 'wait', wait: 'sync', hold: 'none', flow: 'none' },
  about: 'object',
  guard: (k, thread) => k.memory.i32[threadAt(thread) + T_NOTIFIED] !== 0,
  effect(k, thread, op) {
    const notified = threadAt(thread) + T_NOTIFIED;
    k.said.cause = k.memory.i32[notified]! - 1;
    k.said.value = inLine(k, op);
    k.memory.i32[notified] = 0;
    return 1;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS,
  expire(k, thread, op) {
    dropItem(k.memory, objectAt(op.target) + LINE, thread);
    k.said.value = inLine(k, op);
    return 0;
  },
};

/** Lets go at most `most` of those that are longest in line. */
function notify(k: Kernel, op: Request, most: number): void {
  const line = objectAt(op.target) + LINE;
  const event = k.nextEvent();
  for (let n = 0; n < most && countItems(k.memory, line) > 0; n++) {
    const waiter = takeItem(k.memory, line).sender;
    k.memory.i32[threadAt(waiter) + T_NOTIFIED] = event + 1;
    k.wake(waiter);
  }
  k.said.value = inLine(k, op);
}

/** n: how many. */
export const conditionNotify: OpSpec = {
  info: { name: 'notify', wait: 'none', hold: 'none', flow: 'none' },
  about: 'object',
  guard: () => true,
  effect(k, thread, op) {
    requireOwned(k, thread, op, 'notify');
    notify(k, op, op.n);
    return undefined;
  },
};

export const conditionNotifyAll: OpSpec = {
  info: { name: 'notify-all', wait: 'none', hold: 'none', flow: 'none' },
  about: 'object',
  guard: () => true,
  effect(k, thread, op) {
    requireOwned(k, thread, op, 'notify');
    notify(k, op, Infinity);
    return undefined;
  },
};
