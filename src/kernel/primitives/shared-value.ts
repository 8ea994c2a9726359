/**
 * multiprocessing.Value and Array: C numbers in shared memory. Each read and each write holds the value's lock (if any)
 * briefly, so it waits while another thread holds that lock; but `v.value += 1` is a read and a write, between which
 * others may run.
 */
import type { ThreadIndex } from '../../base/units.ts';
import { PyError } from '../errors.ts';
import { getSlot, setSlot } from '../heap.ts';
import { objectCell, touchesNothing } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { O_A, O_C, O_D, O_WAITERS, objectAt } from '../memory.ts';
import { pack, reprPacked, unpack, type Packed } from '../packed.ts';
import type { Request } from '../request.ts';
import { type CreateArgs, kindAt, type ObjectSpec } from '../object-spec.ts';
import { createObject } from './create.ts';
import { asCNumber, zeroOf } from './shared-value-types.ts';

const SLOT = O_A; // and O_B
/** Index of its lock, or -1. */
const LOCK = O_C;
/** Its typecode, as a character. */
const TYPE = O_D;

/** Owner of a Lock or an RLock, plus one. */
const OWNER = O_A;

const numbers = (kind: 'value' | 'array'): ObjectSpec => ({
  kind,
  // Waiters for its lock are in the lock's own waiting list.
  lines: [],
  slots: [SLOT],
  refers: [LOCK],
  begin(k, at, op, { value = 'null' }) {
    setSlot(k.memory, at + SLOT, value);
    k.memory.i32[at + LOCK] = op.target;
    k.memory.i32[at + TYPE] = op.n;
  },
  tell(k, at) {
    const content = getSlot(k.memory, at + SLOT);
    return { measure: measureOf(content), limit: -1, text: reprPacked(content) };
  },
});

/** Its typecode and content. */
export function readShared(k: Kernel, object: number): { type: string; content: unknown } {
  const at = objectAt(object);
  const type = String.fromCharCode(k.memory.i32[at + TYPE]!);
  return { type, content: unpack(getSlot(k.memory, at + SLOT)) };
}

export const valueObject = numbers('value');
export const arrayObject = numbers('array');

/** n: the typecode's character code; target: its lock, or -1; value: CreateArgs with the initial value, packed. */
const sharedValueCreate: OpSpec = {
  info: { name: 'create' },
  about: 'none',
  touches: touchesNothing,
  guard: () => true,
  effect(k, thread, op) {
    const args = unpack(op.value ?? '{}') as CreateArgs;
    const first = unpack(args.value ?? 'null');
    const spec = Array.isArray(first) ? arrayObject : valueObject;
    const type = String.fromCharCode(op.n);
    const zero = zeroOf(type);
    const value = pack(
      Array.isArray(first)
        ? first.map((item) => asCNumber(type, item))
        : asCNumber(type, first ?? zero),
    );
    const { name, part } = args;
    return createObject(k, thread, spec, { process: -1, name, part }, op.code, (at) =>
      spec.begin(k, at, op, { ...args, value }),
    );
  },
};

const measureOf = (value: Packed): number => (typeof value === 'number' ? value : 0);

const lockOf = (k: Kernel, op: Request): number => k.memory.i32[objectAt(op.target) + LOCK]!;

function isOpenTo(k: Kernel, thread: ThreadIndex, op: Request): boolean {
  const lock = lockOf(k, op);
  if (lock < 0) return true;
  const at = objectAt(lock);
  const owner = k.memory.i32[at + OWNER]!;
  return owner === 0 || (owner === thread + 1 && kindAt(k.memory, at) === 'rlock');
}

