/**
 * atexit: callbacks of a process, run last registered first once its main thread's code and its other threads have
 * ended.
 */
import type { ThreadIndex } from '../../base/units.ts';
import { addItem, countItems, takeItem } from '../items.ts';
import { Aspect, type Cell, cellOf } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { P_ATEXIT, processAt, T_PROCESS, threadAt } from '../memory.ts';
import type { Packed } from '../packed.ts';

const settingsOf = (k: Kernel, thread: ThreadIndex): Cell =>
  cellOf(Aspect.settings, k.memory.i32[threadAt(thread) + T_PROCESS]);

const callbacksOf = (k: Kernel, thread: ThreadIndex): number =>
  processAt(k.memory.i32[threadAt(thread) + T_PROCESS]!) + P_ATEXIT;

/** Adds a callback, JSON of [name of an exported function*, args], for the process of this thread. */
export function registerAtexit(k: Kernel, thread: ThreadIndex, callback: Packed): void {
  const item = { value: callback, sent: k.nextEvent(), sender: thread, carried: false };
  addItem(k.memory, callbacksOf(k, thread), item, 'front');
}

export const atexitRegister: OpSpec = {
  info: { name: 'atexit-register' },
  about: 'none',
  touches: (k, thread, _op, f) => f.writes(settingsOf(k, thread)),
  guard: () => true,
  effect(k, thread, op) {
    registerAtexit(k, thread, op.value ?? 'null');
    return undefined;
  },
};

export const hasAtexit = (k: Kernel, thread: ThreadIndex): boolean =>
  countItems(k.memory, callbacksOf(k, thread)) > 0;

/** Takes the next callback. Result: 'null' if there is none left. */
export const atexitNext: OpSpec = {
  info: { name: 'atexit' },
  about: 'none',
  touches: (k, thread, _op, f) => f.writes(settingsOf(k, thread)),
  guard: () => true,
  effect(k, thread) {
    if (!hasAtexit(k, thread)) return 'null';
    const callback = takeItem(k.memory, callbacksOf(k, thread));
    k.said.cause = callback.sent;
    return callback.value;
  },
};

export const atexitOps = {
  'atexit.register': atexitRegister,
  'atexit.next': atexitNext,
} satisfies Record<string, OpSpec>;
