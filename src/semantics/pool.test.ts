/** multiprocessing.Pool: rows 151 to 161, by their numbers. */
import { describe, expect, it } from 'vitest';
import { print, PyError, Variable } from '../program/builtins.ts';
import { partial } from '../program/functools.ts';
import { currentProcess, Lock, Pool, Process, ThreadPool } from '../program/multiprocessing.ts';
import { _exit, getpid } from '../program/os.ts';
import type { Steps } from '../program/steps.ts';
import * as sys from '../program/sys.ts';
import { activeCount, currentThread } from '../program/threading.ts';
import { monotonic, sleep } from '../program/time.ts';
import { prints, raised, run } from './process-runs.ts';

function* square(n: number): Steps<number> {
  yield* sleep(0);
  return n * n;
}
function* add(a: number, b: number): Steps<number> {
  yield* sleep(0);
  return a + b;
}
function* nap(seconds: number): Steps<number> {
  yield* sleep(seconds);
  return seconds;
}
function* fail(n: number): Steps<number> {
  yield* sleep(0);
  if (n === 1) throw new PyError('ValueError', `no ${n}`);
  return n;
}
function* pid(): Steps<number> {
  return yield* getpid();
}

const program = (main: () => Steps<unknown>, bodies: object = {}) => ({
  square,
  add,
  nap,
  fail,
  pid,
  ...bodies,
  main,
});

