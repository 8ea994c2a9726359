/** One function, many values: a pool's map() and its kin. */
import { print } from '../../program/builtins.ts';
import { except } from '../../program/exceptions.ts';
import { partial } from '../../program/functools.ts';
import { Pool, ThreadPool } from '../../program/multiprocessing.ts';
import type { Steps } from '../../program/steps.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

const LENGTHS = [5, 1, 4, 2, 3, 1, 6, 2];

export function* main({ way, threads, chunk, workers, work }: Params): Steps<void> {
  const pool = threads
    ? yield* new ThreadPool(workers) // [thread-pool]
    : yield* new Pool(workers); // [pool]
  if (way === 'imap' || way === 'imap_unordered') {
    const breads =
      way === 'imap'
        ? yield* pool.imap(partial(bake, work), LENGTHS, chunk) // [imap]
        : yield* pool.imapUnordered(partial(bake, work), LENGTHS, chunk); // [imap-unordered]
    try {
      while (true) {
        const bread = yield* breads.next(); // [next]
        yield* print(bread); // [bread]
      }
    } catch (error) {
      except(error, 'StopIteration');
    }
  } else {
    for (const bread of yield* bakeAll(pool, way, chunk, work)) {
      yield* print(bread); // [bread]
    }
  }
  yield* pool.close(); // [close]
  yield* pool.join(); // [join]
  yield* print('the bakery closes'); // [done]
}

function* bakeAll(
  pool: Pool,
  way: Params['way'],
  chunk: number,
  work: number,
): Steps<readonly unknown[]> {
  if (way === 'map') {
    return yield* pool.map(partial(bake, work), LENGTHS, chunk); // [map]
  }
  if (way === 'starmap') {
    const pairs = LENGTHS.map((length): [number, string] => [length, 'nuts']);
    return yield* pool.starmap(partial(bakeWith, work), pairs, chunk); // [starmap]
  }
  const order = yield* pool.mapAsync(partial(bake, work), LENGTHS, {}, chunk); // [map-async]
  yield* print('ordered; now there is time for coffee'); // [ordered]
  return (yield* order.get()) as unknown[]; // [get]
}

export function* bake(work: number, length: number): Steps<string> {
  yield* sleep(length * work); // [bake]
  return `bread ${length}`;
}

export function* bakeWith(work: number, length: number, extra: string): Steps<string> {
  yield* sleep(length * work); // [bake-with]
  return `bread ${length} with ${extra}`;
}
