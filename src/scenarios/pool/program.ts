/** Five workers, ten tasks. */
import { print, PyError } from '../../program/builtins.ts';
import { except } from '../../program/exceptions.ts';
import { partial } from '../../program/functools.ts';
import { currentProcess, Pool } from '../../program/multiprocessing.ts';
import type { Steps } from '../../program/steps.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main({ way, fail, join, workers, tasks, chunksize, work }: Params): Steps<void> {
  const pool = yield* new Pool(workers); // [pool]
  const task = partial(square, work, fail);
  const numbers = Array.from({ length: tasks }, (_, n) => n + 1);
  if (way === 'map') {
    try {
      const values = yield* pool.map(task, numbers, chunksize); // [map]
      yield* print('all values:', values); // [values]
    } catch (error) {
      yield* failed(except(error, 'ValueError'));
    }
  } else {
    for (const number of numbers) {
      if (way === 'apply_async') {
        yield* pool.applyAsync(task, [number], { callback: done, errorCallback: failed }); // [apply-async]
      } else {
        try {
          yield* done(yield* pool.apply(task, [number])); // [apply]
        } catch (error) {
          yield* failed(except(error, 'ValueError'));
        }
      }
    }
  }
  yield* print('all tasks are given'); // [given]
  yield* pool.close(); // [close]
  if (join) {
    yield* pool.join(); // [join]
    yield* print('the pool has ended'); // [ended]
  }
}

export function* square(work: number, fail: boolean, number: number): Steps<number> {
  yield* sleep(work); // [work]
  if (fail && number === 3) {
    throw new PyError('ValueError', `${number} is not for me`);
  }
  const process = yield* currentProcess(); // [who]
  yield* print(`${yield* process.name()} has squared ${number}`); // [squared]
  return number * number;
}

export function* done(value: unknown): Steps<void> {
  yield* print('done:', value); // [done]
}

export function* failed(error: PyError): Steps<void> {
  yield* print(`failed: ${String(error)}`); // [failed]
}
