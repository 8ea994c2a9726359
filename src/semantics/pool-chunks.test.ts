/** Chunks of a multiprocessing.Pool, and `with`: the rest of rows 153, 157, 158 and 161. */
import { describe, expect, it } from 'vitest';
import { print, PyError } from '../program/builtins.ts';
import { Pool, ThreadPool } from '../program/multiprocessing.ts';
import { getpid } from '../program/os.ts';
import type { Steps } from '../program/steps.ts';
import { sleep } from '../program/time.ts';
import { Phase } from '../trace/format.ts';
import { nextOnes, prints, raised, run } from './process-runs.ts';

function* fail(n: number): Steps<number> {
  yield* sleep(0);
  if (n === 1) throw new PyError('ValueError', `no ${n}`);
  return n;
}
function* show(n: number): Steps<number> {
  yield* print('run', n);
  return yield* fail(n);
}
function* pid(): Steps<number> {
  return yield* getpid();
}
function* nap(seconds: number): Steps<number> {
  yield* sleep(seconds);
  return seconds;
}
function* told(value: unknown): Steps<void> {
  yield* print('told', value);
}

const linesOf = (main: () => Steps<unknown>) => prints({ fail, show, pid, nap, told, main }, 4);

describe.each([
  ['Pool', Pool],
  ['ThreadPool', ThreadPool],
] as const)('chunks of a %s', (_name, Kind) => {
  it('161 a chunk ends where an item raises, and imap with chunks is a generator', () => {
    const lines = linesOf(function* () {
      const pool = yield* new Kind(2);
      yield* print(yield* raised(pool.map(show, [0, 1, 7, 8], 4)));
      yield* print(yield* nextOnes(yield* pool.imap(fail, [4, 5, 6], 2), 5));
      yield* print(yield* nextOnes(yield* pool.imap(fail, [4, 0, 1, 2, 3], 2), 4));
      yield* print(yield* nextOnes(yield* pool.imapUnordered(nap, [2, 0, 0.5, 0.5], 2), 5));
      const each = yield* pool.imap(fail, [4, 5, 6], 2);
      yield* print(yield* raised(each.next(1)), yield* each.next());
      yield* pool.terminate();
    });
    expect(lines).toEqual([
      'run 0',
      'run 1',
      'ValueError: no 1',
      "[4, 5, 6, 'StopIteration', 'StopIteration']",
      "[4, 0, 'ValueError: no 1', 'StopIteration']",
      "[0.5, 0.5, 2, 0, 'StopIteration']",
      "AttributeError: 'generator' object has no attribute 'next' 4",
    ]);
  });

  it('161 chunks of less than one item', () => {
    const lines = linesOf(function* () {
      const pool = yield* new Kind(2);
      yield* print(yield* pool.map(fail, [0, 1, 2], 0), yield* pool.starmap(fail, [[0], [1]], -1));
      const result = yield* pool.mapAsync(fail, [0, 1], { callback: told }, 0);
      yield* print(yield* result.ready(), yield* result.successful());
      yield* print(yield* raised(pool.imap(fail, [0], 0)));
      yield* print(yield* raised(pool.imapUnordered(fail, [0], -2)));
      yield* pool.close();
      yield* print(yield* raised(pool.imap(fail, [0], 0)));
      yield* pool.join();
    });
    expect(lines).toEqual([
      '[None, None, None] [None, None]',
      'True True',
      'ValueError: Chunksize must be 1+, not 0',
      'ValueError: Chunksize must be 1+, not -2',
      'ValueError: Pool not running',
    ]);
  });

  it('157 with ends with terminate()', () => {
    const lines = linesOf(function* () {
      const pool = yield* new Kind(2);
      yield* print(yield* pool.with((open) => open.map(fail, [2, 3])));
      yield* print(yield* raised(pool.map(fail, [2])));
      yield* print(yield* raised(pool.with((open) => open.map(fail, [2]))));
      const other = yield* new Kind(1);
      yield* print(yield* raised(other.with((open) => open.apply(fail, [1]))));
      yield* print(yield* raised(other.apply(fail, [2])));
    });
    const closed = 'ValueError: Pool not running';
    expect(lines).toEqual(['[2, 3]', closed, closed, 'ValueError: no 1', closed]);
  });
});

describe('chunks are the tasks of worker processes', () => {
  it('158 a worker is replaced after so many chunks', () => {
    const count = (chunksize: number): number => {
      const { printed } = run({
        *main(): Steps<void> {
          const pool = yield* new Pool(1, { maxtasksperchild: 2 });
          for (const found of (yield* pool.map(pid, [1, 2, 3, 4], chunksize)) as number[]) {
            yield* print(found);
          }
          yield* pool.terminate();
        },
        pid,
      });
      return new Set(printed).size;
    };
    expect([1, 2, 4].map(count)).toEqual([2, 1, 1]);
    expect(() => new Pool(1, { maxtasksperchild: 0 })).toThrow(
      'maxtasksperchild must be a positive int or None',
    );
    expect(() => new Pool(1, { maxtasksperchild: 1.5 })).toThrow('must be a positive int');
  });

  it('161 a chunk goes to one worker, by default a quarter of its share', () => {
    const { trace } = run({
      *main(): Steps<void> {
        const pool = yield* new Pool(2);
        yield* pool.map(
          fail,
          [...Array(20).keys()].map((n) => n + 2),
        );
        yield* pool.starmap(fail, [[4], [5], [6]], 3);
        yield* pool.terminate();
      },
      fail,
    });
    const ends = new Map<number, number>();
    for (let seq = 0; seq < trace.length; seq++) {
      const { object, phase } = trace.event(seq);
      if (phase !== Phase.done || trace.opInfo(seq)?.name !== 'deliver') continue;
      ends.set(object, (ends.get(object) ?? 0) + 1);
    }
    // 20 items: chunks of 3.
    expect([...ends.values()]).toEqual([7, 1]);
  });
});
