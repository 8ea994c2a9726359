/**
 * multiprocessing.Barrier: threading's, over multiprocessing's condition (Lib/multiprocessing/synchronize.py). All
 * changes happen under its lock, which the releasing thread keeps until the others have woken: for ever, if one of them
 * was killed.
 */
import type { ThreadIndex } from '../../base/units.ts';
import { PyError } from '../errors.ts';
import { readsObject, writesObject } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { O_A, O_E, O_F, O_G, O_WAITERS_2, objectAt } from '../memory.ts';
import { creates } from './create.ts';
import { confirm, fallAsleep, sleep, sleeperLines, wakeSleepers } from './process-sleepers.ts';

const PARTIES = O_A;
/** Threads that have arrived and not left. */
const COUNT = O_E;
const STATE = O_F;
/** The lock holder between two transitions, plus one; 0 for none. */
const HOLDER = O_G;
/** List of threads that wait for the lock, or to arrive. */
const DOOR = O_WAITERS_2;

const FILLING = 0;
const DRAINING = 1;
const RESETTING = -1;
const BROKEN = -2;

const stateOf = (k: Kernel, at: number): number => k.memory.i32[at + STATE]!;

const waitingIn = (k: Kernel, at: number): number =>
  stateOf(k, at) === FILLING ? k.memory.i32[at + COUNT]! : 0;

/** Measure in its events: number of waiting threads, or -1 for broken. */
export const measureOfBarrier = (k: Kernel, at: number): number =>
  stateOf(k, at) === BROKEN ? -1 : waitingIn(k, at);

/**
 * Enters a state and wakes all. Returns the number of threads that must confirm their wake-up; the lock is kept until
 * then.
 */
function enterState(k: Kernel, thread: ThreadIndex, at: number, state: number): number {
  k.memory.i32[at + STATE] = state;
  const woken = wakeSleepers(k, at, Infinity);
  k.memory.i32[at + HOLDER] = woken > 0 ? thread + 1 : 0;
  return woken;
}

function stepOut(k: Kernel, at: number): void {
  const { i32 } = k.memory;
  i32[at + COUNT] = i32[at + COUNT]! - 1;
  const state = stateOf(k, at);
  if (i32[at + COUNT] === 0 && (state === DRAINING || state === RESETTING))
    i32[at + STATE] = FILLING;
}

const isFree = (k: Kernel, at: number): boolean => k.memory.i32[at + HOLDER] === 0;

type Act = (k: Kernel, thread: ThreadIndex, at: number) => number | undefined;

/** An action under the lock. `kept`: performed by the lock holder. */
const locked = (name: string, act: Act, kept = false): OpSpec => ({
  info: { name, wait: 'sync' },
  about: 'object',
  touches: writesObject,
  guard: (k, _thread, { target }) => kept || isFree(k, objectAt(target)),
  effect(k, thread, { target }) {
    const at = objectAt(target);
    try {
      return act(k, thread, at);
    } finally {
      if (isFree(k, at)) k.wakeAll(at + DOOR);
      k.said.value = measureOfBarrier(k, at);
    }
  },
  waitsIn: (_k, _thread, { target }) => objectAt(target) + DOOR,
  inTheWay: (k, { target }) => k.memory.i32[objectAt(target) + HOLDER]! - 1,
});

const arrive = locked('arrive', (k, thread, at) => {
  const { i32 } = k.memory;
  if (stateOf(k, at) === BROKEN) throw new PyError('BrokenBarrierError');
  const index = i32[at + COUNT]!;
  i32[at + COUNT] = index + 1;
  if (index + 1 === i32[at + PARTIES]) i32[at + HOLDER] = thread + 1;
  else fallAsleep(k, at);
  return index;
});

const asks = (name: string, answer: (k: Kernel, at: number) => number): OpSpec => ({
  info: { name, turn: 'ask' },
  about: 'object',
  touches: readsObject,
  guard: () => true,
  effect(k, _thread, { target }) {
    k.said.value = measureOfBarrier(k, objectAt(target));
    return answer(k, objectAt(target));
  },
});

export const processBarrierOps = {
  /** n: parties. */
  'shared.barrier.create': creates({
    kind: 'barrier',
    lines: [{ at: DOOR }, ...sleeperLines],
    begin(k, at, op) {
      k.memory.i32[at + PARTIES] = op.n;
    },
    tell(k, at) {
      const parties = k.memory.i32[at + PARTIES]!;
      return { measure: measureOfBarrier(k, at), limit: parties > 0 ? parties : -1 };
    },
  }),
  /** First part of wait(). Result: the order of arrival, from 0. The last keeps the lock; the others sleep from now on. */
  'shared.barrier.arrive': {
    ...arrive,
    guard(k, thread, op) {
      const state = stateOf(k, objectAt(op.target));
      return state !== DRAINING && state !== RESETTING && arrive.guard(k, thread, op);
    },
  },
  'shared.barrier.sleep': sleep,
  /**
   * The last releases all, or breaks the barrier if the action raised. Result, as for the ops below: the number that
   * `confirm` waits for.
   */
  'shared.barrier.open': locked(
    'open',
    (k, thread, at) => enterState(k, thread, at, DRAINING),
    true,
  ),
  'shared.barrier.break': locked(
    'break',
    (k, thread, at) => enterState(k, thread, at, BROKEN),
    true,
  ),
  /** A thread that timed out breaks the barrier. */
  'shared.barrier.timeout': locked('break', (k, thread, at) =>
    stateOf(k, at) === FILLING ? enterState(k, thread, at, BROKEN) : 0,
  ),
  'shared.barrier.confirm': confirm((k, _thread, at) => {
    k.memory.i32[at + HOLDER] = 0;
    k.wakeAll(at + DOOR);
  }),
  /** Last part of wait(). Raises BrokenBarrierError if the thread was not released. */
  'shared.barrier.leave': locked('wait', (k, _thread, at) => {
    const state = stateOf(k, at);
    stepOut(k, at);
    if (state < 0) throw new PyError('BrokenBarrierError');
    return 1;
  }),
  /** The same for the last thread, and for one that leaves with an exception of its own. */
  'shared.barrier.quit': locked('leave', (k, _thread, at) => {
    stepOut(k, at);
    return undefined;
  }),
  'shared.barrier.abort': locked('abort', (k, thread, at) => enterState(k, thread, at, BROKEN)),
  'shared.barrier.reset': locked('reset', (k, thread, at) => {
    const isEmpty = k.memory.i32[at + COUNT] === 0;
    const state = stateOf(k, at);
    if (isEmpty) return enterState(k, thread, at, FILLING);
    return enterState(k, thread, at, state === DRAINING ? DRAINING : RESETTING);
  }),
  'shared.barrier.nWaiting': asks('n-waiting', waitingIn),
  'shared.barrier.broken': asks('broken', (k, at) => (stateOf(k, at) === BROKEN ? 1 : 0)),
} satisfies Record<string, OpSpec>;
