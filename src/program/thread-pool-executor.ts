/**
 * concurrent.futures.ThreadPoolExecutor, as CPython builds it: a queue of tasks, and threads that are started when a
 * task is submitted while none is idle. Pending tasks are finished before the process exits.
 */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import type { Packed } from '../kernel/packed.ts';
import { at } from './at.ts';
import { registerBuiltin, type AnyBody } from './bodies.ts';
import { tellStderr } from './endings.ts';
import { asPyError, except } from './exceptions.ts';
import { asPartial, callPartial, callText, type Callable, type Partial } from './functools.ts';
import { beginFuture, failureOf, finishFuture, Future, type FutureOutcome } from './futures.ts';
import { creation, Handle, packValue, requireCreated, travels, unpackValue } from './handle.ts';
import { leaving } from './leaving.ts';
import { mapCalls, splitOptions, type MapArguments, type MapIterator } from './map-calls.ts';
import { SimpleQueue } from './queue.ts';
import { step, type Steps } from './steps.ts';
import { holding, Lock } from './threading-locks.ts';
import { Thread } from './threading-thread.ts';

export interface ExecutorOptions {
  /** Default: 'ThreadPoolExecutor-' and a number. */
  readonly threadNamePrefix?: string;
  /** Called first in each thread, with initargs. */
  readonly initializer?: Callable;
  readonly initargs?: readonly unknown[];
}

type Task = readonly [future: Future, target: Partial, args: readonly unknown[]];

const SHUT = 1;
const BROKEN = 2;
const MAIN_OVER = 4;

const BROKEN_MESSAGE = 'A thread initializer failed, the thread pool is not usable anymore';
const brokenOutcome = [
  false,
  ['concurrent.futures.thread.BrokenThreadPool', BROKEN_MESSAGE],
] as const;

export class ThreadPoolExecutor extends Handle {
  readonly size: number;
  readonly initializer: Partial | null;
  prefix: string;
  tasks = new SimpleQueue<Task | null>();
  lock = new Lock();

  /** `maxWorkers`: default 8. Raises ValueError for less than one. */
  constructor(maxWorkers = 8, options: ExecutorOptions = {}) {
    super();
    if (maxWorkers <= 0) throw new PyError('ValueError', 'max_workers must be greater than 0');
    const { initializer, initargs = [], threadNamePrefix = '' } = options;
    this.size = maxWorkers;
    this.prefix = threadNamePrefix;
    const first = initializer === undefined ? null : asPartial(initializer);
    this.initializer = first && { ...first, args: [...first.args, ...initargs] };
  }

  protected override *create(): Steps<number> {
    const { name } = at;
    const args = creation(false);
    this.id = yield* step<number>(code['executor.create'], -1, this.size, -1, args);
    at.name = `${name}._work_queue`;
    at.part = { of: this.id, role: 'task-queue', inner: true };
    yield* this.tasks;
    at.name = `${name}._shutdown_lock`;
    at.part = { of: this.id, inner: true };
    yield* this.lock;
    if (this.prefix === '') {
      this.prefix = `ThreadPoolExecutor-${yield* this.op<number>(code['executor.number'])}`;
    }
    return this.id;
  }

  /** Submits a call. Raises RuntimeError after shutdown(). */
  *submit(target: Callable, ...args: readonly unknown[]): Steps<Future> {
    requireCreated(this);
    const callee = asPartial(target);
    return yield* holding(this.lock, () => admit(this, callee, args));
  }

  /**
   * Submits a call for each item (of each list). The values are returned one by one, in order; `chunksize` has no
   * effect.
   */
  *map(target: Callable, ...args: MapArguments): Steps<MapIterator> {
    requireCreated(this);
    const [lists, { timeout }] = splitOptions(args);
    return yield* mapCalls(this, target, lists, timeout === undefined ? {} : { timeout });
  }

  /** Accepts no more calls; waits for all pending ones, or cancels those not yet started. */
  *shutdown(wait = true, { cancelFutures = false } = {}): Steps<void> {
    requireCreated(this);
    yield* holding(this.lock, () => close(this, cancelFutures));
    if (!wait) return;
    for (const thread of yield* threadsOf(this)) yield* step<void>(code['thread.join'], thread);
  }

