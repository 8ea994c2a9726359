/**
 * threading.Barrier, as CPython builds it from a condition and four states. Arriving and leaving are separate
 * transitions. The last thread to arrive keeps the barrier until it opens it, so the action runs before any thread is
 * released. While the released threads leave ("draining"), new arrivals wait.
 */
import { PyError } from '../errors.ts';
import { addsToObject, readsObject, writesObject } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import type { Request } from '../request.ts';
import { O_A, O_B, O_C, O_D, O_WAITERS, O_WAITERS_2, O_WAITERS_3, objectAt } from '../memory.ts';
import type { ObjectSpec } from '../object-spec.ts';
import { creates } from './create.ts';

const PARTIES = O_A;
/** Threads that have arrived and not left. */
const COUNT = O_B;
const STATE = O_C;
/** The last thread to arrive, until it opens the barrier, plus one; 0 for none. */
const KEEPER = O_D;
/** Waiting lists: for release; to arrive; for the keeper to finish. */
const INSIDE = O_WAITERS;
const DOOR = O_WAITERS_2;
const KEPT_OUT = O_WAITERS_3;

const FILLING = 0;
const DRAINING = 1;
const RESETTING = -1;
const BROKEN = -2;

export const barrierObject: ObjectSpec = {
  kind: 'barrier',
  lines: [{ at: INSIDE }, { at: DOOR }, { at: KEPT_OUT }],
  holders: [KEEPER],
  /** n: parties. */
  begin(k, at, op) {
    k.memory.i32[at + PARTIES] = op.n;
  },
  tell(k, at) {
    const parties = k.memory.i32[at + PARTIES]!;
    return { measure: measureOf(k, at), limit: parties > 0 ? parties : -1 };
  },
};

const stateOf = (k: Kernel, at: number): number => k.memory.i32[at + STATE]!;

/**
 * No thread keeps it. The keeper itself is excluded too: an action that waits at its own barrier, or resets it, waits
 * for ever.
 */
const isFree = (k: Kernel, at: number): boolean => k.memory.i32[at + KEEPER] === 0;

function waitingIn(k: Kernel, at: number): number {
  return stateOf(k, at) === FILLING ? k.memory.i32[at + COUNT]! : 0;
}

/** Measure in its events: number of waiting threads, or -1 for broken. */
const measureOf = (k: Kernel, at: number): number =>
  stateOf(k, at) === BROKEN ? -1 : waitingIn(k, at);

function enterState(k: Kernel, at: number, state: number): void {
  k.memory.i32[at + STATE] = state;
  if (state !== FILLING) k.wakeAll(at + INSIDE);
  if (state === FILLING || state === BROKEN) k.wakeAll(at + DOOR);
}

function stepOut(k: Kernel, at: number): void {
  const { i32 } = k.memory;
  const state = stateOf(k, at);
  i32[at + COUNT] = i32[at + COUNT]! - 1;
  if (i32[at + COUNT] === 0 && (state === DRAINING || state === RESETTING)) {
    enterState(k, at, FILLING);
  }
}

/** A thread that has arrived leaves. Raises BrokenBarrierError if it was not released. */
function leave(k: Kernel, at: number): void {
  const state = stateOf(k, at);
  stepOut(k, at);
  k.said.value = measureOf(k, at);
  if (state < 0) throw new PyError('BrokenBarrierError');
}

