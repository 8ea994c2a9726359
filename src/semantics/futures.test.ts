/** concurrent.futures: row 177. */
import { describe, expect, it } from 'vitest';
import { print, PyError, Variable } from '../program/builtins.ts';
import {
  asCompleted,
  type Future,
  ThreadPoolExecutor,
  wait,
} from '../program/concurrent-futures.ts';
import { partial } from '../program/functools.ts';
import type { Steps } from '../program/steps.ts';
import * as sys from '../program/sys.ts';
import { activeCount, currentThread } from '../program/threading.ts';
import { monotonic, sleep } from '../program/time.ts';
import { prints, raised, run, valuesOf } from './process-runs.ts';

function* square(n: number): Steps<number> {
  yield* sleep(n);
  return n * n;
}
function* nameOfThread(): Steps<string> {
  return yield* (yield* currentThread()).name();
}
function* bad(): Steps<void> {
  yield* sleep(1);
  throw new PyError('ValueError', 'no');
}
function* leave(): Steps<void> {
  yield* sleep(0);
  sys.exit(3);
}
function* tell(word: string, future: Future): Steps<void> {
  const value = (yield* future.cancelled()) ? 'cancelled' : yield* future.result();
  yield* print(word, value, yield* nameOfThread());
}
function* failing(): Steps<void> {
  yield* sleep(0);
  throw new PyError('ValueError', 'callback');
}
function* add(total: Variable<number>, n: number): Steps<void> {
  yield* sleep(n);
  yield* total.set((yield* total.get()) + n);
}

const program = (main: () => Steps<unknown>) => ({
  square,
  nameOfThread,
  bad,
  leave,
  tell,
  failing,
  add,
  main,
});

const linesOf = (main: () => Steps<unknown>) => prints(program(main), 6);

