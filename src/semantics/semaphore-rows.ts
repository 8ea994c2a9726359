/** Semaphore and BoundedSemaphore. Cases 72 to 78. */
import { print, PyError } from '../program/builtins.ts';
import type { Steps } from '../program/steps.ts';
import { BoundedSemaphore, Semaphore } from '../program/threading.ts';
import { monotonic, sleep } from '../program/time.ts';
import { type Row, since, spawn, tell } from './row.ts';

function* pass(semaphore: Semaphore, name: string): Steps<void> {
  yield* semaphore.acquire();
  yield* print(name);
}

const PY_PASS = `
      def pass_it(semaphore, name):
          semaphore.acquire()
          print(name)`;

export const semaphoreRows: readonly Row[] = [
  {
    name: '72 permits to begin with',
    program() {
      function* make(value: number): Steps<void> {
        yield* new Semaphore(value);
      }
      function* main(): Steps<void> {
        const semaphore = yield* new Semaphore();
        yield* print(yield* semaphore.acquire(false), yield* semaphore.acquire(false));
        yield* print(yield* (yield* new Semaphore(0)).acquire(false));
        yield* tell(make(-1));
      }
      return { main };
    },
    out: ['True False', 'False', 'ValueError: semaphore initial value must be >= 0'],
    python: `
      semaphore = Semaphore()
      print(semaphore.acquire(False), semaphore.acquire(False))
      print(Semaphore(0).acquire(False))
      tell(Semaphore, -1)`,
  },
  {
    name: '73 no permit left; a negative time limit is none',
    program() {
      function* main(): Steps<void> {
        const semaphore = yield* new Semaphore(0);
        const start = yield* monotonic();
        yield* print(yield* semaphore.acquire(false), yield* semaphore.acquire(true, 0));
        yield* print(yield* semaphore.acquire(true, -1), yield* since(start));
        yield* print(yield* semaphore.acquire(true, 0.2), yield* since(start));
        yield* tell(semaphore.acquire(false, 1));
      }
      return { main };
    },
    out: [
      'False False',
      'False 0.0',
      'False 0.2',
      "ValueError: can't specify timeout for non-blocking acquire",
    ],
    python: `
      semaphore = Semaphore(0)
      start = time.monotonic()
      print(semaphore.acquire(False), semaphore.acquire(True, 0))
      print(semaphore.acquire(timeout=-1), since(start))
      print(semaphore.acquire(timeout=.2), since(start))
      tell(semaphore.acquire, False, timeout=1)`,
  },
  {
    name: '74 anybody releases, and as much as they like',
    program() {
      function* f(semaphore: Semaphore): Steps<void> {
        yield* semaphore.release(3);
      }
      function* main(): Steps<void> {
        const semaphore = yield* new Semaphore(1);
        yield* (yield* spawn(f, semaphore)).join();
        for (let n = 0; n < 5; n++) yield* print(yield* semaphore.acquire(false));
        yield* tell(semaphore.release(0));
        yield* tell(semaphore.release(-1));
      }
      return { main, f };
    },
    out: [
      'True',
      'True',
      'True',
      'True',
      'False',
      'ValueError: n must be one or more',
      'ValueError: n must be one or more',
    ],
    untimed: true,
    python: `
      semaphore = Semaphore(1)
      spawn(semaphore.release, 3).join()
      for _ in range(5): print(semaphore.acquire(False))
      tell(semaphore.release, 0)
      tell(semaphore.release, -1)`,
  },
  {
    name: '75 a bounded one may not be released too often',
    program() {
      function* main(): Steps<void> {
        const semaphore = yield* new BoundedSemaphore(3);
        yield* tell(semaphore.release());
        yield* semaphore.acquire();
        yield* tell(semaphore.release(2));
        yield* tell(semaphore.release());
        yield* tell(semaphore.release());
        for (let n = 0; n < 4; n++) yield* print(yield* semaphore.acquire(false));
      }
      return { main };
    },
    out: [
      'ValueError: Semaphore released too many times',
      'ValueError: Semaphore released too many times',
      'None',
      'ValueError: Semaphore released too many times',
      'True',
      'True',
      'True',
      'False',
    ],
    python: `
      semaphore = BoundedSemaphore(3)
      tell(semaphore.release)
      semaphore.acquire()
      tell(semaphore.release, 2)
      tell(semaphore.release)
      tell(semaphore.release)
      for _ in range(4): print(semaphore.acquire(False))`,
  },
  {
    name: '76 with',
    program() {
      function* main(): Steps<void> {
        const semaphore = yield* new BoundedSemaphore(1);
        yield* semaphore.with(function* (held): Steps<void> {
          yield* print(held, yield* semaphore.acquire(false));
        });
        yield* tell(
          semaphore.with(function* (): Steps<void> {
            yield* sleep(0);
            throw new PyError('ValueError', 'inside');
          }),
        );
        yield* print(yield* semaphore.acquire(false));
      }
      return { main };
    },
    out: ['True False', 'ValueError: inside', 'True'],
    python: `
      semaphore = BoundedSemaphore(1)
      with semaphore as held: print(held, semaphore.acquire(False))
      def fail():
          with semaphore: raise ValueError('inside')
      tell(fail)
      print(semaphore.acquire(False))`,
  },
  {
    name: '77 first blocked, first released; a release of two lets two through',
    program() {
      function* main(): Steps<void> {
        const semaphore = yield* new Semaphore(0);
        for (const name of ['a', 'b', 'c', 'd']) {
          yield* spawn(pass, semaphore, name);
          yield* sleep(0.1);
        }
        for (const n of [1, 1, 2]) {
          yield* print('release', n);
          yield* semaphore.release(n);
          yield* sleep(0.1);
        }
      }
      return { main, pass };
    },
    oneOf: [
      ['release 1', 'a', 'release 1', 'b', 'release 2', 'c', 'd'],
      ['release 1', 'a', 'release 1', 'b', 'release 2', 'd', 'c'],
    ],
    python: `${PY_PASS}
      semaphore = Semaphore(0)
      for name in 'abcd':
          spawn(pass_it, semaphore, name)
          time.sleep(.1)
      for n in [1, 1, 2]:
          print('release', n)
          semaphore.release(n)
          time.sleep(.1)`,
  },
  {
    name: '77 seven permits, ten threads that want two each',
    program() {
      function* twice(semaphore: Semaphore): Steps<void> {
        for (let n = 0; n < 2; n++) yield* pass(semaphore, 'through');
      }
      function* main(): Steps<void> {
        const semaphore = yield* new Semaphore(7);
        yield* semaphore.acquire();
        const threads = [];
        for (let n = 0; n < 10; n++) threads.push(yield* spawn(twice, semaphore));
        yield* sleep(0.1);
        for (let n = 0; n < 14; n++) {
          yield* print('release');
          yield* semaphore.release();
          yield* sleep(0.02);
        }
        for (const t of threads) yield* t.join();
      }
      return { main, twice };
    },
    out: [
      ...Array.from({ length: 6 }, () => 'through'),
      ...Array.from({ length: 14 }, () => ['release', 'through']).flat(),
    ],
    python: `${PY_PASS}
      def twice():
          for _ in range(2): pass_it(semaphore, 'through')
      semaphore = Semaphore(7)
      semaphore.acquire()
      threads = [spawn(twice) for _ in range(10)]
      time.sleep(.1)
      for _ in range(14):
          print('release')
          semaphore.release()
          time.sleep(.02)
      for t in threads: t.join()`,
  },
  {
    name: '78 an order of things',
    program() {
      function* second(one: Semaphore, two: Semaphore): Steps<void> {
        yield* one.acquire();
        yield* print('second');
        yield* two.release();
      }
      function* third(two: Semaphore): Steps<void> {
        yield* two.acquire();
        yield* print('third');
      }
      function* first(one: Semaphore): Steps<void> {
        yield* print('first');
        yield* one.release();
      }
      function* main(): Steps<void> {
        const [one, two] = [yield* new Semaphore(0), yield* new Semaphore(0)];
        yield* spawn(third, two);
        yield* spawn(second, one, two);
        yield* spawn(first, one);
      }
      return { main, first, second, third };
    },
    out: ['first', 'second', 'third'],
    untimed: true,
    python: `
      def second():
          one.acquire()
          print('second')
          two.release()
      def third():
          two.acquire()
          print('third')
      def first():
          print('first')
          one.release()
      one, two = Semaphore(0), Semaphore(0)
      spawn(third)
      spawn(second)
      spawn(first)`,
  },
];