/** First part of wait(). Result: the order of arrival, from 0. */
export const barrierArrive: OpSpec = {
  info: { name: 'arrive', wait: 'sync' },
  about: 'object',
  touches: writesObject,
  guard(k, _thread, op) {
    const at = objectAt(op.target);
    const state = stateOf(k, at);
    return isFree(k, at) && state !== DRAINING && state !== RESETTING;
  },
  effect(k, thread, op) {
    const { i32 } = k.memory;
    const at = objectAt(op.target);
    if (stateOf(k, at) === BROKEN) throw new PyError('BrokenBarrierError');
    const index = i32[at + COUNT]!;
    i32[at + COUNT] = index + 1;
    if (index + 1 === i32[at + PARTIES]) i32[at + KEEPER] = thread + 1;
    k.said.value = index + 1;
    return index;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + DOOR,
  inTheWay: (k, op) => k.memory.i32[objectAt(op.target) + KEEPER]! - 1,
};

/** Second part of wait(), for all but the last. Result: 1 released, 0 timed out and still inside. */
export const barrierWait: OpSpec = {
  info: { name: 'wait', wait: 'sync' },
  about: 'object',
  // Once released, the threads leave in any order.
  touches: addsToObject,
  guard(k, _thread, op) {
    const at = objectAt(op.target);
    return stateOf(k, at) !== FILLING && isFree(k, at);
  },
  effect(k, _thread, op) {
    leave(k, objectAt(op.target));
    return 1;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + INSIDE,
  expire(k, _thread, op) {
    k.said.value = measureOf(k, objectAt(op.target));
    return 0;
  },
};

const keptOut = {
  about: 'object',
  touches: writesObject,
  guard: (k: Kernel, _thread: number, op: Request) => isFree(k, objectAt(op.target)),
  waitsIn: (_k: Kernel, _thread: number, op: Request) => objectAt(op.target) + KEPT_OUT,
  inTheWay: (k: Kernel, op: Request) => k.memory.i32[objectAt(op.target) + KEEPER]! - 1,
} as const;

/** Third part, after a timeout: breaks the barrier, unless the thread has been released meanwhile. */
export const barrierTimeout: OpSpec = {
  info: { name: 'wait', wait: 'sync' },
  ...keptOut,
  effect(k, _thread, op) {
    const at = objectAt(op.target);
    if (stateOf(k, at) === FILLING) enterState(k, at, BROKEN);
    leave(k, at);
    return undefined;
  },
};

function endKeeping(k: Kernel, at: number, state: number): void {
  k.memory.i32[at + KEEPER] = 0;
  enterState(k, at, state);
  k.wakeAll(at + KEPT_OUT);
}

/** Second part of wait(), for the last: releases all. */
export const barrierOpen: OpSpec = {
  info: { name: 'open' },
  about: 'object',
  touches: writesObject,
  guard: () => true,
  effect(k, _thread, op) {
    const at = objectAt(op.target);
    endKeeping(k, at, DRAINING);
    leave(k, at);
    return undefined;
  },
};

/** The same if the action raised: breaks the barrier for the others. */
export const barrierBreak: OpSpec = {
  info: { name: 'break' },
  about: 'object',
  touches: writesObject,
  guard: () => true,
  effect(k, _thread, op) {
    const { i32 } = k.memory;
    const at = objectAt(op.target);
    endKeeping(k, at, BROKEN);
    i32[at + COUNT] = i32[at + COUNT]! - 1;
    k.said.value = measureOf(k, at);
    return undefined;
  },
};

/** The same for a thread whose signal handler ended the wait: for the others it never arrived. */
export const barrierLeave: OpSpec = {
  info: { name: 'leave' },
  about: 'object',
  touches: writesObject,
  guard: () => true,
  effect(k, _thread, op) {
    stepOut(k, objectAt(op.target));
    k.said.value = measureOf(k, objectAt(op.target));
    return undefined;
  },
};

export const barrierAbort: OpSpec = {
  info: { name: 'abort', wait: 'sync' },
  ...keptOut,
  effect(k, _thread, op) {
    const at = objectAt(op.target);
    enterState(k, at, BROKEN);
    k.said.value = measureOf(k, at);
    return undefined;
  },
};

/**
 * reset(): waiting threads get BrokenBarrierError, and the barrier is as new. While it drains there is nothing to
 * reset.
 */
export const barrierReset: OpSpec = {
  info: { name: 'reset', wait: 'sync' },
  ...keptOut,
  effect(k, _thread, op) {
    const at = objectAt(op.target);
    const state = stateOf(k, at);
    if (k.memory.i32[at + COUNT] === 0) enterState(k, at, FILLING);
    else if (state === FILLING || state === BROKEN) enterState(k, at, RESETTING);
    k.said.value = measureOf(k, at);
    return undefined;
  },
};

const asks = (name: string, answer: (k: Kernel, at: number) => number): OpSpec => ({
  info: { name },
  about: 'object',
  touches: readsObject,
  guard: () => true,
  effect(k, _thread, op) {
    const at = objectAt(op.target);
    k.said.value = measureOf(k, at);
    return answer(k, at);
  },
});

export const barrierNWaiting = asks('n-waiting', waitingIn);
export const barrierBroken = asks('broken', (k, at) => (stateOf(k, at) === BROKEN ? 1 : 0));

export const barrierOps = {
  'barrier.create': creates(barrierObject),
  'barrier.arrive': barrierArrive,
  'barrier.wait': barrierWait,
  'barrier.timeout': barrierTimeout,
  'barrier.open': barrierOpen,
  'barrier.break': barrierBreak,
  'barrier.leave': barrierLeave,
  'barrier.abort': barrierAbort,
  'barrier.reset': barrierReset,
  'barrier.nWaiting': barrierNWaiting,
  'barrier.broken': barrierBroken,
} satisfies Record<string, OpSpec>;
