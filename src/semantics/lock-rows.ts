/** Lock. Cases 43 to 54. */
import { print, PyError } from '../program/builtins.ts';
import { except } from '../program/exceptions.ts';
import type { Steps } from '../program/steps.ts';
import { Lock } from '../program/threading.ts';
import { monotonic, sleep } from '../program/time.ts';
import { type Row, since, spawn, spawnNamed, tell } from './row.ts';

function* hold(lock: Lock, seconds: number): Steps<void> {
  yield* lock.acquire();
  yield* sleep(seconds);
  yield* lock.release();
}

function* take(lock: Lock): Steps<void> {
  yield* lock.acquire();
}

const PY_HOLD = `
      def hold(lock, seconds):
          with lock: time.sleep(seconds)`;

export const lockRows: readonly Row[] = [
  {
    name: '43 acquire a free lock, and with',
    program() {
      function* fail(lock: Lock): Steps<void> {
        yield* lock.with(function* (): Steps<void> {
          yield* print(yield* lock.locked());
          throw new PyError('ValueError', 'inside');
        });
      }
      function* main(): Steps<void> {
        const lock = yield* new Lock();
        yield* print(yield* lock.locked());
        yield* print(yield* lock.acquire(), yield* lock.locked());
        yield* lock.release();
        yield* lock.with(function* (held): Steps<void> {
          yield* print(held, yield* lock.locked());
        });
        yield* tell(fail(lock));
        yield* print(yield* lock.locked());
      }
      return { main };
    },
    out: ['False', 'True True', 'True True', 'True', 'ValueError: inside', 'False'],
    python: `
      lock = Lock()
      print(lock.locked())
      print(lock.acquire(), lock.locked())
      lock.release()
      with lock as held: print(held, lock.locked())
      def fail():
          with lock:
              print(lock.locked())
              raise ValueError('inside')
      tell(fail)
      print(lock.locked())`,
  },
  {
    name: '44 a held lock, without waiting',
    program() {
      function* f(lock: Lock): Steps<void> {
        yield* print(yield* lock.acquire(false), yield* lock.acquire(true, 0));
      }
      function* main(): Steps<void> {
        const lock = yield* new Lock();
        yield* lock.acquire();
        yield* f(lock);
        yield* (yield* spawn(f, lock)).join();
      }
      return { main, f };
    },
    out: ['False False', 'False False'],
    untimed: true,
    python: `
      def f(): print(lock.acquire(blocking=False), lock.acquire(True, 0))
      lock = Lock()
      lock.acquire()
      f()
      spawn(f).join()`,
  },
  {
    name: '45 a held lock, with a time limit',
    program() {
      function* main(): Steps<void> {
        const lock = yield* new Lock();
        yield* lock.acquire();
        const start = yield* monotonic();
        yield* print(yield* lock.acquire(true, 0.2), yield* since(start));
        yield* lock.release();
        yield* print(yield* lock.acquire(true, 0.2), yield* since(start));
        yield* lock.release();
        yield* tell(lock.release());
      }
      return { main };
    },
    out: ['False 0.2', 'True 0.2', 'RuntimeError: release unlocked lock'],
    python: `
      lock = Lock()
      lock.acquire()
      start = time.monotonic()
      print(lock.acquire(timeout=.2), since(start))
      lock.release()
      print(lock.acquire(timeout=.2), since(start))
      lock.release()
      tell(lock.release)`,
  },
  {
    name: '45 a time limit counts on while the lock changes hands',
    program() {
      function* wait(lock: Lock): Steps<void> {
        const start = yield* monotonic();
        const held = yield* lock.acquire(true, 0.5);
        yield* print(held, yield* since(start));
        if (held) yield* lock.release();
      }
      function* main(): Steps<void> {
        const lock = yield* new Lock();
        yield* lock.acquire();
        const other = yield* spawn(wait, lock);
        for (let n = 0; n < 2; n++) {
          yield* sleep(0.2);
          yield* lock.release();
          yield* lock.acquire();
        }
        yield* sleep(0.4);
        yield* lock.release();
        yield* other.join();
      }
      return { main, wait };
    },
    oneOf: [['False 0.5'], ['True 0.2'], ['True 0.4']],
    python: `
      def wait():
          start = time.monotonic()
          held = lock.acquire(timeout=.5)
          print(held, since(start))
          if held: lock.release()
      lock = Lock()
      lock.acquire()
      other = spawn(wait)
      for _ in range(2):
          time.sleep(.2)
          lock.release()
          lock.acquire()
      time.sleep(.4)
      lock.release()
      other.join()`,
  },
  {
    name: '46 wrong arguments',
    program() {
      function* main(): Steps<void> {
        const lock = yield* new Lock();
        yield* tell(lock.acquire(false, 1));
        yield* tell(lock.acquire(false, 0));
        yield* tell(lock.acquire(true, -5));
        yield* tell(lock.acquire(true, 1e100));
        yield* tell(lock.acquire(true, 9223372037));
        yield* print(yield* lock.acquire(false, -1));
        yield* lock.release();
        yield* print(yield* lock.acquire(true, -1));
      }
      return { main };
    },
    out: [
      "ValueError: can't specify a timeout for a non-blocking call",
      "ValueError: can't specify a timeout for a non-blocking call",
      'ValueError: timeout value must be positive',
      'OverflowError: timestamp out of range for platform time_t',
      'OverflowError: timestamp out of range for platform time_t',
      'True',
      'True',
    ],
    python: `
      lock = Lock()
      tell(lock.acquire, False, 1)
      tell(lock.acquire, False, 0)
      tell(lock.acquire, True, -5)
      tell(lock.acquire, True, 1e100)
      tell(lock.acquire, True, TIMEOUT_MAX + 1)
      print(lock.acquire(False, -1))
      lock.release()
      print(lock.acquire(True, -1))`,
  },
  {
    name: '47 release a free lock',
    program() {
      function* main(): Steps<void> {
        yield* (yield* new Lock()).release();
      }
      return { main };
    },
    err: ['RuntimeError: release unlocked lock'],
    exit: 1,
    python: `Lock().release()`,
  },
  {
    name: '48 another thread may release it',
    program() {
      function* f(lock: Lock): Steps<void> {
        yield* lock.release();
      }
      function* main(): Steps<void> {
        const lock = yield* new Lock();
        yield* lock.acquire();
        yield* (yield* spawn(f, lock)).join();
        yield* print(yield* lock.locked());
      }
      return { main, f };
    },
    out: ['False'],
    untimed: true,
    python: `
      lock = Lock()
      lock.acquire()
      spawn(lock.release).join()
      print(lock.locked())`,
  },
  {
    name: '49 the holder acquires it again',
    program() {
      function* main(): Steps<void> {
        const lock = yield* new Lock();
        yield* lock.acquire();
        yield* print('once');
        yield* lock.acquire();
        yield* print('never');
      }
      return { main };
    },
    out: ['once'],
    stuck: ['MainThread'],
    untimed: true,
    python: '',
    unproved: 'it would not end',
  },
  {
    name: '50 each release lets one through',
    program() {
      function* f(lock: Lock): Steps<void> {
        yield* lock.acquire();
        yield* print('through');
      }
      function* main(): Steps<void> {
        const lock = yield* new Lock();
        yield* lock.acquire();
        const threads = [];
        for (let n = 0; n < 5; n++) threads.push(yield* spawn(f, lock));
        yield* sleep(0.1);
        for (let n = 0; n < 5; n++) {
          yield* print('release');
          yield* lock.release();
          yield* sleep(0.1);
        }
        for (const t of threads) yield* t.join();
        yield* print(yield* lock.locked());
      }
      return { main, f };
    },
    out: [...Array.from({ length: 5 }, () => ['release', 'through']).flat(), 'True'],
    python: `
      def f():
          lock.acquire()
          print('through')
      lock = Lock()
      lock.acquire()
      threads = [spawn(f) for _ in range(5)]
      time.sleep(.1)
      for _ in range(5):
          print('release')
          lock.release()
          time.sleep(.1)
      for t in threads: t.join()
      print(lock.locked())`,
  },
  {
    name: '50 who comes first is anybody’s guess',
    program() {
      function* f(lock: Lock, name: string): Steps<void> {
        yield* lock.acquire();
        yield* print(name);
        yield* lock.release();
      }
      function* main(): Steps<void> {
        const lock = yield* new Lock();
        const threads = [];
        for (const name of ['a', 'b']) threads.push(yield* spawn(f, lock, name));
        for (const t of threads) yield* t.join();
      }
      return { main, f };
    },
    oneOf: [
      ['a', 'b'],
      ['b', 'a'],
    ],
    python: `
      def f(name):
          with lock: print(name)
      lock = Lock()
      for t in [spawn(f, name) for name in 'ab']: t.join()`,
  },
  {
    name: '51 barging',
    program() {
      function* f(lock: Lock): Steps<void> {
        yield* lock.acquire();
        yield* print('waiter');
        yield* lock.release();
      }
      function* main(): Steps<void> {
        const lock = yield* new Lock();
        yield* lock.acquire();
        const t = yield* spawn(f, lock);
        yield* sleep(0.1);
        yield* lock.release();
        if (yield* lock.acquire(false)) {
          yield* print('main again');
          yield* lock.release();
        }
        yield* t.join();
      }
      return { main, f };
    },
    oneOf: [['main again', 'waiter'], ['waiter', 'main again'], ['waiter']],
    python: `
      def f():
          with lock: print('waiter')
      lock = Lock()
      lock.acquire()
      t = spawn(f)
      time.sleep(.1)
      lock.release()
      if lock.acquire(False):
          print('main again')
          lock.release()
      t.join()`,
  },
  {
    name: '52 the holder ends without a release',
    program() {
      function* main(): Steps<void> {
        const lock = yield* new Lock();
        yield* (yield* spawn(take, lock)).join();
        yield* print(yield* lock.acquire(true, 0.1));
        yield* lock.release();
        yield* print(yield* lock.acquire(true, 0.1));
      }
      return { main, take };
    },
    out: ['False', 'True'],
    untimed: true,
    python: `
      lock = Lock()
      spawn(lock.acquire).join()
      print(lock.acquire(timeout=.1))
      lock.release()
      print(lock.acquire(timeout=.1))`,
  },
  {
    name: '54 two locks in opposite order',
    program() {
      function* both(first: Lock, second: Lock): Steps<void> {
        yield* first.acquire();
        yield* sleep(0.1);
        yield* second.acquire();
        yield* print('never');
      }
      function* main(): Steps<void> {
        const [a, b] = [yield* new Lock(), yield* new Lock()];
        yield* spawnNamed('one', both, a, b);
        yield* spawnNamed('two', both, b, a);
      }
      return { main, both };
    },
    stuck: ['MainThread', 'one', 'two'],
    python: '',
    unproved: 'it would not end',
  },
  {
    name: '54 with a, b',
    program() {
      function* f(a: Lock, b: Lock): Steps<void> {
        try {
          yield* a.with(() =>
            b.with(function* (): Steps<void> {
              yield* print(yield* a.locked(), yield* b.locked());
              throw new PyError('ValueError', 'inside');
            }),
          );
        } catch (error) {
          except(error, 'ValueError');
        }
        yield* print(yield* a.locked(), yield* b.locked());
      }
      function* main(): Steps<void> {
        yield* f(yield* new Lock(), yield* new Lock());
      }
      return { main };
    },
    out: ['True True', 'False False'],
    python: `
      a, b = Lock(), Lock()
      try:
          with a, b:
              print(a.locked(), b.locked())
              raise ValueError('inside')
      except ValueError: pass
      print(a.locked(), b.locked())`,
    also({ trace }) {
      const steps: string[] = [];
      for (let seq = 0; seq < trace.length; seq++) {
        const name = trace.opInfo(seq)?.name ?? '';
        if (name === 'acquire' || name === 'release') steps.push(`${name} ${trace.object(seq)}`);
      }
      const order = steps.join(', ');
      if (order !== 'acquire 0, acquire 1, release 1, release 0') throw new Error(order);
    },
  },
  {
    name: '45 a waiter whose time is up takes nobody’s place',
    program() {
      function* impatient(lock: Lock): Steps<void> {
        yield* print('impatient', yield* lock.acquire(true, 0.1));
      }
      function* patient(lock: Lock): Steps<void> {
        yield* print('patient', yield* lock.acquire(true, 5));
      }
      function* main(): Steps<void> {
        const lock = yield* new Lock();
        yield* spawn(hold, lock, 0.4);
        yield* sleep(0.05);
        yield* spawn(impatient, lock);
        yield* spawn(patient, lock);
      }
      return { main, hold, impatient, patient };
    },
    out: ['impatient False', 'patient True'],
    python: `${PY_HOLD}
      lock = Lock()
      spawn(hold, lock, .4)
      time.sleep(.05)
      spawn(lambda: print('impatient', lock.acquire(timeout=.1)))
      spawn(lambda: print('patient', lock.acquire(timeout=5.)))`,
  },
];
