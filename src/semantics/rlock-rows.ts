/** RLock. Cases 55 to 59. */
import { print } from '../program/builtins.ts';
import type { Steps } from '../program/steps.ts';
import { RLock } from '../program/threading.ts';
import { type Row, spawn, tell } from './row.ts';

function* attempt(lock: RLock): Steps<void> {
  const held = yield* lock.acquire(false);
  yield* print('other', held);
  if (held) yield* lock.release();
}

export const rlockRows: readonly Row[] = [
  {
    name: '55 it may be acquired again, and needs as many releases',
    program() {
      function* main(): Steps<void> {
        const lock = yield* new RLock();
        yield* print(yield* lock.acquire(), yield* lock.acquire(), yield* lock.acquire(false));
        for (let n = 0; n < 3; n++) {
          yield* (yield* spawn(attempt, lock)).join();
          yield* lock.release();
        }
        yield* (yield* spawn(attempt, lock)).join();
      }
      return { main, attempt };
    },
    out: ['True True True', 'other False', 'other False', 'other False', 'other True'],
    untimed: true,
    python: `
      def attempt():
          held = lock.acquire(False)
          print('other', held)
          if held: lock.release()
      lock = RLock()
      print(lock.acquire(), lock.acquire(), lock.acquire(False))
      for _ in range(3):
          spawn(attempt).join()
          lock.release()
      spawn(attempt).join()`,
    also({ trace }) {
      const depths: number[] = [];
      for (let seq = 0; seq < trace.length; seq++) {
        if (trace.opInfo(seq)?.name === 'acquire' && trace.thread(seq) === 0) {
          depths.push(trace.value(seq));
        }
      }
      if (depths.join() !== '1,2,3') throw new Error(`depths ${depths.join()}`);
    },
  },
  {
    name: '56 release by another thread, or once too often',
    program() {
      function* f(lock: RLock): Steps<void> {
        yield* tell(lock.release());
      }
      function* main(): Steps<void> {
        const lock = yield* new RLock();
        yield* tell(lock.release());
        yield* lock.acquire();
        yield* (yield* spawn(f, lock)).join();
        yield* tell(lock.release());
        yield* tell(lock.release());
      }
      return { main, f };
    },
    out: [
      'RuntimeError: cannot release un-acquired lock',
      'RuntimeError: cannot release un-acquired lock',
      'None',
      'RuntimeError: cannot release un-acquired lock',
    ],
    untimed: true,
    python: `
      def f(): tell(lock.release)
      lock = RLock()
      tell(lock.release)
      lock.acquire()
      spawn(f).join()
      tell(lock.release)
      tell(lock.release)`,
  },
  {
    name: '57 with is True, and wrong arguments are as a lock’s',
    program() {
      function* main(): Steps<void> {
        const lock = yield* new RLock();
        yield* print('locked' in lock);
        yield* lock.with(function* (held): Steps<void> {
          yield* print(held);
        });
        yield* tell(lock.acquire(false, 1));
        yield* tell(lock.acquire(true, -5));
        yield* print(yield* lock.acquire(false, -1));
      }
      return { main };
    },
    out: [
      'False',
      'True',
      "ValueError: can't specify a timeout for a non-blocking call",
      'ValueError: timeout value must be positive',
      'True',
    ],
    python: `
      lock = RLock()
      print(hasattr(lock, 'locked'))
      with lock as held: print(held)
      tell(lock.acquire, False, 1)
      tell(lock.acquire, True, -5)
      print(lock.acquire(False, -1))`,
  },
  {
    name: '58 the owner ends and holds it',
    program() {
      function* f(lock: RLock): Steps<void> {
        yield* lock.acquire();
      }
      function* main(): Steps<void> {
        const lock = yield* new RLock();
        yield* (yield* spawn(f, lock)).join();
        yield* print(yield* lock.acquire(true, 0.1));
      }
      return { main, f };
    },
    out: ['False'],
    untimed: true,
    python: `
      lock = RLock()
      spawn(lock.acquire).join()
      print(lock.acquire(timeout=.1))`,
  },
  {
    name: '59 one method calls another under the same lock',
    program() {
      function* main(): Steps<void> {
        const lock = yield* new RLock();
        yield* lock.with(() =>
          lock.with(function* (): Steps<void> {
            yield* print('inner');
          }),
        );
        yield* (yield* spawn(attempt, lock)).join();
      }
      return { main, attempt };
    },
    out: ['inner', 'other True'],
    untimed: true,
    python: `
      lock = RLock()
      def inner():
          with lock: print('inner')
      with lock: inner()
      spawn(lambda: print('other', lock.acquire(False))).join()`,
  },
];