describe('multiprocessing.Pool', () => {
  it('151 maps, applies and iterates', () => {
    const lines = prints(
      program(function* () {
        const pool = yield* new Pool(2);
        yield* print(yield* pool.map(square, [1, 2, 3]), yield* pool.map(square, []));
        yield* print(
          yield* pool.apply(add, [1, 2]),
          yield* pool.starmap(add, [
            [1, 2],
            [3, 4],
          ]),
        );
        const each = yield* pool.imap(square, [2, 3]);
        yield* print(yield* each.next(), yield* each.next(), yield* raised(each.next()));
        const first = yield* pool.imapUnordered(nap, [3, 0]);
        yield* print(yield* first.next(), yield* first.next());
        const ordered = yield* pool.imap(nap, [3, 0]);
        yield* print(yield* ordered.next(), yield* ordered.next());
        yield* pool.close();
        yield* pool.join();
      }),
      4,
    );
    expect(lines).toEqual(['[1, 4, 9] []', '3 [3, 7]', '4 9 StopIteration', '0 3', '3 0']);
  });

  it.each([
    ['processes', Pool],
    ['threads', ThreadPool],
  ])('a callback that raises ends the thread that takes the results: %s', (_name, Kind) => {
    function* bad(): Steps<void> {
      yield* sleep(0);
      throw new PyError('ValueError', 'no');
    }
    const module = program(
      function* () {
        const pool = yield* new Kind(2);
        const first = yield* pool.applyAsync(square, [1], { callback: bad });
        yield* print(yield* raised(first.get(1)), yield* first.ready());
        const second = yield* pool.applyAsync(square, [2]);
        yield* print(yield* raised(second.get(0.5)), yield* second.ready());
        yield* print(yield* raised(pool.terminate()), yield* raised(pool.terminate()));
        yield* pool.join();
        const other = yield* new Kind(1);
        const third = yield* other.applyAsync(fail, [1], { errorCallback: bad });
        yield* print(yield* raised(third.wait(0.5)), yield* third.ready());
        yield* print(yield* raised(other.with(() => third.wait(0.1))));
      },
      { bad },
    );
    // CPython 3.11 says the same.
    const timeout = 'multiprocessing.context.TimeoutError False';
    const lost = 'AssertionError: Cannot have cache with result_hander not alive';
    expect(prints(module, 6)).toEqual([timeout, timeout, `${lost} ok`, 'ok False', lost]);
    const reports = run(module).stderr.map((report) => report.split('\n').at(-1));
    expect(reports).toEqual(['ValueError: no', 'ValueError: no']);
  });

  it('152 has daemonic workers by name', () => {
    function* work(): Steps<unknown[]> {
      const process = yield* currentProcess();
      const child = yield* new Process({ target: square, args: [1] });
      return [yield* process.name(), yield* process.daemon(), yield* raised(child.start())];
    }
    const lines = prints(
      program(
        function* () {
          const pool = yield* new Pool(1);
          yield* print(yield* pool.apply(work), yield* activeCount());
          yield* pool.terminate();
          try {
            yield* new Pool(0);
          } catch (error) {
            yield* print(String(error));
          }
        },
        { work },
      ),
      4,
    );
    expect(lines).toEqual([
      "['ForkPoolWorker-1', True, 'AssertionError: daemonic processes are not allowed to have children'] 4",
      'ValueError: Number of processes must be at least 1',
    ]);
  });

  it('153 raises in the caller what a task raised', () => {
    const lines = prints(
      program(function* () {
        const pool = yield* new Pool(2);
        yield* print(yield* raised(pool.apply(fail, [1])));
        yield* print(yield* raised(pool.map(fail, [0, 1, 2], 1)));
        const each = yield* pool.imap(fail, [0, 1, 2]);
        yield* print(yield* each.next(), yield* raised(each.next()), yield* each.next());
        yield* pool.terminate();
      }),
      4,
    );
    expect(lines).toEqual(['ValueError: no 1', 'ValueError: no 1', '0 ValueError: no 1 2']);
  });

  it.each([
    ['Pool', Pool],
    ['ThreadPool', ThreadPool],
  ] as const)('153 imap of a %s times out, goes on, and stays at its end', (_name, Kind) => {
    const lines = prints(
      program(function* () {
        const pool = yield* new Kind(2);
        const one = yield* pool.imap(nap, [2]);
        yield* print(yield* raised(one.next(1)), yield* one.next(3), yield* raised(one.next(1)));
        const each = yield* pool.imap(fail, [0, 1, 2]);
        for (let n = 0; n < 3; n++) yield* raised(each.next());
        yield* print(yield* raised(each.next()), yield* raised(each.next()));
        yield* print(yield* raised((yield* pool.imap(nap, [])).next()));
        yield* pool.terminate();
      }),
      4,
    );
    const timeout = 'multiprocessing.context.TimeoutError';
    const end = 'StopIteration';
    expect(lines).toEqual([`${timeout} 2 ${end}`, `${end} ${end}`, end]);
  });

  it('154 AsyncResult waits, times out, and can be got again', () => {
    const lines = prints(
      program(function* () {
        const pool = yield* new Pool(1);
        const result = yield* pool.applyAsync(nap, [1]);
        yield* print(yield* result.ready(), yield* raised(result.successful()));
        const many = yield* pool.mapAsync(nap, [1]);
        yield* print(yield* raised(many.successful()));
        yield* print(yield* raised(result.get(0.05)));
        yield* print(yield* result.wait(), yield* result.get(), yield* result.get());
        const bad = yield* pool.applyAsync(fail, [1]);
        yield* print(yield* raised(bad.get()), yield* raised(bad.get()), yield* bad.successful());
        yield* pool.terminate();
      }),
      4,
    );
    expect(lines.map((line) => line.replace(/0x[0-9a-f]+/, '0x'))).toEqual([
      'False ValueError: <multiprocessing.pool.ApplyResult object at 0x> not ready',
      'ValueError: <multiprocessing.pool.MapResult object at 0x> not ready',
      'multiprocessing.context.TimeoutError',
      'None 1 1',
      'ValueError: no 1 ValueError: no 1 False',
    ]);
  });

  it('154 get gives up in time, whatever parts of the job come meanwhile', () => {
    const lines = prints(
      program(function* () {
        const pool = yield* new Pool(2);
        const start = yield* monotonic();
        const result = yield* pool.mapAsync(nap, [0.1, 0.2, 2], {}, 1);
        yield* print(yield* raised(result.get(0.5)), (yield* monotonic()) - start);
        yield* pool.terminate();
      }),
    );
    expect(lines).toEqual(['multiprocessing.context.TimeoutError 0.5']);
  });

  it('155 calls back in a thread of the parent', () => {
    function* told(total: Variable<number>, value: unknown): Steps<void> {
      yield* print(yield* (yield* currentThread()).name(), value);
      yield* total.set((yield* total.get()) + 1);
    }
    function* failed(error: PyError): Steps<void> {
      yield* print('failed', error.type, error);
    }
    const lines = prints(
      program(
        function* () {
          const total = yield* new Variable(0);
          const pool = yield* new Pool(2);
          const callbacks = { callback: partial(told, total), errorCallback: failed };
          yield* (yield* pool.applyAsync(square, [3], callbacks)).wait();
          yield* (yield* pool.applyAsync(fail, [1], callbacks)).wait();
          yield* (yield* pool.mapAsync(square, [1, 2], callbacks)).wait();
          yield* pool.close();
          yield* pool.join();
          yield* print(yield* total.get());
        },
        { told, failed },
      ),
      4,
    );
    expect(lines).toEqual([
      'Thread-3 (_handle_results) 9',
      'failed ValueError no 1',
      'Thread-3 (_handle_results) [1, 4]',
      '2',
    ]);
  });

  it('156 is closed before it is joined', () => {
    const lines = prints(
      program(function* () {
        const pool = yield* new Pool(2);
        yield* print(yield* raised(pool.join()));
        yield* pool.close();
        yield* print(yield* raised(pool.apply(square, [1])));
        yield* pool.close();
        yield* pool.join();
        yield* pool.join();
        yield* print(yield* raised(pool.map(square, [1])));
      }),
      4,
    );
    expect(lines).toEqual([
      'ValueError: Pool is still running',
      'ValueError: Pool not running',
      'ValueError: Pool not running',
    ]);
  });

  it('157 drops tasks by terminate, not by close', () => {
    function* say(n: number): Steps<void> {
      yield* sleep(1);
      yield* print('task', n);
    }
    const main = (how: 'close' | 'terminate') =>
      program(
        function* () {
          const pool = yield* new Pool(1);
          for (const n of [1, 2]) yield* pool.applyAsync(say, [n]);
          yield* pool[how]();
          yield* pool.join();
          yield* print('over');
        },
        { say },
      );
    expect(prints(main('terminate'), 4)).toEqual(['over']);
    expect(prints(main('close'), 4)).toEqual(['task 1', 'task 2', 'over']);
  });

  it('158 replaces workers after so many tasks', () => {
    function* first(word: string): Steps<void> {
      yield* print(word);
    }
    const pids = (maxtasksperchild?: number) =>
      run(
        program(
          function* () {
            const options = maxtasksperchild === undefined ? {} : { maxtasksperchild };
            const pool = yield* new Pool(1, { ...options, initializer: first, initargs: ['go'] });
            for (let n = 0; n < 5; n++) yield* print(yield* pool.apply(pid));
            yield* pool.terminate();
          },
          { first },
        ),
      ).printed;
    const [a, b, c, d, e] = pids(2).filter((line) => line !== 'go');
    expect([a === b, c === d, a === c, c === e]).toEqual([true, true, false, false]);
    expect(pids(2).filter((line) => line === 'go').length).toBeGreaterThanOrEqual(3);
    expect(new Set(pids()).size).toBe(2);
  });

  it('159 replaces a worker that dies, and its result never comes', () => {
    function* die(): Steps<void> {
      yield* _exit(1);
    }
    function* leave(): Steps<void> {
      yield* sleep(0);
      sys.exit(1);
    }
    const lines = prints(
      program(
        function* () {
          const pool = yield* new Pool(1);
          for (const target of [die, leave]) {
            const lost = yield* pool.applyAsync(target);
            yield* print(yield* raised(lost.get(0.5)), yield* pool.apply(square, [4]));
          }
          yield* pool.terminate();
        },
        { die, leave },
      ),
      4,
    );
    expect(lines).toEqual(Array(2).fill('multiprocessing.context.TimeoutError 16'));
  });

  it('160 takes no lock along', () => {
    const lines = prints(
      program(function* () {
        const lock = yield* new Lock();
        const pool = yield* new Pool(1);
        yield* print(yield* raised(pool.apply(square, [lock])));
        yield* pool.terminate();
      }),
      4,
    );
    expect(lines).toEqual([
      'RuntimeError: Lock objects should only be shared between processes through inheritance',
    ]);
  });

  it('161 keeps a chunk in one worker', () => {
    const lines = prints(
      program(function* () {
        const pool = yield* new Pool(3);
        const pids = (yield* pool.map(pid, [1, 2, 3], 3)) as number[];
        yield* print(new Set(pids).size);
        yield* pool.terminate();
      }),
      4,
    );
    expect(lines).toEqual(['1']);
  });
});

