/**
 * threading.Semaphore and BoundedSemaphore: permits; waiters are woken first come first served, with barging as in
 * CPython.
 */
import { PyError } from '../errors.ts';
import { objectCell, triesObject } from '../footprint.ts';
import type { OpSpec } from '../kernel.ts';
import { O_A, O_B, O_GHOSTS, O_PROCESS, O_WAITERS, objectAt } from '../memory.ts';
import type { ObjectSpec } from '../object-spec.ts';
import { creates } from './create.ts';
import { notifyFirst } from './ghosts.ts';

const PERMITS = O_A;
/** Maximum number of permits of a bounded semaphore; -1 for none. */
const BOUND = O_B;

/** Limit of the counter. */
const MOST = 2 ** 31 - 1;

const semaphoreOf = (kind: 'semaphore' | 'bounded-semaphore'): ObjectSpec => ({
  kind,
  lines: [{ at: O_WAITERS, ghosts: O_GHOSTS }],
  begin(k, at, op) {
    if (op.n < 0) throw new PyError('ValueError', 'semaphore initial value must be >= 0');
    k.memory.i32[at + PERMITS] = Math.min(op.n, MOST);
    k.memory.i32[at + BOUND] = kind === 'semaphore' ? -1 : Math.min(op.n, MOST);
  },
  tell: ({ memory: { i32 } }, at) => ({ measure: i32[at + PERMITS]!, limit: i32[at + BOUND]! }),
});

export const semaphoreObject = semaphoreOf('semaphore');
export const boundedSemaphoreObject = semaphoreOf('bounded-semaphore');

export const semaphoreCreate = creates(semaphoreObject);
export const boundedSemaphoreCreate = creates(boundedSemaphoreObject);

export const semaphoreAcquire: OpSpec = {
  info: { name: 'acquire', wait: 'sync', hold: 'take' },
  about: 'object',
  touches: triesObject((k, _thread, op) => k.memory.i32[objectAt(op.target) + PERMITS]! > 0),
  guard: (k, _thread, op) => k.memory.i32[objectAt(op.target) + PERMITS]! > 0,
  effect(k, _thread, op) {
    const at = objectAt(op.target) + PERMITS;
    const left = k.memory.i32[at]! - 1;
    k.memory.i32[at] = left;
    k.said.value = left;
    return 1;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS,
  // A semaphore that processes share is the operating system's, without a condition.
  keepsPlace: (k, object) => k.memory.i32[objectAt(object) + O_PROCESS] !== -1,
  expire(k, thread, op) {
    k.said.value = 0;
    if (!semaphoreAcquire.guard(k, thread, op)) return 0;
    // Checks once more at the timeout: a ghost may have been notified in its place.
    k.said.failed = false;
    return semaphoreAcquire.effect(k, thread, op);
  },
};

export const semaphoreRelease: OpSpec = {
  info: { name: 'release', hold: 'give' },
  about: 'object',
  touches: (k, _thread, { target }, f) => {
    // Without a bound, releases commute; with one, a release too many is observable.
    if (k.memory.i32[objectAt(target) + BOUND]! < 0) f.adds(objectCell(target));
    else f.writes(objectCell(target));
  },
  guard: () => true,
  effect(k, _thread, op) {
    if (op.n < 1) throw new PyError('ValueError', 'n must be one or more');
    const { i32 } = k.memory;
    const at = objectAt(op.target);
    const permits = i32[at + PERMITS]! + op.n;
    const bound = i32[at + BOUND]!;
    if (bound >= 0 && permits > bound) {
      throw new PyError('ValueError', 'Semaphore released too many times');
    }
    i32[at + PERMITS] = permits;
    for (let n = 0; n < op.n && notifyFirst(k, at, O_WAITERS); n++);
    k.said.value = permits;
    return undefined;
  },
};

export const semaphoreOps = {
  'semaphore.create': semaphoreCreate,
  'boundedSemaphore.create': boundedSemaphoreCreate,
  'semaphore.acquire': semaphoreAcquire,
  'semaphore.release': semaphoreRelease,
} satisfies Record<string, OpSpec>;
