/**
 * list and dict in the memory of a process: threads share them, and a manager's server keeps them for its clients. A
 * method call is one atomic op, as under CPython's GIL; between two calls another thread may run.
 */
import { readsObject, writesObject } from '../footprint.ts';
import type { OpSpec } from '../kernel.ts';
import { getSlot, setSlot } from '../heap.ts';
import { O_A, objectAt, type Memory } from '../memory.ts';
import { clip, pack, unpack, type Packed } from '../packed.ts';
import type { Beginning, ObjectSpec } from '../object-spec.ts';
import { plainDict } from '../values.ts';
import { creates } from './create.ts';
import { dictMethods, dictOf, dictText, pairsOf, type Dict, type Pair } from './dict-methods.ts';
import { listMethods, listText, requireItems } from './list-methods.ts';

/** A slot: two words. The JSON of a list's items, or of a Dict. */
const CONTENTS_SLOT = O_A;

/** Limit on the text of all contents in a trace, in UTF-16 units. */
const TEXT_LIMIT = 1000;

type Contents = unknown[] | Dict;

type Method<C> = (contents: C, args: readonly unknown[]) => unknown;

export const isContents = (kind: string): boolean => kind === 'list' || kind === 'dict';

/** Details for the trace: number of entries, and all of them as text. */
function beginningOf(contents: Contents): Beginning {
  const isList = Array.isArray(contents);
  const measure = isList ? contents.length : pairsOf(contents).length;
  const text = isList ? listText(contents) : dictText(contents);
  return { measure, limit: -1, text: clip(text, TEXT_LIMIT) };
}

const contentsOf = (kind: 'list' | 'dict'): ObjectSpec => ({
  kind,
  lines: [],
  slots: [CONTENTS_SLOT],
  /** value: the items, or the pairs, packed. */
  begin(k, at, _op, args) {
    const first = requireItems(unpack(args.value ?? '[]'));
    const contents = kind === 'list' ? first : dictOf(first as Pair[]);
    setSlot(k.memory, at + CONTENTS_SLOT, JSON.stringify(contents));
  },
  tell: (k, at) => beginningOf(unpack(readContents(k.memory, at)) as Contents),
});

export const listObject = contentsOf('list');
export const dictObject = contentsOf('dict');

/** Read-only methods, by the names of their ops. */
const READERS: ReadonlySet<string> = new Set([
  'contains',
  'copy',
  'count',
  'get',
  'get-item',
  'index',
  'items',
  'keys',
  'len',
  'next',
  'slice',
  'str',
  'values',
]);

/** value: the arguments, packed. Result: what the method returns, packed. */
const calling = <C extends Contents>(name: string, method: Method<C>): OpSpec => ({
  info: { name, access: READERS.has(name) ? 'read' : 'change' },
  about: 'object',
  touches: READERS.has(name) ? readsObject : writesObject,
  guard: () => true,
  effect(k, _thread, op) {
    const slot = objectAt(op.target) + CONTENTS_SLOT;
    const before = getSlot(k.memory, slot);
    const contents = unpack(before) as C;
    const result = pack(method(contents, unpack(op.value ?? '[]') as unknown[]));
    const after = JSON.stringify(contents);
    if (after !== before) setSlot(k.memory, slot, after);
    const { measure, text = '' } = beginningOf(contents);
    k.said.value = measure;
    k.said.text = text;
    return result;
  },
});

const kebab = (name: string): string =>
  name.replace(/[A-Z]/g, (upper) => `-${upper.toLowerCase()}`);

type MethodOps<K extends string, M> = { readonly [N in keyof M & string as `${K}.${N}`]: OpSpec };

/** An op for each method: `list.append`. */
const callingEach = <K extends string, C extends Contents, M extends Record<string, Method<C>>>(
  kind: K,
  methods: M & Record<string, Method<C>>,
): MethodOps<K, M> =>
  Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      `${kind}.${name}`,
      calling(kebab(name), method),
    ]),
  ) as MethodOps<K, M>;

export const contentsOps = {
  'list.create': creates(listObject),
  ...callingEach('list', listMethods),
  'dict.create': creates(dictObject),
  ...callingEach('dict', dictMethods),
};

/** The whole contents, packed, with handles unchanged. */
export const readContents = (memory: Memory, at: number): Packed =>
  getSlot(memory, at + CONTENTS_SLOT);

/** The same as a plain value: a dict as an object, or as a Map where an object would reorder or convert its keys. */
export function plainContents(memory: Memory, at: number): Packed {
  const contents = unpack(readContents(memory, at)) as Contents;
  if (Array.isArray(contents)) return pack(contents);
  return pack(plainDict(pairsOf(contents)));
}