  /** `with executor:`, which ends with shutdown(). */
  with<R>(body: (executor: this) => Steps<R>): Steps<R> {
    requireCreated(this);
    return leaving(body(this), () => this.shutdown());
  }
}
travels('ThreadPoolExecutor', ThreadPoolExecutor);

function* admit(
  executor: ThreadPoolExecutor,
  target: Partial,
  args: readonly unknown[],
): Steps<Future> {
  const state = yield* step<number>(code['executor.state'], executor.id, 0);
  if ((state & BROKEN) !== 0) {
    throw new PyError('concurrent.futures.thread.BrokenThreadPool', BROKEN_MESSAGE);
  }
  if ((state & SHUT) !== 0) {
    throw new PyError('RuntimeError', 'cannot schedule new futures after shutdown');
  }
  if ((state & MAIN_OVER) !== 0) {
    throw new PyError('RuntimeError', 'cannot schedule new futures after interpreter shutdown');
  }
  at.part = { of: executor.id, role: 'task' };
  const future = yield* new Future(callText(target, args));
  yield* executor.tasks.put([future, target, args]);
  const number = yield* step<number>(code['executor.adjust'], executor.id);
  if (number >= 0) yield* startThread(executor, number);
  return future;
}

function* startThread(executor: ThreadPoolExecutor, number: number): Steps<void> {
  at.part = { of: executor.id, role: 'worker' };
  const thread = yield* new Thread({
    target: worker,
    args: [executor],
    name: `${executor.prefix}_${number}`,
  });
  yield* thread.start();
  const threads = [...(yield* threadsOf(executor)), thread.id];
  yield* step<string>(code['executor.threads'], executor.id, 0, -1, JSON.stringify(threads));
}

function* threadsOf(executor: ThreadPoolExecutor): Steps<number[]> {
  return unpackValue(yield* step<Packed>(code['executor.threads'], executor.id)) as number[];
}

function* close(executor: ThreadPoolExecutor, cancels: boolean): Steps<void> {
  yield* step<number>(code['executor.shutdown'], executor.id, SHUT);
  if (cancels) {
    for (const [future] of yield* drain(executor)) yield* future.cancel();
  }
  yield* executor.tasks.put(null);
}

/** Removes all tasks not yet started. */
function* drain({ tasks }: ThreadPoolExecutor): Steps<Task[]> {
  const found: Task[] = [];
  try {
    for (;;) {
      const task = yield* tasks.getNowait();
      if (task !== null) found.push(task);
    }
  } catch (error) {
    except(error, 'Empty');
    return found;
  }
}

function* worker(executor: ThreadPoolExecutor): Steps<void> {
  const { initializer, tasks } = executor;
  if (initializer !== null && !(yield* initialise(executor, initializer))) return;
  for (;;) {
    at.line = 0; // Outside the program's lines.
    const task = yield* tasks.get();
    if (task !== null) {
      yield* run(task);
      at.line = 0;
      yield* step<void>(code['executor.idle'], executor.id);
      continue;
    }
    if ((yield* step<number>(code['executor.state'], executor.id, 0)) === 0) continue;
    yield* step<number>(code['executor.state'], executor.id, SHUT);
    // Passes the end marker on to the other threads.
    yield* tasks.put(null);
    return;
  }
}
registerBuiltin('executor._worker', worker as AnyBody);

function* run([future, target, args]: Task): Steps<void> {
  if (!(yield* beginFuture(future))) return;
  let outcome: FutureOutcome;
  try {
    outcome = [true, keepable((yield* callPartial(target, args)) ?? null)];
  } catch (error) {
    // A future stores any exception, SystemExit too.
    outcome = failureOf(error);
  }
  yield* finishFuture(future, outcome);
}

/** The value; raises TypeError if it cannot be packed. */
function keepable(value: unknown): unknown {
  packValue(value);
  return value;
}

/** False if it failed: the executor is broken then. */
function* initialise(executor: ThreadPoolExecutor, initializer: Partial): Steps<boolean> {
  try {
    yield* callPartial(initializer, []);
    return true;
  } catch (error) {
    yield* tellStderr(`Exception in initializer:\n${String(asPyError(error))}`);
    yield* holding(executor.lock, () => fail(executor));
    return false;
  }
}

function* fail(executor: ThreadPoolExecutor): Steps<void> {
  yield* step<number>(code['executor.state'], executor.id, BROKEN);
  for (const [future] of yield* drain(executor)) yield* finishFuture(future, brokenOutcome);
}