describe('multiprocessing.pool.ThreadPool', () => {
  it('161 does as a Pool does, in threads of this process', () => {
    const lines = prints(
      program(
        function* () {
          const total = yield* new Variable(0);
          const pool = yield* new ThreadPool(2);
          yield* print(yield* pool.map(square, [1, 2, 3]), yield* pool.apply(add, [1, 2]));
          yield* print((yield* pool.apply(pid)) === (yield* getpid()));
          // Workers first, then the pool's own three threads.
          const names = (yield* pool.map(nameOfThread, [0.1, 0.1], 1)) as string[];
          yield* print(names.toSorted(), yield* activeCount());
          // A shared object passed to it is shared.
          yield* pool.map(partial(addTo, total), [1, 2, 3], 3);
          yield* print(yield* total.get());
          const each = yield* pool.imapUnordered(nap, [0.3, 0.1]);
          yield* print(yield* each.next(), yield* each.next(), yield* raised(each.next()));
          yield* print(yield* raised(pool.map(fail, [0, 1, 2])));
          yield* print(yield* raised(pool.join()));
          yield* pool.close();
          yield* print(yield* raised(pool.apply(pid)));
          yield* pool.join();
          yield* print(yield* activeCount());
        },
        { nameOfThread, addTo },
      ),
    );
    expect(lines).toEqual([
      '[1, 4, 9] 3',
      'True',
      "['Thread-1 (worker)', 'Thread-2 (worker)'] 6",
      '6',
      '0.1 0.3 StopIteration',
      'ValueError: no 1',
      'ValueError: Pool is still running',
      'ValueError: Pool not running',
      '1',
    ]);
  });

  it('161 terminate() lets a thread finish what it does, and drops the rest', () => {
    const lines = prints(
      program(
        function* () {
          const done = yield* new Variable(0);
          const pool = yield* new ThreadPool(1);
          for (let n = 0; n < 3; n++) yield* pool.applyAsync(countSlowly, [done]);
          yield* sleep(0.5);
          yield* pool.terminate();
          yield* print(yield* done.get());
          yield* pool.join();
          yield* print(yield* done.get(), yield* activeCount());
        },
        { countSlowly },
      ),
    );
    expect(lines).toEqual(['0', '1 1']);
  });

  it('161 a thread that dies is not replaced', () => {
    const lines = prints(
      program(
        function* () {
          const pool = yield* new ThreadPool(1);
          const lost = yield* pool.applyAsync(quit);
          yield* lost.wait(0.5);
          const next = yield* pool.applyAsync(add, [1, 2]);
          yield* next.wait(5);
          yield* print(yield* lost.ready(), yield* next.ready());
        },
        { quit },
      ),
    );
    expect(lines).toEqual(['False False']);
  });
});

