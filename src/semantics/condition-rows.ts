/** Condition. Cases 60 to 70. */
import { print, Variable } from '../program/builtins.ts';
import type { Steps } from '../program/steps.ts';
import { Condition, Lock, RLock } from '../program/threading.ts';
import { monotonic, sleep } from '../program/time.ts';
import { type Row, since, spawn, spawnNamed, tell } from './row.ts';

/** Waits once and prints the result. */
function* waits(cond: Condition, name: string, seconds?: number): Steps<void> {
  yield* cond.acquire();
  yield* print(name, yield* cond.wait(seconds));
  yield* cond.release();
}

const PY_WAITS = `
      def waits(cond, name, seconds=None):
          with cond: print(name, cond.wait(seconds))`;

function* notify(cond: Condition, n: number): Steps<void> {
  yield* cond.acquire();
  yield* cond.notify(n);
  yield* cond.release();
}

export const conditionRows: readonly Row[] = [
  {
    name: '60 its own lock is an RLock; any lock will do, and may be shared',
    program() {
      function* main(): Steps<void> {
        const cond = yield* new Condition();
        yield* print(yield* cond.acquire(), yield* cond.acquire());
        yield* cond.release();
        yield* cond.release();
        yield* tell(cond.release());
        const lock = yield* new Lock();
        const [a, b] = [yield* new Condition(lock), yield* new Condition(lock)];
        yield* print(yield* a.acquire(), yield* b.acquire(false), yield* lock.locked());
        yield* b.release();
        yield* tell(a.release());
      }
      return { main };
    },
    out: [
      'True True',
      'RuntimeError: cannot release un-acquired lock',
      'True False True',
      'RuntimeError: release unlocked lock',
    ],
    python: `
      cond = Condition()
      print(cond.acquire(), cond.acquire())
      cond.release()
      cond.release()
      tell(cond.release)
      lock = Lock()
      a, b = Condition(lock), Condition(lock)
      print(a.acquire(), b.acquire(False), lock.locked())
      b.release()
      tell(a.release)`,
  },
  {
    name: '61 wait without the lock',
    program() {
      function* no(): Steps<boolean> {
        yield* sleep(0);
        return false;
      }
      function* seven(): Steps<number> {
        yield* sleep(0);
        return 7;
      }
      function* main(): Steps<void> {
        const cond = yield* new Condition();
        yield* tell(cond.wait());
        yield* tell(cond.wait(0.1));
        yield* tell(cond.waitFor(no));
        yield* tell(cond.waitFor(seven));
        yield* tell((yield* new Condition(yield* new Lock())).wait());
      }
      return { main };
    },
    out: [
      'RuntimeError: cannot wait on un-acquired lock',
      'RuntimeError: cannot wait on un-acquired lock',
      'RuntimeError: cannot wait on un-acquired lock',
      '7',
      'RuntimeError: cannot wait on un-acquired lock',
    ],
    python: `
      cond = Condition()
      tell(cond.wait)
      tell(cond.wait, .1)
      tell(cond.wait_for, lambda: False)
      tell(cond.wait_for, lambda: 7)
      tell(Condition(Lock()).wait)`,
  },
  {
    name: '62 notify without the lock; a plain lock that anybody holds will do',
    program() {
      function* f(cond: Condition, plain: Condition): Steps<void> {
        yield* tell(cond.notify());
        yield* tell(plain.notify());
      }
      function* main(): Steps<void> {
        const cond = yield* new Condition();
        yield* tell(cond.notify());
        yield* tell(cond.notifyAll());
        const plain = yield* new Condition(yield* new Lock());
        yield* cond.acquire();
        yield* plain.acquire();
        yield* (yield* spawn(f, cond, plain)).join();
      }
      return { main, f };
    },
    out: [
      'RuntimeError: cannot notify on un-acquired lock',
      'RuntimeError: cannot notify on un-acquired lock',
      'RuntimeError: cannot notify on un-acquired lock',
      'None',
    ],
    untimed: true,
    python: `
      def f():
          tell(cond.notify)
          tell(plain.notify)
      cond = Condition()
      tell(cond.notify)
      tell(cond.notify_all)
      plain = Condition(Lock())
      cond.acquire()
      plain.acquire()
      spawn(f).join()`,
  },
  {
    name: '63 wait is True when notified, False when time is up',
    program() {
      function* main(): Steps<void> {
        const cond = yield* new Condition();
        const start = yield* monotonic();
        yield* cond.acquire();
        for (const seconds of [0, -1]) yield* print(yield* cond.wait(seconds));
        yield* print(yield* since(start));
        yield* print(yield* cond.wait(0.2), yield* since(start));
        yield* cond.release();
        const t = yield* spawn(waits, cond, 'thread');
        yield* sleep(0.1);
        yield* notify(cond, 1);
        yield* t.join();
      }
      return { main, waits };
    },
    out: ['False', 'False', '0.0', 'False 0.2', 'thread True'],
    python: `${PY_WAITS}
      cond = Condition()
      start = time.monotonic()
      cond.acquire()
      for seconds in [0, -1]: print(cond.wait(seconds))
      print(since(start))
      print(cond.wait(.2), since(start))
      cond.release()
      t = spawn(waits, cond, 'thread')
      time.sleep(.1)
      with cond: cond.notify()
      t.join()`,
  },
  {
    name: '64 wait gives up every level of an RLock and takes them again',
    program() {
      function* deep(lock: RLock, cond: Condition): Steps<void> {
        yield* lock.acquire();
        yield* lock.acquire();
        yield* cond.wait();
        yield* print('woken');
        yield* lock.release();
        yield* print('one level left');
        yield* sleep(0.2);
        yield* lock.release();
        yield* tell(lock.release());
      }
      function* main(): Steps<void> {
        const lock = yield* new RLock();
        const cond = yield* new Condition(lock);
        yield* spawn(deep, lock, cond);
        yield* sleep(0.1);
        yield* print(yield* lock.acquire(false));
        yield* cond.notify();
        yield* lock.release();
        yield* sleep(0.1);
        yield* print(yield* lock.acquire(false));
      }
      return { main, deep };
    },
    out: [
      'True',
      'woken',
      'one level left',
      'False',
      'RuntimeError: cannot release un-acquired lock',
    ],
    python: `
      def deep():
          lock.acquire()
          lock.acquire()
          cond.wait()
          print('woken')
          lock.release()
          print('one level left')
          time.sleep(.2)
          lock.release()
          tell(lock.release)
      lock = RLock()
      cond = Condition(lock)
      spawn(deep)
      time.sleep(.1)
      print(lock.acquire(False))
      cond.notify()
      lock.release()
      time.sleep(.1)
      print(lock.acquire(False))`,
  },
  {
    name: '65 a notify without a waiter is lost',
    program() {
      function* main(): Steps<void> {
        const cond = yield* new Condition();
        yield* cond.acquire();
        for (const n of [1, 0, -1, 5]) yield* tell(cond.notify(n));
        yield* tell(cond.notifyAll());
        yield* print(yield* cond.wait(0.1));
      }
      return { main };
    },
    out: ['None', 'None', 'None', 'None', 'None', 'False'],
    untimed: true,
    python: `
      cond = Condition()
      cond.acquire()
      for n in [1, 0, -1, 5]: tell(cond.notify, n)
      tell(cond.notify_all)
      print(cond.wait(.1))`,
  },
  {
    name: '66 notify lets go those that have waited longest, once the lock is free',
    program() {
      function* main(): Steps<void> {
        const cond = yield* new Condition();
        for (const name of ['a', 'b', 'c', 'd']) {
          yield* spawn(waits, cond, name);
          yield* sleep(0.1);
        }
        yield* cond.acquire();
        yield* cond.notify(1);
        yield* sleep(0.1);
        yield* print('still held');
        yield* cond.release();
        yield* sleep(0.1);
        yield* cond.acquire();
        yield* cond.notify(1);
        yield* cond.release();
        yield* sleep(0.1);
        yield* cond.acquire();
        yield* print('the rest');
        yield* cond.notifyAll();
        yield* cond.release();
      }
      return { main, waits };
    },
    oneOf: [
      ['still held', 'a True', 'b True', 'the rest', 'c True', 'd True'],
      ['still held', 'a True', 'b True', 'the rest', 'd True', 'c True'],
    ],
    python: `${PY_WAITS}
      cond = Condition()
      for name in 'abcd':
          spawn(waits, cond, name)
          time.sleep(.1)
      with cond:
          cond.notify(1)
          time.sleep(.1)
          print('still held')
      time.sleep(.1)
      with cond: cond.notify(1)
      time.sleep(.1)
      with cond:
          print('the rest')
          cond.notify_all()`,
  },
  {
    name: '66 a notified thread waits for the lock',
    program() {
      function* main(): Steps<void> {
        const cond = yield* new Condition();
        yield* spawn(waits, cond, 'a');
        yield* sleep(0.1);
        yield* cond.acquire();
        yield* cond.notify();
        yield* sleep(0.1);
        yield* cond.release();
      }
      return { main, waits };
    },
    out: ['a True'],
    python: '',
    unproved: 'Python does not say what a thread waits for',
    also({ trace }) {
      const waited: string[] = [];
      for (let seq = 0; seq < trace.length; seq++) {
        const { thread, phase, object } = trace.event(seq);
        if (thread !== 1 || trace.opInfo(seq)?.wait !== 'sync') continue;
        waited.push(`${phase} ${trace.opInfo(seq)?.name} ${trace.objects[object]?.kind}`);
      }
      const should = [
        '6 acquire rlock', // done
        '4 wait condition', // block
        '6 wait condition',
        '4 acquire rlock',
        '6 acquire rlock',
      ];
      if (waited.join() !== should.join()) throw new Error(waited.join());
    },
  },
  {
    name: '67 a waiter whose time is up leaves the line',
    program() {
      function* main(): Steps<void> {
        const cond = yield* new Condition();
        yield* spawn(waits, cond, 'first', 0.1);
        yield* sleep(0.05);
        yield* spawn(waits, cond, 'second', 1);
        yield* sleep(0.15);
        yield* notify(cond, 1);
      }
      return { main, waits };
    },
    out: ['first False', 'second True'],
    python: `${PY_WAITS}
      cond = Condition()
      spawn(waits, cond, 'first', .1)
      time.sleep(.05)
      spawn(waits, cond, 'second', 1.)
      time.sleep(.15)
      with cond: cond.notify()`,
  },
  {
    name: '67 but it is in line until it has the lock: a notify may be wasted on it',
    program() {
      function* main(): Steps<void> {
        const cond = yield* new Condition();
        yield* spawn(waits, cond, 'first', 0.1);
        yield* sleep(0.05);
        yield* spawn(waits, cond, 'second', 0.8);
        yield* sleep(0.01);
        yield* cond.acquire();
        yield* sleep(0.3);
        yield* cond.notify();
        yield* cond.release();
      }
      return { main, waits };
    },
    out: ['first False', 'second False'],
    python: `${PY_WAITS}
      cond = Condition()
      spawn(waits, cond, 'first', .1)
      time.sleep(.05)
      spawn(waits, cond, 'second', .8)
      time.sleep(.01)
      with cond:
          time.sleep(.3)
          cond.notify()`,
  },
  {
    name: '68 wait_for returns what the predicate does',
    program() {
      function* main(): Steps<void> {
        const cond = yield* new Condition();
        const start = yield* monotonic();
        yield* cond.acquire();
        for (const value of [[1], 0, '', null, []]) {
          yield* tell(
            cond.waitFor(function* () {
              yield* sleep(0);
              return value;
            }, 0.1),
          );
        }
        yield* print(yield* since(start));
      }
      return { main };
    },
    out: ['[1]', '0', '', 'None', '[]', '0.4'],
    python: `
      cond = Condition()
      start = time.monotonic()
      cond.acquire()
      for value in [[1], 0, '', None, []]: tell(cond.wait_for, lambda: value, .1)
      print(since(start))`,
  },
  {
    name: '69 nobody wakes without a reason',
    program() {
      function* main(): Steps<void> {
        const cond = yield* new Condition();
        yield* spawnNamed('waiter', waits, cond, 'woken');
      }
      return { main, waits };
    },
    stuck: ['MainThread', 'waiter'],
    untimed: true,
    python: '',
    unproved: 'it would not end',
  },
  {
    name: '70 four notifies, one return',
    program() {
      function* waiter(cond: Condition, state: Variable<number>): Steps<void> {
        yield* cond.acquire();
        const looked = [];
        yield* cond.waitFor(function* () {
          looked.push(1);
          return (yield* state.get()) === 4;
        });
        yield* print(yield* state.get(), looked.length);
        yield* cond.release();
      }
      function* main(): Steps<void> {
        const [cond, state] = [yield* new Condition(), yield* new Variable(0)];
        const t = yield* spawn(waiter, cond, state);
        for (let n = 1; n <= 4; n++) {
          yield* sleep(0.1);
          yield* cond.acquire();
          yield* state.set(n);
          yield* cond.notify();
          yield* cond.release();
        }
        yield* t.join();
      }
      return { main, waiter };
    },
    out: ['4 5'],
    python: `
      state = 0
      looked = []
      def four():
          looked.append(1)
          return state == 4
      def waiter():
          with cond:
              cond.wait_for(four)
              print(state, len(looked))
      cond = Condition()
      t = spawn(waiter)
      for n in range(1, 5):
          time.sleep(.1)
          with cond:
              state = n
              cond.notify()
      t.join()`,
  },
];
