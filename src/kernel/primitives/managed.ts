/**
 * Namespaces and Values of a manager, in the memory of its server; its lists and dicts are those of contents.ts. One op
 * performs one whole method, as the server's threads do under its GIL.
 */
import { PyError } from '../errors.ts';
import { writesObject } from '../footprint.ts';
import { getSlot, setSlot } from '../heap.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { O_A, objectAt } from '../memory.ts';
import { pack, unpack } from '../packed.ts';
import { repr } from '../repr.ts';
import type { ObjectSpec } from '../object-spec.ts';
import { creates } from './create.ts';

const SLOT = O_A;

/** State of a managed object. */
export type Kept =
  | { readonly type: 'Namespace'; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly type: 'Value'; readonly typecode: string; readonly value: unknown };

/** repr() of it in the server. */
export function reprKept(kept: Kept): string {
  if (kept.type === 'Value') return `Value(${repr(kept.typecode)}, ${repr(kept.value)})`;
  const fields = Object.entries(kept.fields).map(([name, value]) => `${name}=${repr(value)}`);
  return `Namespace(${fields.join(', ')})`;
}

/** Its text in a trace: a Value shows its value only. */
const shown = (kept: Kept): string => (kept.type === 'Value' ? repr(kept.value) : reprKept(kept));

export const keptAt = (k: Kernel, object: number): Kept =>
  unpack(getSlot(k.memory, objectAt(object) + SLOT)) as Kept;

const measureOf = (kept: Kept): number =>
  kept.type === 'Value' && typeof kept.value === 'number' ? kept.value | 0 : 0;

const managedObject: ObjectSpec = {
  kind: 'variable',
  lines: [],
  slots: [SLOT],
  /** value: a Kept, packed. */
  begin: (k, at, _op, { value = 'null' }) =>
    setSlot(k.memory, at + SLOT, JSON.stringify(unpack(value))),
  tell(k, at) {
    const kept = unpack(getSlot(k.memory, at + SLOT)) as Kept;
    return { measure: measureOf(kept), limit: -1, text: shown(kept) };
  },
};

const managedCreate = creates(managedObject);

interface Called {
  readonly result: unknown;
  /** The object afterwards. */
  readonly kept: Kept;
}

function call(kept: Kept, method: string, [first, second]: readonly unknown[]): Called {
  if (method === 'str') return { result: reprKept(kept), kept };
  if (kept.type === 'Value') {
    if (method === 'get') return { result: kept.value, kept };
    return { result: null, kept: { ...kept, value: first } };
  }
  const name = String(first);
  if (method === 'setItem') {
    return { result: null, kept: { ...kept, fields: { ...kept.fields, [name]: second } } };
  }
  if (!Object.hasOwn(kept.fields, name)) {
    throw new PyError('AttributeError', `'Namespace' object has no attribute '${name}'`);
  }
  if (method === 'getItem') return { result: kept.fields[name], kept };
  const { [name]: _, ...fields } = kept.fields;
  return { result: null, kept: { ...kept, fields } };
}

/** value: [method, args], packed. Result: what it returns, packed. */
const managedCall: OpSpec = {
  info: { name: 'call', access: 'change' },
  about: 'object',
  touches: writesObject,
  guard: () => true,
  effect(k, _thread, op) {
    const [method, args] = unpack(op.value ?? '["",[]]') as [string, unknown[]];
    const slot = objectAt(op.target) + SLOT;
    const { result, kept } = call(unpack(getSlot(k.memory, slot)) as Kept, method, args);
    setSlot(k.memory, slot, JSON.stringify(kept));
    k.said.value = measureOf(kept);
    k.said.text = shown(kept);
    return pack(result);
  },
};

export const managedOps = {
  'managed.create': managedCreate,
  'managed.call': managedCall,
} satisfies Record<string, OpSpec>;
