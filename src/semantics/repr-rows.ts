/** repr() of handles: addresses differ from CPython's, everything else does not. Cases 12, 53, 71, 182. */
import { Dict, List, print, PyError, repr, reprOf, strOf } from '../program/builtins.ts';
import { ThreadPoolExecutor } from '../program/concurrent-futures.ts';
import { except } from '../program/exceptions.ts';
import * as mp from '../program/multiprocessing.ts';
import type { Steps } from '../program/steps.ts';
import { Popen, run } from '../program/subprocess.ts';
import * as queue from '../program/queue.ts';
import {
  Barrier,
  BoundedSemaphore,
  Condition,
  currentThread,
  Event,
  Lock,
  RLock,
  Semaphore,
  Thread,
  Timer,
} from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import type { Row } from './row.ts';

function* nap(seconds: number): Steps<void> {
  yield* sleep(seconds);
}
function* waitOn(c: Condition): Steps<void> {
  yield* c.acquire();
  yield* c.wait(0.3);
  yield* c.release();
}
function* fail(): Steps<void> {
  yield* sleep(0);
  throw new PyError('ValueError', 'no');
}
function* rest(): Steps<void> {
  yield* sleep(0);
}
function* sleepIn(c: mp.Condition): Steps<void> {
  yield* c.acquire();
  yield* c.wait(0.6);
  yield* c.release();
}
function* seen(a: mp.Lock, b: mp.RLock): Steps<void> {
  yield* show(yield* mp.parentProcess(), yield* mp.currentProcess(), a, b);
}
function* seenHere(a: mp.Lock, b: mp.RLock): Steps<void> {
  yield* show(a, b);
}
class Own extends Event {}
class Crew<A extends readonly unknown[]> extends Thread<A> {}

/** Without addresses, thread identifiers and pids. */
const plain = (text: string): string =>
  text
    .replaceAll(/0x[0-9a-f]+/g, '0x')
    .replaceAll(/(owner=|started |stopped |daemon |pid=|parent=)[1-9]\d*/g, '$1N');

function* show(...values: readonly unknown[]): Steps<void> {
  for (const value of values) yield* print(plain(yield* reprOf(value)));
}

/** Prints repr() and str(). */
function* told(value: unknown): Steps<void> {
  yield* print(plain(yield* reprOf(value)), plain(yield* strOf(value)));
}

const PY = `
      import threading, queue, time, re, multiprocessing as mp
      from threading import *
      def show(*values):
          for v in values:
              print(re.sub(r'(owner=|started |stopped |daemon |pid=|parent=)[1-9]\\d*', r'\\1N', re.sub('0x[0-9a-f]+', '0x', repr(v))))
      class Own(Event): pass
      class Crew(Thread): pass
      def nap(seconds): time.sleep(seconds)
`;

const row = (
  name: string,
  main: () => Steps<unknown>,
  out: readonly string[],
  python: string,
): Row => ({
  name,
  program: () => ({ main, nap, fail, rest, waitOn, sleepIn, seen, seenHere, Own, Crew }),
  out,
  python: PY + python,
});

