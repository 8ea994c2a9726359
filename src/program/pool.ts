/** multiprocessing.Pool: a number of worker processes that tasks are handed to. */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import { repr, type Packed } from '../kernel/packed.ts';
import { PoolState, type Part } from '../kernel/primitives/pool.ts';
import { at } from './at.ts';
import { asPartial, type Callable, type Partial } from './functools.ts';
import { creation, Handle, packValue, patience, travels, unpackValue } from './handle.ts';
import { SimpleQueue } from './multiprocessing-queues.ts';
import {
  deliver,
  errorOf,
  handleResults,
  handleTasks,
  handleWorkers,
  repopulate,
  valueOf,
  type Line,
  type Note,
  type Outcome,
  type PoolParts,
  type Task,
} from './pool-threads.ts';
import { SimpleQueue as ThreadQueue } from './queue.ts';
import { step, type Steps } from './steps.ts';
import { Thread } from './threading-thread.ts';

export interface PoolOptions {
  /** Called first in each worker, with initargs. */
  readonly initializer?: Callable;
  readonly initargs?: readonly unknown[];
  /** A worker is replaced after this many tasks. Default: never. */
  readonly maxtasksperchild?: number;
}

export interface Callbacks {
  /** Called with the value, in the parent's result thread. */
  readonly callback?: Callable;
  /** Called with the exception's class and message as a text, there too. */
  readonly errorCallback?: Callable;
}

type Args = readonly unknown[];

export class Pool extends Handle {
  readonly size: number;
  readonly initializer: Partial | null;
  readonly maxtasksperchild: number | null;
  tasks = new ThreadQueue<Task | null>();
  readonly threads: boolean = false;
  inbox: Line<Task | null> = new SimpleQueue<Task | null>();
  outbox: Line<Outcome | null> = new SimpleQueue<Outcome | null>();
  handlers: readonly Thread<[PoolParts]>[] = [];

  /** `processes`: default 4. Raises ValueError for less than one. */
  constructor(processes = 4, options: PoolOptions = {}) {
    super();
    const { initializer, initargs = [], maxtasksperchild } = options;
    if (processes < 1) {
      throw new PyError('ValueError', 'Number of processes must be at least 1');
    }
    if (maxtasksperchild !== undefined && maxtasksperchild < 1) {
      throw new PyError('ValueError', 'maxtasksperchild must be a positive int or None');
    }
    this.size = processes;
    const first = initializer === undefined ? null : asPartial(initializer);
    this.initializer = first && { ...first, args: [...first.args, ...initargs] };
    this.maxtasksperchild = maxtasksperchild ?? null;
  }

  protected override *create(): Steps<number> {
    const { name } = at;
    this.id = yield* step<number>(code['pool.create'], -1, 0, -1, creation(false));
    // Called as CPython calls them.
    const parts = { _taskqueue: this.tasks, _inqueue: this.inbox, _outqueue: this.outbox };
    for (const [part, queue] of Object.entries(parts)) {
      at.name = `${name}.${part}`;
      yield* queue;
    }
    yield* repopulate(this, []);
    const handlers = [];
    for (const target of [handleWorkers, handleTasks, handleResults]) {
      const thread = yield* new Thread({ target, args: [this], daemon: true });
      yield* thread.start();
      handlers.push(thread);
    }
    this.handlers = handlers;
    return this.id;
  }

  /** Calls it in a worker and waits. Raises what it raises. */
  *apply(target: Callable, args: Args = []): Steps<unknown> {
    return yield* (yield* this.applyAsync(target, args)).get();
  }

  *applyAsync(target: Callable, args: Args = [], callbacks: Callbacks = {}): Steps<AsyncResult> {
    return new AsyncResult(yield* submit(this, target, [[args]], 'one', callbacks), 'one');
  }

  /** The values in the order of the items. Raises the first error, after all tasks have run. */
  *map(target: Callable, items: Iterable<unknown>, chunksize?: number): Steps<unknown[]> {
    return (yield* (yield* this.mapAsync(target, items, {}, chunksize)).get()) as unknown[];
  }

  *mapAsync(
    target: Callable,
    items: Iterable<unknown>,
    callbacks: Callbacks = {},
    chunksize?: number,
  ): Steps<AsyncResult> {
    const calls = Array.from(items, (item) => [item]);
    return yield* mapCalls(this, target, calls, callbacks, chunksize);
  }

  /** As map, where each item is a list of arguments. */
  *starmap(target: Callable, items: Iterable<Args>, chunksize?: number): Steps<unknown[]> {
    const calls = Array.from(items);
    const result = yield* mapCalls(this, target, calls, {}, chunksize);
    return (yield* result.get()) as unknown[];
  }

  /** The values one by one, in the order of the items. */
  *imap(target: Callable, items: Iterable<unknown>): Steps<IMapIterator> {
    return new IMapIterator(yield* submitEach(this, target, items), false);
  }

  /** The values one by one, in the order in which they come. */
  *imapUnordered(target: Callable, items: Iterable<unknown>): Steps<IMapIterator> {
    return new IMapIterator(yield* submitEach(this, target, items), true);
  }

  /** Takes no more tasks; workers end once all are done. */
  *close(): Steps<void> {
    yield* this.op<number>('pool.state', PoolState.closed);
  }

  /** Ends the workers now; tasks that are not done are dropped. */
  *terminate(): Steps<void> {
    yield* this.op<number>('pool.state', PoolState.terminated);
    const [workerHandler, ...others] = this.handlers;
    yield* workerHandler!.join();
    for (const process of yield* workersOf(this)) {
      yield* step<void>(code['process.terminate'], process);
    }
    for (const thread of others) yield* thread.join();
    yield* joinWorkers(this);
  }

