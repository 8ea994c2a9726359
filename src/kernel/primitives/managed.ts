/**
 * What a manager's server keeps: dicts, lists, namespaces and values, in the server's memory. One op does one method on
 * one of them, whole, as the server's threads do under its GIL; clients reach it by message only, and get copies.
 */
import { PyError } from '../errors.ts';
import { getSlot, setSlot } from '../heap.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { O_A, objectAt } from '../memory.ts';
import { pack, reprPacked, unpack } from '../packed.ts';
import { creates } from './create.ts';
import { callDict } from './managed-dict.ts';
import { callList } from './managed-list.ts';
import type { Called } from './managed-call.ts';

const SLOT = O_A;

/** An object of a manager, as it is kept: a dict as a list of pairs, so that its keys keep their types. */
export type Kept =
  | { readonly type: 'dict'; readonly pairs: readonly (readonly [unknown, unknown])[] }
  | { readonly type: 'list'; readonly items: readonly unknown[] }
  | { readonly type: 'Namespace'; readonly pairs: readonly (readonly [unknown, unknown])[] }
  | { readonly type: 'Value'; readonly value: unknown };

const keptOf = (k: Kernel, object: number): Kept =>
  unpack(getSlot(k.memory, objectAt(object) + SLOT)) as Kept;

/** How it shows: as Python prints a proxy. */
function shown(kept: Kept): string {
  const text = (value: unknown): string => reprPacked(pack(value));
  switch (kept.type) {
    case 'dict':
      return `{${kept.pairs.map(([key, value]) => `${text(key)}: ${text(value)}`).join(', ')}}`;
    case 'list':
      return `[${kept.items.map(text).join(', ')}]`;
    case 'Namespace':
      return `Namespace(${kept.pairs.map(([key, value]) => `${String(key)}=${text(value)}`).join(', ')})`;
    case 'Value':
      return text(kept.value);
  }
}

const measureOf = (kept: Kept): number =>
  kept.type === 'Value' && typeof kept.value === 'number' ? kept.value | 0 : 0;

/** value: a Kept, packed, in CreateArgs. */
const creating = (kind: 'dict' | 'list' | 'variable'): OpSpec =>
  creates(kind, (k, at, _op, args) => {
    const kept = unpack(args.value ?? 'null') as Kept;
    k.memory.i32[at + SLOT] = 0;
    setSlot(k.memory, at + SLOT, JSON.stringify(kept));
    return { measure: measureOf(kept), limit: -1, text: shown(kept) };
  });

export const managedCreate = creating('variable');
export const managedDictCreate = creating('dict');
export const managedListCreate = creating('list');

function call(kept: Kept, method: string, args: readonly unknown[]): Called<Kept> {
  if (method === 'str') return { result: shown(kept), kept };
  switch (kept.type) {
    case 'dict': {
      const { result, kept: pairs } = callDict(kept.pairs, method, args);
      return { result, kept: { type: 'dict', pairs } };
    }
    case 'list': {
      const { result, kept: items } = callList(kept.items, method, args);
      return { result, kept: { type: 'list', items } };
    }
    case 'Namespace': {
      if (method !== 'setItem' && !kept.pairs.some(([key]) => key === args[0])) {
        const name = String(args[0]);
        throw new PyError('AttributeError', `'Namespace' object has no attribute '${name}'`);
      }
      const { result, kept: pairs } = callDict(kept.pairs, method, args);
      return { result, kept: { type: 'Namespace', pairs } };
    }
    case 'Value':
      if (method === 'get') return { result: kept.value, kept };
      return { result: null, kept: { type: 'Value', value: args[0] } };
  }
}

/** value: [method, args], packed. Result: what it returns, packed. */
export const managedCall: OpSpec = {
  info: { name: 'call', wait: 'none', hold: 'none', flow: 'none' },
  about: 'object',
  guard: () => true,
  effect(k, _thread, op) {
    const [method, args] = unpack(op.value ?? '["",[]]') as [string, unknown[]];
    const { result, kept } = call(keptOf(k, op.target), method, args);
    setSlot(k.memory, objectAt(op.target) + SLOT, JSON.stringify(kept));
    k.said.value = measureOf(kept);
    k.said.text = shown(kept);
    return pack(result);
  },
};
