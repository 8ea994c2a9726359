/**
 * Python's list and dict, shared by the threads of a process. Each method is one atomic step: an append is never lost.
 * Between the two steps of `d[key] = d.get(key, 0) + 1` other threads may run.
 *
 * A plain array or object is a value and is copied when it is sent; a List or a Dict is a reference to one object,
 * whichever thread has it. A child process has its own copy, and a pipe or a queue between processes delivers it as a
 * plain value.
 */
import { code, type OpName } from '../kernel/core-ops.ts';
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
    return this.opAs<R>(reading, code[`list.${method}`], 0, -1, packValue(args));
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
  /** Raises ValueError if the item is not in the list. */
  remove(item: T): Steps<void> {
    return this.call('remove', item);
  }
  clear(): Steps<void> {
    return this.call('clear');
  }
  /** Raises ValueError if the item is not in the list. */
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
  /** Raises TypeError if items cannot be compared. */
  sort(): Steps<void> {
    return this.call('sort');
  }
  /** As str() shows it. */
  str(): Steps<string> {
    return this.call('str');
  }

  /** `for item in l:`. Each iteration reads the item at the next index, as a step. */
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
 * Initial items of a dict: the fields of an object; a Map or pairs for keys that are no texts, or are texts of digits,
 * which an object would put first.
 */
export type DictItems<K, V> =
  | readonly (readonly [K, V])[]
  | ReadonlyMap<K, V>
  | (K extends string ? Readonly<Record<string, V>> : never);

export function pairsOf(items: DictItems<unknown, unknown> | object): readonly unknown[] {
  if (items instanceof Map) return [...items];
  return Array.isArray(items) ? items : Object.entries(items);
}

/** Keys are numbers, texts, booleans, null or other values that can be sent; an array stands for a tuple. */
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
    return this.opAs<R>(reading, code[`dict.${method}`], 0, -1, packValue(args));
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
  /** The present value, or the given one, which is stored. */
  setdefault(key: K, value: V): Steps<V> {
    return this.call('setdefault', key, value);
  }
  /** Raises KeyError if the key is missing and there is no fallback. */
  pop(key: K, ...fallback: readonly V[]): Steps<V> {
    return this.call('pop', key, ...fallback);
  }
  /** The last inserted pair. Raises KeyError. */
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
   * `for key, value in d.items():`. Each iteration reads the next pair, as a step. Raises RuntimeError if the dict's
   * size has changed since the first iteration.
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
