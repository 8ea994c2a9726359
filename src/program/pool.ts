/** multiprocessing.Pool: a pool of worker processes for tasks. */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import { PoolState } from '../kernel/primitives/pool.ts';
import { at } from './at.ts';
import { asPartial, type Callable, type Partial } from './functools.ts';
import { creation, Handle, travels, unpackValue } from './handle.ts';
import { leaving } from './leaving.ts';
import { SimpleQueue } from './multiprocessing-queues.ts';
import {
  mapCalls,
  requireRunning,
  submit,
  submitEach,
  type Args,
  type Callbacks,
} from './pool-jobs.ts';
import { AsyncResult, IMapIterator } from './pool-results.ts';
import {
  handleResults,
  handleTasks,
  handleWorkers,
  OUTCOME_FIELDS,
  repopulate,
  TASK_FIELDS,
  type Line,
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
    if (!Number.isInteger(processes)) {
      throw new PyError('TypeError', "'float' object cannot be interpreted as an integer");
    }
    if (
      maxtasksperchild !== undefined &&
      !(Number.isInteger(maxtasksperchild) && maxtasksperchild > 0)
    ) {
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
    // Named as in CPython.
    const parts = [
      ['_taskqueue', this.tasks, 'task-queue', TASK_FIELDS],
      ['_inqueue', this.inbox, 'call-queue', TASK_FIELDS],
      ['_outqueue', this.outbox, 'result-queue', OUTCOME_FIELDS],
    ] as const;
    for (const [part, queue, role, fields] of parts) {
      at.name = `${name}.${part}`;
      at.part = { of: this.id, role, inner: true, fields };
      yield* queue;
    }
    yield* repopulate(this, []);
    const handlers = [];
    for (const target of [handleWorkers, handleTasks, handleResults]) {
      at.part = { of: this.id, inner: true };
      const thread = yield* new Thread({ target, args: [this], daemon: true });
      yield* thread.start();
      handlers.push(thread);
    }
    this.handlers = handlers;
    return this.id;
  }

  /** Calls it in a worker and waits for the result. Raises its exception. */
  *apply(target: Callable, args: Args = []): Steps<unknown> {
    return yield* (yield* this.applyAsync(target, args)).get();
  }

  *applyAsync(target: Callable, args: Args = [], callbacks: Callbacks = {}): Steps<AsyncResult> {
    return new AsyncResult(yield* submit(this, target, [[args]], 'one', callbacks), 'one');
  }

  /**
   * The values in the order of the items. Raises the first error after all tasks have run. A task is `chunksize` items
   * for one worker, and stops at an exception. Default: a quarter of a worker's share.
   */
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
    return (yield* (yield* this.starmapAsync(target, items, {}, chunksize)).get()) as unknown[];
  }

  *starmapAsync(
    target: Callable,
    items: Iterable<Args>,
    callbacks: Callbacks = {},
    chunksize?: number,
  ): Steps<AsyncResult> {
    return yield* mapCalls(this, target, Array.from(items), callbacks, chunksize);
  }

  /** Iterates over the values in the order of the items. Raises ValueError for a `chunksize` of less than one. */
  *imap(target: Callable, items: Iterable<unknown>, chunksize = 1): Steps<IMapIterator> {
    return new IMapIterator(
      yield* submitEach(this, target, items, chunksize),
      false,
      chunksize > 1,
    );
  }

  /** Iterates over the values, chunks in order of completion. */
  *imapUnordered(target: Callable, items: Iterable<unknown>, chunksize = 1): Steps<IMapIterator> {
    return new IMapIterator(yield* submitEach(this, target, items, chunksize), true, chunksize > 1);
  }

  /** Accepts no more tasks; workers end once all are done. */
  *close(): Steps<void> {
    yield* this.op<number>(code['pool.close'], PoolState.closed);
  }

  /**
   * Ends the workers now; unfinished tasks are dropped. Raises AssertionError if a callback has raised, which ended the
   * result thread.
   */
  *terminate(): Steps<void> {
    const before = yield* this.op<number>(code['pool.terminate'], PoolState.terminated);
    if (before === PoolState.terminated) return;
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
    if ((yield* this.op<number>(code['pool.join'], -1)) === PoolState.running) {
      throw new PyError('ValueError', 'Pool is still running');
    }
    for (const thread of this.handlers) yield* thread.join();
    yield* joinWorkers(this);
  }

  /** `with pool:`, which ends with terminate(). Raises ValueError after close() or terminate(). */
  *with<R>(body: (pool: this) => Steps<R>): Steps<R> {
    yield* requireRunning(this);
    return yield* leaving(body(this), () => this.terminate());
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
