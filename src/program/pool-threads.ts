/**
 * Threads of a Pool, as in CPython: workers take tasks from one pipe and put results into another. In the parent one
 * thread replaces ended workers, one feeds the tasks, and one takes the results and calls the callbacks.
 */
import { pyErrorOf, type PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import { PoolState, RESULTS_FAILED, type Part } from '../kernel/primitives/pool.ts';
import { repr } from '../kernel/repr.ts';
import { reprOf } from './builtins.ts';
import { at } from './at.ts';
import { registerBuiltin, type AnyBody } from './bodies.ts';
import { asPyError } from './exceptions.ts';
import { callPartial, type Partial } from './functools.ts';
import { packValue, unpackValue } from './handle.ts';
import type { SimpleQueue } from './multiprocessing-queues.ts';
import type { SimpleQueue as ThreadQueue } from './queue.ts';
import { createChild } from './multiprocessing-exit.ts';
import { step, type Steps } from './steps.ts';
import { packJob, Thread } from './threading-thread.ts';

/** A part of a job: the job's result, its index in the job, its text, and the function with its argument lists. */
export type Task = readonly [
  result: number,
  index: number,
  text: string,
  target: Partial,
  calls: readonly (readonly unknown[])[],
];

/** A worker's answer for a task: a list of values, or class and message of an exception. */
export type Outcome = readonly [result: number, ...part: Part];

/** Field names of both tuples for the trace. */
export const TASK_FIELDS = ['job', 'part', 'call'] as const;
export const OUTCOME_FIELDS = ['job', 'part', 'succeeded', 'value'] as const;

/** Information for when all parts of a job have arrived. */
export interface Note {
  /** one: a single value; list: the values of all parts in order; none: next() gives them one by one. */
  readonly shape: 'one' | 'list' | 'none';
  readonly callback: Partial | null;
  readonly errorCallback: Partial | null;
}

/** A queue between processes or between threads. */
export type Line<T> = SimpleQueue<T> | ThreadQueue<T>;

/** The attributes of a pool that its threads use. */
export interface PoolParts {
  readonly id: number;
  readonly size: number;
  readonly tasks: ThreadQueue<Task | null>;
  readonly inbox: Line<Task | null>;
  readonly outbox: Line<Outcome | null>;
  /** True where its workers are threads. */
  readonly threads: boolean;
  readonly initializer: Partial | null;
  readonly maxtasksperchild: number | null;
}

function* worker(
  inbox: Line<Task | null>,
  outbox: Line<Outcome | null>,
  initializer: Partial | null,
  most: number | null,
): Steps<void> {
  if (initializer !== null) yield* callPartial(initializer, []);
  for (let left = most ?? Infinity; left > 0; left--) {
    at.line = 0; // Outside the program's lines.
    const task = yield* inbox.get();
    if (task === null) return;
    const outcome = yield* outcomeOf(task);
    try {
      yield* outbox.put(outcome);
    } catch (error) {
      yield* outbox.put(yield* unsendable(outcome, task, asPyError(error)));
    }
  }
}

function* outcomeOf([result, index, , target, calls]: Task): Steps<Outcome> {
  try {
    const values = [];
    for (const args of calls) values.push((yield* callPartial(target, args)) ?? null);
    return [result, index, true, values];
  } catch (error) {
    const { type, message } = asPyError(error);
    // These exceptions end the worker, and the result never arrives.
    if (EXITS.includes(type)) throw error;
    return [result, index, false, [type, message]];
  }
}

/** Sends an error in place of a value that cannot be pickled. */
function* unsendable(
  [result, index, , told]: Outcome,
  { 4: calls }: Task,
  error: PyError,
): Steps<Outcome> {
  const values = told as unknown[];
  const shown = yield* reprOf(calls.length === 1 ? values[0] : values);
  const message = `Error sending result: '${shown}'. Reason: '${repr(error)}'`;
  return [result, index, false, ['multiprocessing.pool.MaybeEncodingError', message]];
}
const EXITS = ['SystemExit', 'KeyboardInterrupt', 'GeneratorExit'];
registerBuiltin('pool.worker', worker as AnyBody);

/** Entry in the kernel's worker list: a process index, or a negative number for a thread. */
export const threadWorker = (thread: number): number => -1 - thread;

/** Starts the missing workers. */
export function* repopulate(pool: PoolParts, alive: readonly number[]): Steps<void> {
  const workers = [...alive];
  while (workers.length < pool.size) {
    workers.push(yield* pool.threads ? startThread(pool) : startProcess(pool));
  }
  yield* step<string>(code['pool.workers'], pool.id, 0, -1, JSON.stringify(workers));
}

function* startProcess(pool: PoolParts): Steps<number> {
  at.part = { of: pool.id, role: 'worker' };
  const { inbox, outbox, initializer, maxtasksperchild } = pool;
  const job = packJob({
    target: worker,
    args: [inbox, outbox, initializer, maxtasksperchild],
    daemon: true,
  });
  const args = JSON.stringify({ ...(JSON.parse(job as string) as object), prefix: '*PoolWorker' });
  const process = yield* createChild(args);
  yield* step<void>(code['process.start'], process);
  return process;
}

function* startThread({ id, inbox, outbox, initializer }: PoolParts): Steps<number> {
  const args: Parameters<typeof worker> = [inbox, outbox, initializer, null];
  at.part = { of: id, role: 'worker' };
  const thread = yield* new Thread({ target: worker, args, daemon: true });
  yield* thread.start();
  return threadWorker(thread.id);
}

export function* handleWorkers(pool: PoolParts): Steps<void> {
  while ((yield* step<number>(code['pool.watch'], pool.id)) === 0) {
    const workers = unpackValue(yield* step<string>(code['pool.workers'], pool.id)) as number[];
    const alive = [];
    for (const process of workers) {
      if (pool.threads || (yield* step<number>(code['process.isAlive'], process)) === 1) {
        alive.push(process);
      }
    }
    yield* repopulate(pool, alive);
  }
  yield* pool.tasks.put(null);
}
registerBuiltin('pool._handle_workers', handleWorkers as AnyBody);

export function* handleTasks(pool: PoolParts): Steps<void> {
  for (;;) {
    const task = yield* pool.tasks.get();
    if (task === null) break;
    // Worker processes have been terminated by then.
    if (pool.threads && (yield* stateOf(pool)) === PoolState.terminated) continue;
    try {
      yield* pool.inbox.put(task);
    } catch (error) {
      // An argument cannot be pickled.
      const { type, message } = asPyError(error);
      yield* deliver(pool.id, task[0], [task[1], false, [type, message]]);
    }
  }
  yield* pool.outbox.put(null);
  for (let n = 0; n < pool.size; n++) yield* pool.inbox.put(null);
}
const stateOf = (pool: PoolParts): Steps<number> => step<number>(code['pool.state'], pool.id, -1);
registerBuiltin('pool._handle_tasks', handleTasks as AnyBody);

export function* handleResults(pool: PoolParts): Steps<void> {
  for (;;) {
    at.line = 0;
    const outcome = yield* pool.outbox.get();
    if (outcome === null) return;
    const [result, ...part] = outcome;
    try {
      yield* deliver(pool.id, result, part);
    } catch (error) {
      // As in CPython this ends the result thread.
      yield* step<number>(code['pool.state'], pool.id, RESULTS_FAILED);
      throw error;
    }
  }
}
registerBuiltin('pool._handle_results', handleResults as AnyBody);

/** A part of a job has arrived. After the last part the callback is called; then get() may take the result. */
export function* deliver(pool: number, result: number, part: Part): Steps<void> {
  const told = yield* step<string>(code['result.deliver'], result, 0, -1, packValue(part));
  const complete = unpackValue(told) as [Note, Part[]] | null;
  if (complete === null) return;
  const [note, parts] = complete;
  const failure = parts.find(([, succeeded]) => !succeeded);
  if (failure === undefined && note.callback !== null) {
    yield* callPartial(note.callback, [valueOf(note.shape, parts)]);
  }
  if (failure !== undefined && note.errorCallback !== null) {
    yield* callPartial(note.errorCallback, [errorOf(failure)]);
  }
  yield* step<void>(code['result.finish'], result);
  yield* step<void>(code['pool.settle'], pool);
}

export function errorOf([, , value]: Part): PyError {
  const [type, message] = value as [string, string];
  return pyErrorOf(type, message);
}

/** Return value of get(). Raises the exception of the first part that failed. */
export function valueOf(shape: Note['shape'], parts: readonly Part[]): unknown {
  const failure = parts.find(([, succeeded]) => !succeeded);
  if (failure !== undefined) throw errorOf(failure);
  const values = parts.toSorted(([a], [b]) => a - b).flatMap(([, , value]) => value as unknown[]);
  return shape === 'one' ? values[0] : values;
}