describe('concurrent.futures', () => {
  it('177 a future has a result or an exception', () => {
    const lines = linesOf(function* () {
      const ex = yield* new ThreadPoolExecutor(2);
      const a = yield* ex.submit(square, 3);
      const b = yield* ex.submit(bad);
      yield* sleep(0.5);
      yield* print(yield* a.running(), yield* a.done(), yield* a.cancel());
      yield* print(yield* raised(a.result(0.05)));
      yield* print(String(yield* b.exception()), yield* raised(b.result()));
      yield* print(yield* a.result(), yield* a.exception(), yield* a.done(), yield* a.running());
      yield* print(yield* raised((yield* ex.submit(leave)).result()));
      yield* print(yield* valuesOf(ex.map(square, [2, 1])), yield* valuesOf(ex.map(square, [])));
      yield* ex.shutdown();
      yield* print(yield* raised(ex.submit(square, 1)), yield* activeCount());
    });
    expect(lines).toEqual([
      'True False False',
      'TimeoutError',
      'ValueError: no ValueError: no',
      '9 None True False',
      'SystemExit: 3',
      '[4, 1] []',
      'RuntimeError: cannot schedule new futures after shutdown 1',
    ]);
  });

  it('177 map raises the first error in the order of the items, and cancels what nobody has begun', () => {
    function* visit(n: number): Steps<number> {
      if (n > 3) yield* print('begun', n);
      yield* sleep(n);
      if (n < 3) throw new PyError('ValueError', String(n));
      return n;
    }
    const main = function* (): Steps<void> {
      const ex = yield* new ThreadPoolExecutor(2);
      yield* print(yield* valuesOf(ex.map(visit, [3])));
      yield* print(yield* raised(valuesOf(ex.map(visit, [2, 1]))));
      yield* print(yield* raised(valuesOf(ex.map(visit, [1, 3, 3, 4, 5]))));
      yield* ex.shutdown();
    };
    const lines = prints({ ...program(main), visit }, 6);
    expect(lines).toEqual(['[3]', 'ValueError: 2', 'ValueError: 1']);
  });

  it('177 threads are named, and started as tasks come while none is idle', () => {
    const lines = linesOf(function* () {
      const ex = yield* new ThreadPoolExecutor(3);
      for (let n = 0; n < 3; n++) {
        yield* print(yield* (yield* ex.submit(nameOfThread)).result(), yield* activeCount());
        yield* sleep(1);
      }
      yield* valuesOf(ex.map(square, [1, 1, 1, 1]));
      yield* print(yield* activeCount());
      const named = yield* new ThreadPoolExecutor(1, { threadNamePrefix: 'w' });
      yield* print(yield* (yield* named.submit(nameOfThread)).result());
      const second = yield* new ThreadPoolExecutor(1);
      yield* print(yield* (yield* second.submit(nameOfThread)).result());
      yield* print(
        yield* raised(
          (function* () {
            yield* new ThreadPoolExecutor(0);
          })(),
        ),
      );
    });
    const first = 'ThreadPoolExecutor-0_0 2';
    const tooFew = 'ValueError: max_workers must be greater than 0';
    expect(lines).toEqual([first, first, first, '4', 'w_0', 'ThreadPoolExecutor-1_0', tooFew]);
  });

  it('177 a future that nobody has begun can be cancelled', () => {
    const lines = linesOf(function* () {
      const ex = yield* new ThreadPoolExecutor(1);
      const a = yield* ex.submit(square, 2);
      const b = yield* ex.submit(square, 1);
      const c = yield* ex.submit(square, 1);
      yield* sleep(1);
      yield* print(yield* a.cancel(), yield* b.cancel(), yield* b.cancel());
      yield* print(yield* b.cancelled(), yield* b.done(), yield* b.running());
      yield* print(yield* raised(b.result()));
      // The executor has not seen the cancellation yet.
      yield* print((yield* wait([b], 0)).done.length);
      yield* ex.shutdown(true, { cancelFutures: true });
      yield* print(yield* a.result(), yield* c.cancelled(), yield* monotonic());
      yield* print((yield* wait([b], 0)).done.length, (yield* wait([c], 0)).done.length);
    });
    const error = 'concurrent.futures._base.CancelledError';
    expect(lines).toEqual([
      'False True True',
      'True True False',
      error,
      '0',
      '4 True 2',
      // shutdown() cancelled it and removed it from the queue, so no worker sees the cancellation.
      '0 0',
    ]);
  });

  it('177 wait and as_completed', () => {
    const lines = linesOf(function* () {
      const ex = yield* new ThreadPoolExecutor(4);
      const all = [];
      for (const n of [3, 1, 2]) all.push(yield* ex.submit(square, n));
      const first = yield* wait(all, undefined, 'FIRST_COMPLETED');
      yield* print(first.done.length, first.notDone.length, yield* monotonic());
      const none = yield* wait(all, 0.5);
      yield* print(none.done.length, yield* monotonic());
      const values = [];
      const each = asCompleted([...all, all[0]!]);
      for (let n = 0; n < 3; n++) values.push(yield* (yield* each.next()).result());
      yield* print(values, yield* monotonic(), yield* raised(each.next()));
      const some = [
        yield* ex.submit(square, 2),
        yield* ex.submit(bad),
        yield* ex.submit(square, 3),
      ];
      const failed = yield* wait(some, undefined, 'FIRST_EXCEPTION');
      yield* print(failed.done.length, failed.notDone.length, yield* monotonic());
      const late = asCompleted(some, 1.5);
      yield* late.next();
      yield* late.next();
      yield* print(yield* raised(late.next()));
      yield* print((yield* wait(some)).done.length, yield* monotonic());
      yield* ex.shutdown();
    });
    expect(lines).toEqual([
      '1 2 1',
      '1 1.5',
      '[1, 4, 9] 3 StopIteration',
      '1 2 4',
      'TimeoutError: 1 (of 3) futures unfinished',
      '3 6',
    ]);
  });

  it('177 calls back in the thread that makes it done', () => {
    const { printed, stderr } = run(
      program(function* () {
        const ex = yield* new ThreadPoolExecutor(1);
        const a = yield* ex.submit(square, 1);
        const b = yield* ex.submit(square, 1);
        yield* a.addDoneCallback(partial(tell, 'a'));
        yield* b.addDoneCallback(partial(tell, 'b'));
        yield* b.cancel();
        yield* ex.shutdown();
        yield* a.addDoneCallback(partial(tell, 'late'));
        yield* a.addDoneCallback(failing);
      }),
    );
    expect(printed).toEqual([
      'b cancelled MainThread',
      'a 1 ThreadPoolExecutor-0_0',
      'late 1 MainThread',
    ]);
    expect(stderr.length).toBe(1);
    expect(stderr[0]).toContain('exception calling callback');
    expect(stderr[0]).toContain('ValueError: callback');
  });

  it('177 does what is left when main is over, without shutdown()', () => {
    const main = function* (): Steps<void> {
      const total = yield* new Variable(0);
      const ex = yield* new ThreadPoolExecutor(1);
      for (const n of [1, 2, 3]) yield* ex.submit(add, total, n);
      yield* (yield* ex.submit(nameOfThread)).addDoneCallback(partial(tell, 'last'));
    };
    for (let seed = 0; seed < 6; seed++) {
      const { end, printed, seconds } = run(program(main), seed);
      expect([end, printed, seconds]).toEqual([
        'finished',
        ['last ThreadPoolExecutor-0_0 ThreadPoolExecutor-0_0'],
        6,
      ]);
    }
  });

  it('177 is broken once an initializer has failed', () => {
    const lines = linesOf(function* () {
      const ex = yield* new ThreadPoolExecutor(1, { initializer: failing });
      const a = yield* ex.submit(square, 1);
      yield* print(yield* raised(a.result()));
      yield* print(yield* raised(ex.submit(square, 1)));
    });
    const broken =
      'concurrent.futures.thread.BrokenThreadPool: A thread initializer failed, the thread pool is not usable anymore';
    expect(lines).toEqual([broken, broken]);
  });
});
