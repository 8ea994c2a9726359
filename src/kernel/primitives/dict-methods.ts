/** The methods of a dict, which they change in place; where one raises, nobody looks at it any more. */
import { isEqual, typeName } from '../compare.ts';
import { PyError } from '../errors.ts';
import { repr } from '../repr.ts';
import { typed, type Tag } from '../values.ts';

export type Pair = [key: unknown, value: unknown];

/**
 * Entries stand in the order in which their keys came. As in CPython's dictobject.c an entry that is taken out leaves a
 * hole, and the holes are closed when a key comes for which there is no room: an iterator counts entries, so what it
 * meets while others change the dict depends on them.
 */
export interface Dict {
  entries: (Pair | null)[];
  /** Entries for which there is room. */
  room: number;
}

/** Where an iterator stands: its next entry, how many keys it expects of the dict, how many it has left. */
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
   * What an iterator gives: the next pair and where it stands then, or null at the end. Args: its place, or nothing at
   * first.
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

/** A key as it is kept: an array stands for a tuple, since a list cannot be a key. */
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

/** USABLE_FRACTION: a table of keys is filled to two thirds. */
const roomIn = (size: number): number => Math.floor((2 * size) / 3);

/** Entries in the smallest table of at least `size` places: 8 or another power of two. */
const roomFor = (size: number): number => roomIn(Math.max(8, 2 ** Math.ceil(Math.log2(size))));
