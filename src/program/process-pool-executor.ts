/**
 * concurrent.futures.ProcessPoolExecutor, as CPython builds it. Calls wait in a queue of this process; its manager
 * thread passes them to the workers through a queue that holds one call more than there are workers, and takes the
 * results from a pipe. The manager waits for a result, for the end of a worker, and for the wake-up pipe, which submit
 * and shutdown write to.
 */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import { at } from './at.ts';
import { asPartial, callText, type Callable, type Partial } from './functools.ts';
import { Future } from './futures.ts';
import { creation, Handle, packValue, requireCreated, travels } from './handle.ts';
import { leaving } from './leaving.ts';
import { mapCalls, splitOptions, type MapArguments, type MapIterator } from './map-calls.ts';
import { type Connection, pipe } from './multiprocessing-pipe.ts';
import { Queue, SimpleQueue } from './multiprocessing-queues.ts';
import { ManagerThread } from './process-pool-manager.ts';
import { BROKEN, type Call, type CallResult, tell, Told, type Work } from './process-pool-state.ts';
import { addWorkers, adjustWorkers } from './process-pool-worker.ts';
import { SimpleQueue as ThreadQueue } from './queue.ts';
import { step, type Steps } from './steps.ts';
import { holding, Lock } from './threading-locks.ts';

export interface ProcessPoolOptions {
  /** Called first in each worker, with initargs. */
  readonly initializer?: Callable;
  readonly initargs?: readonly unknown[];
  /** Start method of the workers. Default: that of this process, or spawn with `maxTasksPerChild`. */
  readonly mpContext?: 'fork' | 'spawn';
  /** A worker is replaced after this many calls; not with fork. Default: never. */
  readonly maxTasksPerChild?: number;
}

function checkMaxTasks(most: number, mpContext: 'fork' | 'spawn' | null): void {
  if (!Number.isInteger(most)) {
    throw new PyError('TypeError', 'max_tasks_per_child must be an integer');
  }
  if (most <= 0) throw new PyError('ValueError', 'max_tasks_per_child must be >= 1');
  if (mpContext !== 'fork') return;
  throw new PyError(
    'ValueError',
    "max_tasks_per_child is incompatible with the 'fork' multiprocessing start method; supply a different mp_context.",
  );
}

const BROKEN_MESSAGE =
  'A child process terminated abruptly, the process pool is not usable anymore';

export class ProcessPoolExecutor extends Handle {
  readonly size: number;
  readonly initializer: Partial | null;
  readonly maxTasks: number | null;
  /** Start method of its workers: true for fork; null for that of this process. */
  forks: boolean | null;
  readonly work = new ThreadQueue<Work>();
  readonly calls: Queue<Call | null>;
  readonly results = new SimpleQueue<CallResult>();
  readonly lock = new Lock();
  /** Both ends of the manager's wake-up pipe. */
  wakeup: readonly Connection[] = [];

  /** `maxWorkers`: default 4. Raises ValueError for less than one. */
  constructor(maxWorkers = 4, options: ProcessPoolOptions = {}) {
    super();
    if (maxWorkers <= 0) throw new PyError('ValueError', 'max_workers must be greater than 0');
    const { initializer, initargs = [], maxTasksPerChild } = options;
    const { mpContext = maxTasksPerChild === undefined ? null : 'spawn' } = options;
    if (maxTasksPerChild !== undefined) checkMaxTasks(maxTasksPerChild, mpContext);
    this.maxTasks = maxTasksPerChild ?? null;
    this.forks = mpContext && mpContext === 'fork';
    this.size = maxWorkers;
    this.calls = new Queue(maxWorkers + 1);
    const first = initializer === undefined ? null : asPartial(initializer);
    this.initializer = first && { ...first, args: [...first.args, ...initargs] };
  }

