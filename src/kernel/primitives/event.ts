/**
 * threading.Event: a flag that threads wait for. set() releases all current waiters, even if the flag is cleared at
 * once.
 */
import { Aspect, cellOf, objectCell, readsObject, writesObject } from '../footprint.ts';
import type { OpSpec } from '../kernel.ts';
import { O_A, O_WAITERS, objectAt, T_GRANT, T_NEXT, threadAt } from '../memory.ts';
import type { ObjectSpec } from '../object-spec.ts';
import { creates } from './create.ts';

const FLAG = O_A;

export const eventObject: ObjectSpec = {
  kind: 'event',
  lines: [{ at: O_WAITERS }],
  begin: () => undefined,
  tell: (k, at) => ({ measure: k.memory.i32[at + FLAG]!, limit: 1 }),
};

export const eventSet: OpSpec = {
  info: { name: 'set' },
  about: 'object',
  touches: (k, _thread, { target }, f) => {
    f.writes(objectCell(target));
    const { i32 } = k.memory;
    for (let t = i32[objectAt(target) + O_WAITERS]!; t >= 0; t = i32[threadAt(t) + T_NEXT]!) {
      f.writes(cellOf(Aspect.wait, t));
    }
  },
  guard: () => true,
  effect(k, _thread, op) {
    const at = objectAt(op.target);
    k.memory.i32[at + FLAG] = 1;
    k.wakeAll(at + O_WAITERS, true);
    k.said.value = 1;
    return undefined;
  },
};

export const eventClear: OpSpec = {
  info: { name: 'clear' },
  about: 'object',
  touches: writesObject,
  guard: () => true,
  effect(k, _thread, op) {
    k.memory.i32[objectAt(op.target) + FLAG] = 0;
    k.said.value = 0;
    return undefined;
  },
};

export const eventIsSet: OpSpec = {
  info: { name: 'is-set', turn: 'ask' },
  about: 'object',
  touches: readsObject,
  guard: () => true,
  effect(k, _thread, op) {
    const flag = k.memory.i32[objectAt(op.target) + FLAG]!;
    k.said.value = flag;
    return flag;
  },
};

export const eventWait: OpSpec = {
  info: { name: 'wait', wait: 'sync', turn: 'await' },
  about: 'object',
  touches: ({ memory: { i32 } }, thread, { target }, f) => {
    if (i32[threadAt(thread) + T_GRANT] === 1) f.reads(cellOf(Aspect.wait, thread));
    else f.reads(objectCell(target));
  },
  guard: ({ memory: { i32 } }, thread, op) =>
    i32[objectAt(op.target) + FLAG] === 1 || i32[threadAt(thread) + T_GRANT] === 1,
  effect(k, _thread, op) {
    k.said.value = k.memory.i32[objectAt(op.target) + FLAG]!;
    return 1;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS,
  waitShows: true,
  keepsPlace: () => true,
  expire(k) {
    k.said.value = 0;
    return 0;
  },
};

export const eventOps = {
  'event.create': creates(eventObject),
  'event.set': eventSet,
  'event.clear': eventClear,
  'event.isSet': eventIsSet,
  'event.wait': eventWait,
} satisfies Record<string, OpSpec>;
