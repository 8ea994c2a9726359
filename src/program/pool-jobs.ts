/** Submission of jobs to a Pool. */
import { at } from './at.ts';
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import { PoolState } from '../kernel/primitives/pool.ts';
import { chunksOf } from './chunks.ts';
import { asPartial, callText, type Callable } from './functools.ts';
import { creation } from './handle.ts';
import { AsyncResult } from './pool-results.ts';
import { deliver, type Note, type PoolParts } from './pool-threads.ts';
import { step, type Steps } from './steps.ts';

export type Args = readonly unknown[];

export interface Callbacks {
  /** Called with the value, in the parent's result thread. */
  readonly callback?: Callable;
  /** Called with the exception's class and message as a text, in the same thread. */
  readonly errorCallback?: Callable;
}

export function* requireRunning(pool: PoolParts): Steps<void> {
  const state = yield* step<number>(code['pool.state'], pool.id, -1);
  if (state !== PoolState.running) throw new PyError('ValueError', 'Pool not running');
}

/** Opens a job of so many parts; returns the index of its result. */
function* openJob(
  pool: PoolParts,
  count: number,
  shape: Note['shape'],
  { callback, errorCallback }: Callbacks,
): Steps<number> {
  yield* step<void>(code['pool.submit'], pool.id);
  const note: Note = {
    shape,
    callback: callback === undefined ? null : asPartial(callback),
    errorCallback: errorCallback === undefined ? null : asPartial(errorCallback),
  };
  at.part = { of: pool.id, role: 'result', inner: true };
  const args = creation(false, JSON.stringify(note));
  return yield* step<number>(code['result.create'], -1, count, -1, args);
}

/** Submits a job; returns the index of its result. */
export function* submit(
  pool: PoolParts,
  target: Callable,
  parts: readonly (readonly Args[])[],
  shape: Note['shape'],
  callbacks: Callbacks,
): Steps<number> {
  const result = yield* openJob(pool, parts.length, shape, callbacks);
  for (const [index, calls] of parts.entries()) {
    yield* pool.tasks.put([result, index, taskText(target, calls), asPartial(target), calls]);
  }
  if (parts.length === 0) {
    yield* step<void>(code['result.finish'], result);
    yield* step<void>(code['pool.settle'], pool.id);
  }
  return result;
}

/** Text of a task: `square(3)`. */
function taskText(target: Callable, calls: readonly Args[]): string {
  const text = callText(target, calls[0] ?? []);
  return calls.length > 1 ? `${text} …` : text;
}

export function* mapCalls(
  pool: PoolParts,
  target: Callable,
  calls: readonly Args[],
  callbacks: Callbacks,
  chunksize?: number,
): Steps<AsyncResult> {
  const size = chunksize ?? Math.max(1, Math.ceil(calls.length / (4 * pool.size)));
  const result = yield* size > 0
    ? submit(pool, target, chunksOf(calls, size), 'list', callbacks)
    : submitNothing(pool, calls.length);
  return new AsyncResult(result, 'list');
}

/** A job with empty chunks, as in Python: nothing is called, and every value is None. */
function* submitNothing(pool: PoolParts, count: number): Steps<number> {
  const result = yield* openJob(pool, 1, 'list', {});
  yield* deliver(pool.id, result, [0, true, Array.from({ length: count }, () => null)]);
  return result;
}

export function* submitEach(
  pool: PoolParts,
  target: Callable,
  items: Iterable<unknown>,
  chunksize: number,
): Steps<number> {
  if (chunksize < 1) {
    yield* requireRunning(pool);
    throw new PyError('ValueError', `Chunksize must be 1+, not ${chunksize}`);
  }
  const calls = Array.from(items, (item) => [item]);
  return yield* submit(pool, target, chunksOf(calls, chunksize), 'none', {});
}
