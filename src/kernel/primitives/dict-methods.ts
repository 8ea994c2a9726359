/** Methods of a dict, which modify it in place; after an exception the dict given to them is discarded. */
import { isEqual, typeName } from '../compare.ts';
import { PyError } from '../errors.ts';
import { repr } from '../repr.ts';
import { typed, type Tag } from '../values.ts';

export type Pair = [key: unknown, value: unknown];

/**
 * Entries are in insertion order. As in CPython's dictobject.c, a deleted entry leaves a hole, and holes are closed
 * when a new key finds no room: an iterator counts entries, so what it yields while other threads change the dict
 * depends on them.
 */
export interface Dict {
  entries: (Pair | null)[];
  /** Capacity in entries. */
  room: number;
}

/** State of an iterator: its next entry, the number of keys that it expects, how many are left. */
export type DictPlace = readonly [entry: number, used: number, left: number];

export function dictOf(pairs: readonly Pair[]): Dict {
  const dict: Dict = {
    entries: [],
    room: pairs.length > roomIn(8) ? roomFor(1.5 * pairs.length) : 0,
  };
  for (const [key, value] of pairs) setItem(dict, key, value);
  return dict;
}

export const pairsOf = ({ entries }: Dict): Pair[] => entries.filter((entry) => entry !== null);

export const dictMethods = {
  getItem: (dict: Dict, [key]: readonly unknown[]): unknown => present(dict, key)[1],
  setItem(dict: Dict, [key, value]: readonly unknown[]): void {
    setItem(dict, key, value);
  },
  delItem(dict: Dict, [key]: readonly unknown[]): void {
    takeOut(dict, present(dict, key));
  },
  get: (dict: Dict, [key, fallback]: readonly unknown[]): unknown => {
    const found = find(dict, key);
    return found === undefined ? fallback : found[1];
  },
  contains: (dict: Dict, [key]: readonly unknown[]): boolean => find(dict, key) !== undefined,
  len: (dict: Dict): number => pairsOf(dict).length,
  keys: (dict: Dict): unknown[] => pairsOf(dict).map(([key]) => key),
  values: (dict: Dict): unknown[] => pairsOf(dict).map(([, value]) => value),
  items: (dict: Dict): readonly Pair[] => pairsOf(dict).map(asTuple),
  clear(dict: Dict): void {
    dict.entries = [];
    dict.room = 0;
  },
  setdefault(dict: Dict, [key, value]: readonly unknown[]): unknown {
    const found = find(dict, key);
    if (found !== undefined) return found[1];
    setItem(dict, key, value ?? null);
    return value;
  },
  /** args: a key, and perhaps a fallback. */
  pop(dict: Dict, args: readonly unknown[]): unknown {
    const found = args.length > 1 ? find(dict, args[0]) : present(dict, args[0]);
    if (found === undefined) return args[1];
    takeOut(dict, found);
    return found[1];
  },
  popitem(dict: Dict): Pair {
    const last = dict.entries.findLast((entry) => entry !== null);
    if (last === undefined || last === null) {
      throw new PyError('KeyError', "'popitem(): dictionary is empty'");
    }
    dict.entries.length = dict.entries.lastIndexOf(last);
    return asTuple(last);
  },
  update(dict: Dict, [pairs]: readonly unknown[]): void {
    for (const [key, value] of pairs as Pair[]) setItem(dict, key, value);
  },
  str: (dict: Dict): string => dictText(dict),
  /**
   * One step of an iterator: the next pair and the iterator's new state, or null at the end. Args: its state, or
   * nothing at first.
   */
  next(dict: Dict, [place]: readonly unknown[]): readonly [Pair, DictPlace] | null {
    const { entries } = dict;
    const now = pairsOf(dict).length;
    const [from, used, left] = (place ?? [0, now, now]) as DictPlace;
    if (used !== now) throw new PyError('RuntimeError', 'dictionary changed size during iteration');
    const at = entries.findIndex((entry, index) => index >= from && entry !== null);
    if (at < 0) return null;
    if (left === 0) throw new PyError('RuntimeError', 'dictionary keys changed during iteration');
    return [entries[at]!, [at + 1, used, left - 1]];
  },
};

/** As repr() shows it. */
export const dictText = (dict: Dict): string =>
  `{${pairsOf(dict)
    .map(([key, value]) => `${repr(key)}: ${repr(value)}`)
    .join(', ')}}`;

function find({ entries }: Dict, given: unknown): Pair | undefined {
  const key = keyOf(given);
  return entries.find((entry) => entry !== null && isEqual(entry[0], key)) ?? undefined;
}

const asTuple = ([key, value]: Pair): Pair => Object.freeze<Pair>([key, value]) as Pair;

function present(dict: Dict, key: unknown): Pair {
  const found = find(dict, key);
  if (found === undefined) throw new PyError('KeyError', repr(keyOf(key)));
  return found;
}

/** Internal form of a key: an array stands for a tuple, since a list is unhashable. */
function keyOf(key: unknown): unknown {
  const seen = typed(key);
  if (seen.type === 'list' || seen.type === 'tuple') {
    return { $: 'tuple', is: seen.items.map(keyOf) } satisfies Tag;
  }
  const type = typeName(key);
  if (type !== 'dict' && type !== 'list' && type !== 'set') return key;
  throw new PyError('TypeError', `unhashable type: '${type}'`);
}

function setItem(dict: Dict, key: unknown, value: unknown): void {
  const found = find(dict, key);
  if (found !== undefined) {
    found[1] = value;
    return;
  }
  if (dict.room === 0) {
    dict.entries = pairsOf(dict);
    dict.room = roomFor(3 * dict.entries.length) - dict.entries.length;
  }
  dict.entries.push([keyOf(key), value]);
  dict.room -= 1;
}

function takeOut({ entries }: Dict, entry: Pair): void {
  entries[entries.indexOf(entry)] = null;
}

/** USABLE_FRACTION: a table of keys is filled up to two thirds. */
const roomIn = (size: number): number => Math.floor((2 * size) / 3);

/** Entries in the smallest table with at least `size` slots: 8 or a larger power of two. */
const roomFor = (size: number): number => roomIn(Math.max(8, 2 ** Math.ceil(Math.log2(size))));
