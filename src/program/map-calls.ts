/** Executor.map. */
import { PyError } from '../kernel/errors.ts';
import { at } from './at.ts';
import { registerBuiltin, type AnyBody } from './bodies.ts';
import { chunksOf } from './chunks.ts';
import { asPartial, callPartial, partial, type Callable, type Partial } from './functools.ts';
import type { Future } from './futures.ts';
import type { Steps } from './steps.ts';
import { monotonic } from './time.ts';

interface Executor {
  submit(target: Callable, ...args: readonly unknown[]): Steps<Future>;
}

export interface MapOptions {
  /** Timeout in seconds from the call of map(), for all values together. Default: none. */
  readonly timeout?: number;
  /** ProcessPoolExecutor only: number of calls passed to a worker at a time. Default: 1. */
  readonly chunksize?: number;
}

type List = readonly unknown[];

/** Iterables of arguments, one item of each per call, followed by the options. */
export type MapArguments = readonly List[] | readonly [...lists: readonly List[], MapOptions];

export function splitOptions(given: MapArguments): readonly [List[], MapOptions] {
  const all = given as readonly (List | MapOptions)[];
  const options = all.find((last): last is MapOptions => !Array.isArray(last));
  return [all.filter((list): list is List => Array.isArray(list)), options ?? {}];
}

/** Submits all calls; their values are returned one by one. */
export function* mapCalls(
  executor: Executor,
  target: Callable,
  lists: readonly List[],
  { timeout, chunksize = 1 }: MapOptions,
): Steps<MapIterator> {
  const end = timeout === undefined ? undefined : (yield* monotonic()) + timeout;
  const calls = zip(lists);
  const futures: Future[] = [];
  const { name } = at;
  /** Named like the value that it will return. */
  const submit = function* (task: Callable, ...args: readonly unknown[]): Steps<void> {
    at.name = name === '' ? '' : `${name}[${futures.length}]`;
    futures.push(yield* executor.submit(task, ...args));
  };
  if (chunksize === 1) {
    for (const args of calls) yield* submit(target, ...args);
  } else {
    const [task, callee] = [partial(processChunk), asPartial(target)];
    for (const chunk of chunksOf(calls, chunksize)) {
      yield* submit(task, callee, chunk);
    }
  }
  return new MapIterator(futures, end, chunksize > 1);
}

function zip(lists: readonly List[]): unknown[][] {
  const length = lists.length === 0 ? 0 : Math.min(...lists.map((list) => list.length));
  return Array.from({ length }, (_, n) => lists.map((list) => list[n]));
}

function* processChunk(target: Partial, chunk: readonly List[]): Steps<unknown[]> {
  const values = [];
  for (const args of chunk) values.push((yield* callPartial(target, args)) ?? null);
  return values;
}
registerBuiltin('executor._process_chunk', processChunk as AnyBody);

/** The values of the calls, in their order: a generator, as in Python. */
export class MapIterator {
  /** In reverse order. */
  #futures: Future[];
  readonly #end: number | undefined;
  readonly #isChunked: boolean;
  #chunk: unknown[] = [];
  #isBegun = false;

  constructor(futures: readonly Future[], end: number | undefined, isChunked: boolean) {
    this.#futures = futures.toReversed();
    this.#end = end;
    this.#isChunked = isChunked;
  }

  /**
   * Waits for the next value. Raises StopIteration after the last, the call's exception, or TimeoutError after the
   * timeout; the last two cancel the remaining calls.
   */
  *next(): Steps<unknown> {
    this.#isBegun = true;
    while (this.#chunk.length === 0) {
      const value = yield* this.#result();
      if (!this.#isChunked) return value;
      this.#chunk = value as unknown[];
    }
    return this.#chunk.shift();
  }

  /** Effect of leaving a `for` early: cancels the remaining calls. Before the first next() it does nothing. */
  *close(): Steps<void> {
    this.#chunk = [];
    const left = this.#futures;
    this.#futures = [];
    if (!this.#isBegun) return;
    for (const future of left) yield* future.cancel();
  }

  *#result(): Steps<unknown> {
    const future = this.#futures.pop();
    if (future === undefined) throw new PyError('StopIteration');
    try {
      return yield* future.result(yield* this.#rest());
    } catch (error) {
      yield* future.cancel();
      yield* this.close();
      throw error;
    }
  }

  *#rest(): Steps<number | undefined> {
    return this.#end === undefined ? undefined : this.#end - (yield* monotonic());
  }
}