/** An op under the value's lock. Returns its result and the new content. */
const locked = (
  name: 'read' | 'write',
  act: (k: Kernel, op: Request, content: unknown, type: string) => readonly [Packed, unknown],
): OpSpec => ({
  info: { name, wait: 'sync', access: name },
  about: 'object',
  touches: (k, _thread, op, f) => {
    if (name === 'read') f.reads(objectCell(op.target));
    else f.writes(objectCell(op.target));
    if (lockOf(k, op) >= 0) f.reads(objectCell(lockOf(k, op)));
  },
  guard: isOpenTo,
  effect(k, _thread, op) {
    const at = objectAt(op.target);
    const type = String.fromCharCode(k.memory.i32[at + TYPE]!);
    const [result, content] = act(k, op, unpack(getSlot(k.memory, at + SLOT)), type);
    const packed = pack(content);
    if (name === 'write') setSlot(k.memory, at + SLOT, packed);
    // The lock is free again: wakes its next waiter.
    const lock = lockOf(k, op);
    if (lock >= 0 && k.memory.i32[objectAt(lock) + OWNER] === 0) {
      k.wakeOne(objectAt(lock) + O_WAITERS);
    }
    k.said.value = measureOf(packed);
    k.said.text = reprPacked(packed);
    return result;
  },
  waitsIn: (k, _thread, op) => objectAt(lockOf(k, op)) + O_WAITERS,
  inTheWay: (k, op) => k.memory.i32[objectAt(lockOf(k, op)) + OWNER]! - 1,
});

const sharedValueRead = locked('read', (_k, _op, content) => [pack(content), content]);

const sharedValueWrite = locked('write', (_k, op, _content, type) => [
  0,
  asCNumber(type, unpack(op.value ?? 'null')),
]);

/** A slice of an Array; null: default bound, depending on the sign of the step. */
export type Slice = readonly [start: number | null, stop: number | null, step: number];
/** A subscript of an Array: an index or a slice. */
export type Place = number | Slice;

function indexIn(items: readonly unknown[], index: number): number {
  const found = index < 0 ? index + items.length : index;
  if (!(found >= 0 && found < items.length)) throw new PyError('IndexError', 'invalid index');
  return found;
}

/** The indices of a slice, in order. */
function indicesIn({ length }: readonly unknown[], [start, stop, step]: Slice): number[] {
  if (![start ?? 0, stop ?? 0, step].every(Number.isInteger)) {
    const told = 'slice indices must be integers or None or have an __index__ method';
    throw new PyError('TypeError', told);
  }
  if (step === 0) throw new PyError('ValueError', 'slice step cannot be zero');
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const bound = (index: number | null, otherwise: number): number =>
    index === null ? otherwise : Math.min(high, Math.max(low, index < 0 ? index + length : index));
  const [first, end] = step > 0 ? [low, high] : [high, low];
  const indices = [];
  const to = bound(stop, end);
  for (let index = bound(start, first); step > 0 ? index < to : index > to; index += step) {
    indices.push(index);
  }
  return indices;
}

/** value: a subscript, packed. */
const sharedArrayRead = locked('read', (_k, op, content) => {
  const items = content as readonly unknown[];
  const place = unpack(op.value ?? '0') as Place;
  const found =
    typeof place === 'number'
      ? items[indexIn(items, place)]
      : indicesIn(items, place).map((index) => items[index]);
  return [pack(found), content];
});

/** value: a subscript and the new content, packed. */
const sharedArrayWrite = locked('write', (_k, op, content, type) => {
  const items = [...(content as readonly unknown[])];
  const [place, value] = unpack(op.value ?? '[0,0]') as [Place, unknown];
  if (typeof place === 'number') {
    items[indexIn(items, place)] = asCNumber(type, value);
    return [0, items];
  }
  const values = value as readonly unknown[];
  const indices = indicesIn(items, place);
  if (values.length !== indices.length) {
    throw new PyError('ValueError', 'Can only assign sequence of same size');
  }
  for (const [n, index] of indices.entries()) items[index] = asCNumber(type, values[n]);
  return [0, items];
});

export const sharedValueOps = {
  'shared.value.create': sharedValueCreate,
  'shared.value.read': sharedValueRead,
  'shared.value.write': sharedValueWrite,
  'shared.array.read': sharedArrayRead,
  'shared.array.write': sharedArrayWrite,
} satisfies Record<string, OpSpec>;