describe('a pool that nobody has closed', () => {
  const kinds = { Pool, ThreadPool };
  it.each(Object.entries(kinds))('%s ends with its process, workers and all', (_, PoolClass) => {
    for (let seed = 1; seed <= 20; seed++) {
      const { end, exits } = run(
        {
          *main(): Steps<void> {
            const pool = yield* new PoolClass(2);
            yield* pool.applyAsync(add, [1, 2]);
          },
          add,
        },
        seed,
      );
      expect([end, exits['MainProcess']]).toEqual(['finished', 0]);
    }
  });

  it('whose worker was killed just before', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { end } = run(
        {
          *main(): Steps<void> {
            const pool = yield* new Pool(2);
            yield* pool.applyAsync(killSelf);
            yield* sleep(0.001 * seed);
          },
          killSelf,
        },
        seed,
      );
      expect(end).toBe('finished');
    }
  });
});

function* killSelf(): Steps<void> {
  yield* _exit(1);
}

function* nameOfThread(seconds: number): Steps<string> {
  yield* sleep(seconds);
  return yield* (yield* currentThread()).name();
}
function* addTo(total: Variable<number>, n: number): Steps<void> {
  yield* total.set((yield* total.get()) + n);
}
function* countSlowly(done: Variable<number>): Steps<void> {
  yield* sleep(1);
  yield* done.set((yield* done.get()) + 1);
}
function* quit(): Steps<void> {
  yield* sleep(0);
  sys.exit(1);
}