  /** Waits for the workers to end. Raises ValueError before close() or terminate(). */
  *join(): Steps<void> {
    if ((yield* this.op<number>('pool.state', -1)) === PoolState.running) {
      throw new PyError('ValueError', 'Pool is still running');
    }
    for (const thread of this.handlers) yield* thread.join();
    yield* joinWorkers(this);
  }
}
travels('Pool', Pool);

function* workersOf(pool: Pool): Steps<number[]> {
  return unpackValue(yield* step<string>(code['pool.workers'], pool.id)) as number[];
}

function* joinWorkers(pool: Pool): Steps<void> {
  for (const worker of yield* workersOf(pool)) {
    if (pool.threads) yield* step<void>(code['thread.join'], -1 - worker);
    else yield* step<void>(code['process.join'], worker);
  }
}

/** Hands in a job of so many parts; the index of its result. */
function* submit(
  pool: Pool,
  target: Callable,
  parts: readonly (readonly Args[])[],
  shape: Note['shape'],
  { callback, errorCallback }: Callbacks,
): Steps<number> {
  yield* step<void>(code['pool.submit'], pool.id);
  const note: Note = {
    shape,
    callback: callback === undefined ? null : asPartial(callback),
    errorCallback: errorCallback === undefined ? null : asPartial(errorCallback),
  };
  const args = creation(false, JSON.stringify(note));
  const result = yield* step<number>(code['result.create'], -1, parts.length, -1, args);
  for (const [index, calls] of parts.entries()) {
    const kept = pool.threads ? undefined : unshareable(calls);
    if (kept === undefined) {
      yield* pool.tasks.put([result, index, callText(target, calls), asPartial(target), calls]);
    } else {
      const told = `${kept} objects should only be shared between processes through inheritance`;
      yield* deliver(pool.id, result, [index, false, ['RuntimeError', told]]);
    }
  }
  if (parts.length === 0) {
    yield* step<void>(code['result.finish'], result);
    yield* step<void>(code['pool.settle'], pool.id);
  }
  return result;
}

/** How a task shows: `square(3)`. */
function callText(target: Callable, calls: readonly Args[]): string {
  const [first = []] = calls;
  const text = `${asPartial(target).partial}(${first.map(repr).join(', ')})`;
  return calls.length > 1 ? `${text} …` : text;
}

/** The class of an argument that only a new process can be given. */
export const unshareable = (calls: unknown): string | undefined =>
  /"\$":"multiprocessing\.(Queue|JoinableQueue|SimpleQueue|R?Lock|\w*Semaphore|Condition|Event|Barrier|Value|Array)"/.exec(
    String(packValue(calls)),
  )?.[1];

function* mapCalls(
  pool: Pool,
  target: Callable,
  calls: readonly Args[],
  callbacks: Callbacks,
  chunksize?: number,
): Steps<AsyncResult> {
  const size = chunksize ?? Math.max(1, Math.ceil(calls.length / (4 * pool.size)));
  const parts = [];
  for (let from = 0; from < calls.length; from += size) parts.push(calls.slice(from, from + size));
  return new AsyncResult(yield* submit(pool, target, parts, 'list', callbacks), 'list');
}

function submitEach(pool: Pool, target: Callable, items: Iterable<unknown>): Steps<number> {
  const parts = Array.from(items, (item) => [[item]]);
  return submit(pool, target, parts, 'none', {});
}

/** What a job will come to. */
export class AsyncResult extends Handle {
  readonly shape: Note['shape'];

  constructor(id: number, shape: Note['shape']) {
    super();
    this.id = id;
    this.shape = shape;
  }

  protected override create(): Steps<number> {
    throw new PyError('TypeError', 'results come from a Pool');
  }

  /** Raises what the task raised, or multiprocessing's TimeoutError after `timeout` seconds. */
  *get(timeout?: number): Steps<unknown> {
    if ((yield* this.op<number>('result.wait', 0, patience(timeout))) === 0) {
      throw new PyError('multiprocessing.context.TimeoutError');
    }
    const parts = unpackValue(yield* this.op<Packed>('result.parts')) as Part[];
    return valueOf(this.shape, parts);
  }

  *wait(timeout?: number): Steps<void> {
    yield* this.op<number>('result.wait', 0, patience(timeout));
  }

  *ready(): Steps<boolean> {
    return (yield* this.op<number>('result.ready')) === 1;
  }

  /** Raises ValueError before it is ready. */
  *successful(): Steps<boolean> {
    if (!(yield* this.ready())) {
      throw new PyError('ValueError', '<multiprocessing.pool.AsyncResult object> not ready');
    }
    const parts = unpackValue(yield* this.op<Packed>('result.parts')) as Part[];
    return parts.every(([, succeeded]) => succeeded);
  }
}
travels('AsyncResult', AsyncResult);

/** The values of a job, one by one. */
export class IMapIterator extends Handle {
  readonly unordered: boolean;

  constructor(id: number, unordered: boolean) {
    super();
    this.id = id;
    this.unordered = unordered;
  }

  protected override create(): Steps<number> {
    throw new PyError('TypeError', 'results come from a Pool');
  }

  /** Raises StopIteration after the last, what the task raised, or TimeoutError after `timeout` seconds. */
  *next(timeout?: number): Steps<unknown> {
    const n = this.unordered ? 1 : 0;
    const told = yield* this.op<Packed>('result.next', n, patience(timeout));
    const part = unpackValue(told) as Part;
    if (!part[1]) throw errorOf(part);
    return (part[2] as unknown[])[0];
  }
}
travels('IMapIterator', IMapIterator);