  protected override *create(): Steps<number> {
    const { name } = at;
    const args = creation(false);
    this.id = yield* step<number>(code['executor.create'], -1, this.size, -1, args);
    this.forks ??= (yield* step<number>(code['executor.forks'])) === 1;
    // Named as in CPython.
    const own = { of: this.id, inner: true } as const;
    const parts = [
      ['_shutdown_lock', this.lock, own],
      ['_call_queue', this.calls, { ...own, role: 'call-queue' }],
      ['_result_queue', this.results, { ...own, role: 'result-queue' }],
      ['_work_ids', this.work, { ...own, role: 'task-queue' }],
    ] as const;
    for (const [part, object, belonging] of parts) {
      at.name = `${name}.${part}`;
      at.part = belonging;
      yield* object;
    }
    this.wakeup = yield* pipe(false, `${name}._executor_manager_thread_wakeup`, own);
    yield* this.op<void>(code['executor.wakeup'], 0, -1, packValue(this.wakeup[1]!.id));
    return this.id;
  }

  /** Submits a call. Raises RuntimeError after shutdown(), BrokenProcessPool once a worker has been killed. */
  *submit(target: Callable, ...args: readonly unknown[]): Steps<Future> {
    requireCreated(this);
    const callee = asPartial(target);
    return yield* holding(this.lock, () => admit(this, callee, args));
  }

  /**
   * Submits a call for each item (of each list), in chunks of `chunksize` calls for one worker. The values are returned
   * one by one, in order. Raises ValueError for a `chunksize` of less than one.
   */
  *map(target: Callable, ...args: MapArguments): Steps<MapIterator> {
    requireCreated(this);
    const [lists, options] = splitOptions(args);
    if ((options.chunksize ?? 1) < 1) throw new PyError('ValueError', 'chunksize must be >= 1.');
    return yield* mapCalls(this, target, lists, options);
  }

  /** Accepts no more calls; waits for all pending ones, or cancels those not yet running. */
  *shutdown(wait = true, { cancelFutures = false } = {}): Steps<void> {
    requireCreated(this);
    const state = yield* holding(this.lock, () => close(this, cancelFutures));
    const manager = Math.floor(state / Told.managed) - 1;
    if (wait && manager >= 0) yield* step<void>(code['thread.join'], manager);
  }

  /** `with executor:`, which ends with shutdown(). */
  with<R>(body: (executor: this) => Steps<R>): Steps<R> {
    requireCreated(this);
    return leaving(body(this), () => this.shutdown());
  }
}
travels('ProcessPoolExecutor', ProcessPoolExecutor);

function* admit(
  executor: ProcessPoolExecutor,
  target: Partial,
  args: readonly unknown[],
): Steps<Future> {
  const state = yield* tell(executor);
  if ((state & Told.broken) !== 0) throw new PyError(BROKEN, BROKEN_MESSAGE);
  if ((state & Told.shut) !== 0) {
    throw new PyError('RuntimeError', 'cannot schedule new futures after shutdown');
  }
  if ((state & Told.mainOver) !== 0) {
    throw new PyError('RuntimeError', 'cannot schedule new futures after interpreter shutdown');
  }
  at.part = { of: executor.id, role: 'task' };
  const future = yield* new Future(callText(target, args));
  yield* executor.work.put([future, target, args]);
  yield* executor.wakeup[1]!.send(null);
  if (executor.forks !== true) yield* adjustWorkers(executor);
  if (state < Told.managed) {
    // All at once: a process with threads must not fork.
    if (executor.forks === true) yield* addWorkers(executor, executor.size);
    at.part = { of: executor.id, inner: true };
    const manager = yield* new ManagerThread(executor);
    yield* manager.start();
    yield* tell(executor, Told.managed * (manager.id + 1));
  }
  return future;
}

function* close(executor: ProcessPoolExecutor, cancels: boolean): Steps<number> {
  const state = yield* tell(executor, Told.shut + (cancels ? Told.cancels : 0));
  if ((state & Told.closed) === 0) yield* executor.wakeup[1]!.send(null);
  return state;
}