export const reprRows: readonly Row[] = [
  row(
    '53 repr of locks, conditions, semaphores, events, barriers',
    function* () {
      const l = yield* new Lock();
      const r = yield* new RLock();
      const c = yield* new Condition(l);
      const s = yield* new Semaphore(2);
      const b = yield* new BoundedSemaphore(1);
      const e = yield* new Own();
      const t = yield* new Barrier(2);
      yield* show(l, r, c, s, b, e, t, yield* new Event(), yield* new Condition());
      yield* l.acquire();
      yield* r.acquire();
      yield* r.acquire();
      yield* b.acquire();
      yield* e.set();
      yield* t.abort();
      yield* show([l, r], c, b, e, t);
    },
    [
      '<unlocked _thread.lock object at 0x>',
      '<unlocked _thread.RLock object owner=0 count=0 at 0x>',
      '<Condition(<unlocked _thread.lock object at 0x>, 0)>',
      '<threading.Semaphore at 0x: value=2>',
      '<threading.BoundedSemaphore at 0x: value=1/1>',
      '<__main__.Own at 0x: unset>',
      '<threading.Barrier at 0x: waiters=0/2>',
      '<threading.Event at 0x: unset>',
      '<Condition(<unlocked _thread.RLock object owner=0 count=0 at 0x>, 0)>',
      '[<locked _thread.lock object at 0x>, <locked _thread.RLock object owner=N count=2 at 0x>]',
      '<Condition(<locked _thread.lock object at 0x>, 0)>',
      '<threading.BoundedSemaphore at 0x: value=0/1>',
      '<__main__.Own at 0x: set>',
      '<threading.Barrier at 0x: broken>',
    ],
    `
      l = Lock(); r = RLock(); c = Condition(l); s = Semaphore(2); b = BoundedSemaphore(1); e = Own(); t = Barrier(2)
      show(l, r, c, s, b, e, t, Event(), Condition())
      l.acquire(); r.acquire(); r.acquire(); b.acquire(); e.set(); t.abort()
      show([l, r], c, b, e, t)`,
  ),
  row(
    '71 repr of a condition says how many wait',
    function* () {
      const c = yield* new Condition();
      const t = yield* new Thread({ target: waitOn, args: [c] });
      yield* t.start();
      yield* sleep(0.1);
      yield* show(c);
      yield* t.join();
      yield* show(c);
    },
    [
      '<Condition(<unlocked _thread.RLock object owner=0 count=0 at 0x>, 1)>',
      '<Condition(<unlocked _thread.RLock object owner=0 count=0 at 0x>, 0)>',
    ],
    `
      c = Condition()
      def wait_on(c):
          with c: c.wait(.3)
      t = Thread(target=wait_on, args=(c,))
      t.start()
      time.sleep(.1)
      show(c)
      t.join()
      show(c)`,
  ),
  row(
    '12 repr of threads',
    function* () {
      const t = yield* new Thread({ target: nap, args: [0.1] });
      const d = yield* new Crew({ target: nap, args: [0.1], name: 'd', daemon: true });
      yield* show(t, d, yield* new Timer(1, rest), yield* currentThread());
      yield* t.start();
      yield* d.start();
      yield* show(t, d);
      yield* t.join();
      yield* d.join();
      yield* show(t, d);
    },
    [
      '<Thread(Thread-1 (nap), initial)>',
      '<Crew(d, initial daemon)>',
      '<Timer(Thread-2, initial)>',
      '<_MainThread(MainThread, started N)>',
      '<Thread(Thread-1 (nap), started N)>',
      '<Crew(d, started daemon N)>',
      '<Thread(Thread-1 (nap), stopped N)>',
      '<Crew(d, stopped daemon N)>',
    ],
    `
      t = Thread(target=nap, args=[.1])
      d = Crew(target=nap, args=[.1], name='d', daemon=True)
      show(t, d, Timer(1, nap), current_thread())
      t.start(); d.start()
      show(t, d)
      t.join(); d.join()
      show(t, d)`,
  ),
  row(
    '182 repr of processes, and of what they share',
    function* () {
      const p = yield* new mp.Process({ target: nap, args: [9] });
      const q = yield* new mp.Process({ target: nap, args: [0], name: 'q', daemon: true });
      yield* show(p, q, yield* mp.currentProcess());
      yield* p.start();
      yield* q.start();
      yield* show(p);
      yield* p.terminate();
      yield* p.join();
      yield* q.join();
      yield* show(p, q);
      const l = yield* new mp.Lock();
      const r = yield* new mp.RLock();
      const s = yield* new mp.Semaphore(2);
      yield* show(l, r, s, yield* new mp.BoundedSemaphore(1), yield* new mp.Event());
      yield* l.acquire();
      yield* r.acquire();
      yield* show(l, r);
    },
    [
      "<Process name='Process-1' parent=N initial>",
      "<Process name='q' parent=N initial daemon>",
      "<_MainProcess name='MainProcess' parent=None started>",
      "<Process name='Process-1' pid=N parent=N started>",
      "<Process name='Process-1' pid=N parent=N stopped exitcode=-SIGTERM>",
      "<Process name='q' pid=N parent=N stopped exitcode=0 daemon>",
      '<Lock(owner=None)>',
      '<RLock(None, 0)>',
      '<Semaphore(value=2)>',
      '<BoundedSemaphore(value=1, maxvalue=1)>',
      '<Event at 0x unset>',
      '<Lock(owner=MainProcess)>',
      '<RLock(MainProcess, 1)>',
    ],
    `
      p = mp.Process(target=nap, args=(9,))
      q = mp.Process(target=nap, args=(0,), name='q', daemon=True)
      show(p, q, mp.current_process())
      p.start(); q.start()
      show(p)
      p.terminate(); p.join(); q.join()
      show(p, q)
      l = mp.Lock(); r = mp.RLock()
      show(l, r, mp.Semaphore(2), mp.BoundedSemaphore(1), mp.Event())
      l.acquire(); r.acquire()
      show(l, r)`,
  ),
  row(
    '182 repr of queues, lists and dicts; print() shows them too',
    function* () {
      yield* show(yield* new queue.Queue(), yield* new queue.SimpleQueue(), yield* new mp.Queue());
      const all = yield* new List([1, 'a']);
      yield* print(all, yield* new Dict([['a', [null]]]), repr(new PyError('KeyError', "'x'")));
      const l = yield* new Lock();
      yield* print(plain(yield* reprOf({ l })), (yield* reprOf(l)) === (yield* reprOf(l)));
    },
    [
      '<queue.Queue object at 0x>',
      '<_queue.SimpleQueue object at 0x>',
      '<multiprocessing.queues.Queue object at 0x>',
      "[1, 'a'] {'a': [None]} KeyError('x')",
      "{'l': <unlocked _thread.lock object at 0x>} True",
    ],
    `
      show(queue.Queue(), queue.SimpleQueue(), mp.Queue())
      print([1, 'a'], {'a': [None]}, repr(KeyError('x')))
      l = Lock()
      print(re.sub('0x[0-9a-f]+', '0x', repr({'l': l})), repr(l) == repr(l))`,
  ),
  row(
    '182 repr of futures, pools and their results',
    function* () {
      const e = yield* new ThreadPoolExecutor(1);
      const first = yield* e.submit(nap, 0.2);
      const second = yield* e.submit(nap, 0.2);
      yield* sleep(0.1);
      yield* show(first, second);
      yield* second.cancel();
      yield* first.result();
      const third = yield* e.submit(fail);
      yield* third.exception();
      yield* show(second, first, third);
      const pool = yield* new mp.Pool(1);
      yield* show(pool, yield* pool.applyAsync(nap, [0]), yield* pool.mapAsync(nap, [0]));
      yield* pool.terminate();
      const threads = yield* new mp.ThreadPool(2);
      yield* show(pool, threads);
      yield* threads.close();
      yield* show(threads, yield* new mp.Barrier(2));
    },
    [
      '<Future at 0x state=running>',
      '<Future at 0x state=pending>',
      '<Future at 0x state=cancelled>',
      '<Future at 0x state=finished returned NoneType>',
      '<Future at 0x state=finished raised ValueError>',
      '<multiprocessing.pool.Pool state=RUN pool_size=1>',
      '<multiprocessing.pool.ApplyResult object at 0x>',
      '<multiprocessing.pool.MapResult object at 0x>',
      '<multiprocessing.pool.Pool state=TERMINATE pool_size=1>',
      '<multiprocessing.pool.ThreadPool state=RUN pool_size=2>',
      '<multiprocessing.pool.ThreadPool state=CLOSE pool_size=2>',
      '<multiprocessing.synchronize.Barrier at 0x: waiters=0/2>',
    ],
    `
      from concurrent.futures import ThreadPoolExecutor
      from multiprocessing.pool import ThreadPool
      def fail(): raise ValueError('no')
      e = ThreadPoolExecutor(1)
      first = e.submit(nap, .2); second = e.submit(nap, .2)
      time.sleep(.1)
      show(first, second)
      second.cancel(); first.result()
      third = e.submit(fail); third.exception()
      show(second, first, third)
      pool = mp.Pool(1)
      show(pool, pool.apply_async(nap, (0,)), pool.map_async(nap, [0]))
      pool.terminate()
      threads = ThreadPool(2)
      show(pool, threads)
      threads.close()
      show(threads, mp.Barrier(2))`,
  ),
  row(
    '182 repr of shared values and of the conditions of processes',
    function* () {
      const v = yield* new mp.Value('i', 3);
      const bare = yield* new mp.Value('d', 2, { lock: false });
      yield* show(v, bare, yield* new mp.Value('d', 1.5), yield* new mp.Array('i', [1, 2, 3]));
      yield* v.set(-4);
      const c = yield* new mp.Condition();
      yield* show(v, c, yield* new mp.Condition(yield* new mp.Lock()));
      yield* c.acquire();
      const p = yield* new mp.Process({ target: sleepIn, args: [c] });
      yield* p.start();
      yield* show(c);
      yield* c.release();
      yield* sleep(0.3);
      yield* show(c);
      yield* p.join();
      yield* show(c, yield* new mp.JoinableQueue(), yield* new mp.SimpleQueue());
      const [r, w] = yield* mp.pipe(false);
      yield* show(r, w);
    },
    [
      '<Synchronized wrapper for c_int(3)>',
      'c_double(2.0)',
      '<Synchronized wrapper for c_double(1.5)>',
      '<SynchronizedArray wrapper for <multiprocessing.sharedctypes.c_int_Array_3 object at 0x>>',
      '<Synchronized wrapper for c_int(-4)>',
      '<Condition(<RLock(None, 0)>, 0)>',
      '<Condition(<Lock(owner=None)>, 0)>',
      '<Condition(<RLock(MainProcess, 1)>, 0)>',
      '<Condition(<RLock(None, 0)>, 1)>',
      '<Condition(<RLock(None, 0)>, 0)>',
      '<multiprocessing.queues.JoinableQueue object at 0x>',
      '<multiprocessing.queues.SimpleQueue object at 0x>',
      '<multiprocessing.connection.Connection object at 0x>',
      '<multiprocessing.connection.Connection object at 0x>',
    ],
    `
      def sleep_in(c):
          with c: c.wait(.6)
      v = mp.Value('i', 3)
      show(v, mp.Value('d', 2, lock=False), mp.Value('d', 3 / 2), mp.Array('i', [1, 2, 3]))
      v.value = -4
      c = mp.Condition()
      show(v, c, mp.Condition(mp.Lock()))
      c.acquire()
      p = mp.Process(target=sleep_in, args=(c,))
      p.start()
      show(c)
      c.release()
      time.sleep(.3)
      show(c)
      p.join()
      show(c, mp.JoinableQueue(), mp.SimpleQueue())
      r, w = mp.Pipe(False)
      show(r, w)`,
  ),
  row(
    "182 repr of a manager's proxies; str() says what the server's object says",
    function* () {
      const m = yield* new mp.Manager();
      const l = yield* m.list([1, 'a']);
      const both = [
        l,
        yield* m.dict([['a', 1]]),
        yield* m.Namespace({ x: 1 }),
        yield* m.Value('i', 3),
        yield* m.Lock(),
        yield* m.Semaphore(2),
        yield* m.Event(),
        yield* m.Condition(),
        yield* m.Queue(),
        yield* m.Barrier(2),
      ];
      for (const proxy of both) yield* told(proxy);
      yield* print(plain(yield* reprOf([l])), yield* l.str());
      yield* m.shutdown();
      yield* told(l);
      yield* show(m);
    },
    [
      "<ListProxy object, typeid 'list' at 0x> [1, 'a']",
      "<DictProxy object, typeid 'dict' at 0x> {'a': 1}",
      "<NamespaceProxy object, typeid 'Namespace' at 0x> Namespace(x=1)",
      "<ValueProxy object, typeid 'Value' at 0x> Value('i', 3)",
      "<AcquirerProxy object, typeid 'Lock' at 0x> <unlocked _thread.lock object at 0x>",
      "<AcquirerProxy object, typeid 'Semaphore' at 0x> <threading.Semaphore at 0x: value=2>",
      "<EventProxy object, typeid 'Event' at 0x> <threading.Event at 0x: unset>",
      "<ConditionProxy object, typeid 'Condition' at 0x> <Condition(<unlocked _thread.RLock object owner=0 count=0 at 0x>, 0)>",
      "<AutoProxy[Queue] object, typeid 'Queue' at 0x> <queue.Queue object at 0x>",
      "<BarrierProxy object, typeid 'Barrier' at 0x> <threading.Barrier at 0x: waiters=0/2>",
      "[<ListProxy object, typeid 'list' at 0x>] [1, 'a']",
      "<ListProxy object, typeid 'list' at 0x> <ListProxy object, typeid 'list' at 0x; '__str__()' failed>",
      '<multiprocessing.managers.SyncManager object at 0x>',
    ],
    `
      def told(v): print(re.sub('0x[0-9a-f]+', '0x', repr(v)), re.sub('0x[0-9a-f]+', '0x', str(v)))
      m = mp.Manager()
      l = m.list([1, 'a'])
      for proxy in (l, m.dict({'a': 1}), m.Namespace(x=1), m.Value('i', 3), m.Lock(), m.Semaphore(2), m.Event(), m.Condition(), m.Queue(), m.Barrier(2)):
          told(proxy)
      print(re.sub('0x[0-9a-f]+', '0x', repr([l])), str(l))
      m.shutdown()
      told(l)
      show(m)`,
  ),
  row(
    '182 repr of programs that were started, of a parent, of what a process sees of others',
    function* () {
      const p = yield* new Popen(['sleep', '0.1']);
      yield* show(p);
      yield* p.wait();
      yield* show(p);
      yield* print(yield* run(['true']), yield* run('exit 3', { shell: true }));
      const lock = yield* new mp.Lock();
      const rlock = yield* new mp.RLock();
      yield* lock.acquire();
      yield* rlock.acquire();
      const q = yield* new mp.Process({ target: seen, args: [lock, rlock] });
      yield* q.start();
      yield* q.join();
      yield* q.close();
      yield* show(q);
      const t = yield* new Thread({ target: seenHere, args: [lock, rlock] });
      yield* t.start();
      yield* t.join();
      const broken = yield* new mp.Barrier(2);
      yield* broken.abort();
      yield* show(broken, yield* new mp.Semaphore(0));
    },
    [
      "<Popen: returncode: None args: ['sleep', '0.1']>",
      "<Popen: returncode: 0 args: ['sleep', '0.1']>",
      "CompletedProcess(args=['true'], returncode=0) CompletedProcess(args='exit 3', returncode=3)",
      "<_ParentProcess name='MainProcess' parent=None unknown>",
      "<Process name='Process-1' parent=N started>",
      '<Lock(owner=SomeOtherProcess)>',
      '<RLock(SomeOtherProcess, nonzero)>',
      "<Process name='Process-1' parent=N closed>",
      '<Lock(owner=SomeOtherThread)>',
      '<RLock(SomeOtherThread, nonzero)>',
      '<multiprocessing.synchronize.Barrier at 0x: broken>',
      '<Semaphore(value=0)>',
    ],
    `
      import subprocess
      p = subprocess.Popen(['sleep', '0.1'])
      show(p)
      p.wait()
      show(p)
      print(subprocess.run(['true']), subprocess.run('exit 3', shell=True))
      lock = mp.Lock(); rlock = mp.RLock()
      lock.acquire(); rlock.acquire()
      def seen(a, b): show(mp.parent_process(), mp.current_process(), a, b)
      q = mp.Process(target=seen, args=(lock, rlock))
      q.start()
      q.join()
      q.close()
      show(q)
      t = Thread(target=show, args=(lock, rlock))
      t.start()
      t.join()
      broken = mp.Barrier(2)
      broken.abort()
      show(broken, mp.Semaphore(0))`,
  ),
  row(
    '176 the exceptions of subprocess, with what they were given',
    function* () {
      for (const steps of [
        function* () {
          yield* (yield* new Popen(['sleep', '1'])).wait(0.1);
        },
        () => run(['false'], { check: true }),
        () => run('exit 3', { shell: true, check: true }),
      ]) {
        try {
          yield* steps();
        } catch (error) {
          yield* print(yield* reprOf(except(error, 'SubprocessError')));
        }
      }
    },
    [
      "TimeoutExpired(['sleep', '1'], 0.1)",
      "CalledProcessError(1, ['false'])",
      "CalledProcessError(3, 'exit 3')",
    ],
    `
      import subprocess
      for f in (lambda: subprocess.Popen(['sleep', '1']).wait(float('0.1')), lambda: subprocess.run(['false'], check=True),
                lambda: subprocess.run('exit 3', shell=True, check=True)):
          try: f()
          except subprocess.SubprocessError as error: print(repr(error))`,
  ),
];
