/** A few workers fetch six pages. */
import { print, PyError } from '../../program/builtins.ts';
import {
  asCompleted,
  type Future,
  type MapIterator,
  ProcessPoolExecutor,
  ThreadPoolExecutor,
} from '../../program/concurrent-futures.ts';
import { except } from '../../program/exceptions.ts';
import { partial } from '../../program/functools.ts';
import type { Steps } from '../../program/steps.ts';
import { currentThread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

const pages = [1, 2, 3, 4, 5, 6];

export function* main(params: Params): Steps<void> {
  if (params.pool === 'threads') {
    const pool = yield* new ThreadPoolExecutor(params.workers, { threadNamePrefix: 'fetcher' }); // [threads]
    yield* fetchAll(pool, params);
  } else {
    const pool = yield* new ProcessPoolExecutor(params.workers); // [processes]
    yield* fetchAll(pool, params);
  }
}

function* fetchAll(pool: ThreadPoolExecutor | ProcessPoolExecutor, params: Params): Steps<void> {
  const task = partial(fetch, params);
  if (params.take === 'map') {
    yield* takeInOrder(yield* pool.map(task, pages)); // [map]
  } else {
    const futures: Future[] = [];
    for (const page of pages) {
      futures.push(yield* pool.submit(task, page)); // [submit]
      if (params.take === 'callbacks') {
        yield* futures.at(-1)!.addDoneCallback(tell); // [add]
      }
    }
    if (params.take === 'as_completed') {
      yield* takeAsCompleted(futures);
    }
  }
  yield* pool.shutdown(); // [shutdown]
  yield* print('all workers have ended'); // [ended]
}

function* takeAsCompleted(futures: readonly Future[]): Steps<void> {
  const completed = asCompleted(futures);
  for (let i = 0; i < pages.length; i++) {
    const future = yield* completed.next(); // [next]
    try {
      yield* print('main has', yield* future.result()); // [result]
    } catch (error) {
      yield* print('main is told:', except(error, 'ValueError').message); // [failed]
    }
  }
}

function* takeInOrder(texts: MapIterator): Steps<void> {
  try {
    for (let i = 0; i < pages.length; i++) {
      const text = yield* texts.next(); // [next-text]
      yield* print('main has', text); // [has-text]
    }
  } catch (error) {
    yield* print('main is told:', except(error, 'ValueError').message); // [map-failed]
  }
}

export function* fetch({ work, fail }: Params, page: number): Steps<string> {
  yield* sleep(work * (1 + ((page * 2) % 5))); // [work]
  if (fail && page === 3) {
    throw new PyError('ValueError', `there is no page ${page}`);
  }
  return `page ${page}`;
}

export function* tell(future: Future): Steps<void> {
  const who = yield* (yield* currentThread()).name(); // [who]
  const error = yield* future.exception(); // [exception]
  yield* print(`${who} tells:`, error?.message ?? (yield* future.result())); // [tell]
}
