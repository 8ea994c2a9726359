/**
 * multiprocessing.Event, as CPython builds it: a flag under a lock, and a condition. The lock is not re-entrant, and a
 * woken waiter acquires it before it reads the flag: the flag may be cleared again by then, and wait() returns False.
 */
import type { ThreadIndex } from '../../base/units.ts';
import { writesObject } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import type { Packed } from '../packed.ts';
import { O_A, O_E, O_WAITERS_2, objectAt } from '../memory.ts';
import { eventObject } from './event.ts';
import { creates } from './create.ts';
import { confirm, fallAsleep, sleep, sleeperLines, wakeSleepers } from './process-sleepers.ts';

const FLAG = O_A;
/** The lock holder between two transitions, plus one: a thread waiting for sleepers to wake. 0 for none. */
const HOLDER = O_E;
/** List of threads that wait for the lock. */
const DOOR = O_WAITERS_2;

/** An action under the lock that appears as one transition. */
const locked = (
  info: OpSpec['info'],
  act: (k: Kernel, thread: ThreadIndex, at: number) => Packed | undefined,
): OpSpec => ({
  info: { ...info, wait: 'sync' },
  about: 'object',
  touches: writesObject,
  guard: (k, _thread, { target }) => k.memory.i32[objectAt(target) + HOLDER] === 0,
  effect(k, thread, { target }) {
    const at = objectAt(target);
    const result = act(k, thread, at);
    // A thread woken for the lock without need passes the wake-up on.
    if (k.memory.i32[at + HOLDER] === 0) k.wakeOne(at + DOOR);
    k.said.value = k.memory.i32[at + FLAG]!;
    return result;
  },
  waitsIn: (_k, _thread, { target }) => objectAt(target) + DOOR,
  inTheWay: (k, { target }) => k.memory.i32[objectAt(target) + HOLDER]! - 1,
});

const flagAt = (k: Kernel, _thread: ThreadIndex, at: number): number => k.memory.i32[at + FLAG]!;

export const processEventOps = {
  'shared.event.create': creates({ ...eventObject, lines: [{ at: DOOR }, ...sleeperLines] }),
  /** Result: the number of threads woken; `confirm` waits for them, and keeps the lock until then. */
  'shared.event.set': locked({ name: 'set' }, (k, thread, at) => {
    k.memory.i32[at + FLAG] = 1;
    const woken = wakeSleepers(k, at, Infinity);
    if (woken > 0) k.memory.i32[at + HOLDER] = thread + 1;
    return woken;
  }),
  'shared.event.confirm': confirm((k, _thread, at) => {
    k.memory.i32[at + HOLDER] = 0;
    k.wakeOne(at + DOOR);
    k.said.value = k.memory.i32[at + FLAG]!;
  }),
  'shared.event.clear': locked({ name: 'clear' }, (k, _thread, at) => {
    k.memory.i32[at + FLAG] = 0;
    return undefined;
  }),
  'shared.event.isSet': locked({ name: 'is-set', turn: 'ask' }, flagAt),
  /** wait() begins. Result: 1 set already; 0: the thread sleeps from now on. */
  'shared.event.enter': locked({ name: 'enter' }, (k, thread, at) => {
    if (flagAt(k, thread, at) === 1) return 1;
    fallAsleep(k, at);
    return 0;
  }),
  'shared.event.sleep': sleep,
  /** wait() ends. Result: the flag. */
  'shared.event.wait': locked({ name: 'wait', turn: 'await' }, flagAt),
} satisfies Record<string, OpSpec>;
