/**
 * A variable of a process. Every read and every write is an op of its own, so that a step between the read and the
 * write of `n -= 1` is visible.
 */
import { readsObject, writesObject } from '../footprint.ts';
import { getSlot, setSlot } from '../heap.ts';
import type { OpSpec } from '../kernel.ts';
import { O_A, objectAt } from '../memory.ts';
import { reprPacked, type Packed } from '../packed.ts';
import type { ObjectSpec } from '../object-spec.ts';
import { creates } from './create.ts';

/** A slot: two words. */
export const VARIABLE_SLOT = O_A;

const measureOf = (value: Packed): number => (typeof value === 'number' ? value : 0);

export const variableObject: ObjectSpec = {
  kind: 'variable',
  lines: [],
  slots: [VARIABLE_SLOT],
  begin: (k, at, _op, { value = 'null' }) => setSlot(k.memory, at + VARIABLE_SLOT, value),
  tell(k, at) {
    const value = getSlot(k.memory, at + VARIABLE_SLOT);
    return { measure: measureOf(value), limit: -1, text: reprPacked(value) };
  },
};

export const variableRead: OpSpec = {
  info: { name: 'read', access: 'read' },
  about: 'object',
  touches: readsObject,
  guard: () => true,
  effect(k, _thread, op) {
    const value = getSlot(k.memory, objectAt(op.target) + VARIABLE_SLOT);
    k.said.value = measureOf(value);
    k.said.text = reprPacked(value);
    return value;
  },
};

export const variableWrite: OpSpec = {
  info: { name: 'write', access: 'write' },
  about: 'object',
  touches: writesObject,
  guard: () => true,
  effect(k, _thread, op) {
    const value = op.value ?? 'null';
    setSlot(k.memory, objectAt(op.target) + VARIABLE_SLOT, value);
    k.said.value = measureOf(value);
    k.said.text = reprPacked(value);
    return undefined;
  },
};

export const variableOps = {
  'variable.create': creates(variableObject),
  'variable.read': variableRead,
  'variable.write': variableWrite,
} satisfies Record<string, OpSpec>;
