/**
 * Python's list and dict as threads of a process share them. Each method is one step, whole: an append never loses
 * anything. What takes two steps, like `d[key] = d.get(key, 0) + 1`, has room between them.
 *
 * A plain array or object is a value, and travels as a copy; a List or a Dict is the thing itself, whichever thread has
 * it. A child process has a copy of its own, and what a pipe or a queue between processes takes comes out of it plain.
 */
import { code, type OpName } from '../kernel/ops.ts';
import type { DictPlace } from '../kernel/primitives/dict-methods.ts';
import { at } from './at.ts';
import { creation, Handle, packValue, travels, unpackValue } from './handle.ts';
import { step, type Reading, type Steps } from './steps.ts';

type Methods<K extends string> = OpName extends infer N
  ? N extends `${K}.${infer M}`
    ? Exclude<M, 'create'>
    : never
  : never;

const reading = unpackValue as Reading<never>;

export class List<T = unknown> extends Handle {
  readonly #first: readonly T[];

  constructor(items: readonly T[] = []) {
    super();
    this.#first = items;
  }

  protected override create(): Steps<number> {
    return step<number>(code['list.create'], -1, 0, -1, creation(false, packValue(this.#first)));
  }

  protected call<R>(method: Methods<'list'>, ...args: readonly unknown[]): Steps<R> {
    return this.opAs<R>(reading, `list.${method}`, 0, -1, packValue(args));
  }

  /** l[index]. Raises IndexError. */
  getItem(index: number): Steps<T> {
    return this.call('getItem', index);
  }
  /** l[index] = item. Raises IndexError. */
  setItem(index: number, item: T): Steps<void> {
    return this.call('setItem', index, item);
  }
  /** del l[index]. Raises IndexError. */
  delItem(index: number): Steps<void> {
    return this.call('delItem', index);
  }
  /** l[start:stop], a plain array. */
  slice(start = 0, stop: number | null = null): Steps<T[]> {
    return this.call('slice', start, stop);
  }
  append(item: T): Steps<void> {
    return this.call('append', item);
  }
  extend(items: readonly T[]): Steps<void> {
    return this.call('extend', items);
  }
  insert(index: number, item: T): Steps<void> {
    return this.call('insert', index, item);
  }
  /** Raises IndexError. */
  pop(index = -1): Steps<T> {
    return this.call('pop', index);
  }
  /** Raises ValueError where there is none. */
  remove(item: T): Steps<void> {
    return this.call('remove', item);
  }
  clear(): Steps<void> {
    return this.call('clear');
  }
  /** Raises ValueError where there is none. */
  index(item: T): Steps<number> {
    return this.call('index', item);
  }
  count(item: T): Steps<number> {
    return this.call('count', item);
  }
  /** item in l */
  contains(item: T): Steps<boolean> {
    return this.call('contains', item);
  }
  len(): Steps<number> {
    return this.call('len');
  }
  /** A plain array. */
  copy(): Steps<T[]> {
    return this.call('copy');
  }
  reverse(): Steps<void> {
    return this.call('reverse');
  }
  /** Raises TypeError where items have no order. */
  sort(): Steps<void> {
    return this.call('sort');
  }
  /** As str() shows it. */
  str(): Steps<string> {
    return this.call('str');
  }

  /** `for item in l:`. Each turn asks for the item at the next index, as a step. */
  *forEach(body: (item: T) => Steps<void>): Steps<void> {
    const { line } = at;
    for (let index = 0; ; index++) {
      at.line = line;
      const next = yield* this.call<readonly [T] | null>('next', index);
      if (next === null) return;
      yield* body(next[0]);
    }
  }
}
travels('list', List);

/**
 * A dict's first items: the fields of an object, or a Map or pairs where the keys are no texts, or texts of digits, which
 * an object would put first.
 */
export type DictItems<K, V> =
  | readonly (readonly [K, V])[]
  | ReadonlyMap<K, V>
  | (K extends string ? Readonly<Record<string, V>> : never);

export function pairsOf(items: DictItems<unknown, unknown> | object): readonly unknown[] {
  if (items instanceof Map) return [...items];
  return Array.isArray(items) ? items : Object.entries(items);
}

/** Keys are numbers, texts, booleans, null or whatever else travels; an array stands for the tuple of its items. */
export class Dict<K = unknown, V = unknown> extends Handle {
  readonly #first: readonly unknown[];

  constructor(items: DictItems<K, V> = []) {
    super();
    this.#first = pairsOf(items);
  }

  protected override create(): Steps<number> {
    return step<number>(code['dict.create'], -1, 0, -1, creation(false, packValue(this.#first)));
  }

  protected call<R>(method: Methods<'dict'>, ...args: readonly unknown[]): Steps<R> {
    return this.opAs<R>(reading, `dict.${method}`, 0, -1, packValue(args));
  }

  /** d[key]. Raises KeyError. */
  getItem(key: K): Steps<V> {
    return this.call('getItem', key);
  }
  /** d[key] = value. */
  setItem(key: K, value: V): Steps<void> {
    return this.call('setItem', key, value);
  }
  /** del d[key]. Raises KeyError. */
  delItem(key: K): Steps<void> {
    return this.call('delItem', key);
  }
  get<F = null>(key: K, fallback?: F): Steps<V | F> {
    return this.call('get', key, fallback ?? null);
  }
  /** key in d */
  contains(key: K): Steps<boolean> {
    return this.call('contains', key);
  }
  len(): Steps<number> {
    return this.call('len');
  }
  /** list(d) */
  keys(): Steps<K[]> {
    return this.call('keys');
  }
  /** list(d.values()) */
  values(): Steps<V[]> {
    return this.call('values');
  }
  /** list(d.items()) */
  items(): Steps<[K, V][]> {
    return this.call('items');
  }
  clear(): Steps<void> {
    return this.call('clear');
  }
  /** The value that is there, or else the one that is there from now on. */
  setdefault(key: K, value: V): Steps<V> {
    return this.call('setdefault', key, value);
  }
  /** Raises KeyError where there is no such key and no fallback. */
  pop(key: K, ...fallback: readonly V[]): Steps<V> {
    return this.call('pop', key, ...fallback);
  }
  /** The pair that came last. Raises KeyError. */
  popitem(): Steps<[K, V]> {
    return this.call('popitem');
  }
  update(items: DictItems<K, V>): Steps<void> {
    return this.call('update', pairsOf(items));
  }
  /** As str() shows it. */
  str(): Steps<string> {
    return this.call('str');
  }

  /**
   * `for key, value in d.items():`. Each turn asks for the next pair, as a step. Raises RuntimeError where the dict has
   * grown or shrunk since the first turn.
   */
  *forEach(body: (key: K, value: V) => Steps<void>): Steps<void> {
    const { line } = at;
    let place: DictPlace | null = null;
    for (;;) {
      at.line = line;
      const next: readonly [[K, V], DictPlace] | null = yield* this.call('next', place);
      if (next === null) return;
      place = next[1];
      yield* body(...next[0]);
    }
  }
}
travels('dict', Dict);
