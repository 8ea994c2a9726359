/** Handlers of signals. Case 173. */
import { print } from '../program/builtins.ts';
import { except } from '../program/exceptions.ts';
import * as os from '../program/os.ts';
import { Queue } from '../program/queue.ts';
import * as signal from '../program/signal.ts';
import type { Steps } from '../program/steps.ts';
import { exit } from '../program/sys.ts';
import { Condition, currentThread, Event, Lock, RLock, Semaphore } from '../program/threading.ts';
import { monotonic, sleep } from '../program/time.ts';
import { type Row, since, spawn, tell } from './row.ts';

const { SIG_DFL, SIG_IGN, SIGINT, SIGKILL, SIGSTOP, SIGTERM, SIGUSR1 } = signal;

function* handler(signum: number): Steps<void> {
  yield* print('handler', signum, yield* (yield* currentThread()).name());
}

function* slow(): Steps<void> {
  yield* print('begins');
  yield* sleep(0.4);
  yield* print('ends');
}

function* fails(): Steps<void> {
  yield* sleep(0.2);
  exit('the handler');
}

function* sendLater(seconds: number, pid: number, signum: number): Steps<void> {
  yield* sleep(seconds);
  yield* os.kill(pid, signum);
}

/** Another thread sends this process a signal. */
function* signalled(seconds: number, signum = SIGUSR1): Steps<void> {
  yield* spawn(sendLater, seconds, yield* os.getpid(), signum);
}

const bodies = { handler, slow, fails, sendLater };

const PY = `
      import signal
      from signal import SIG_DFL, SIG_IGN, SIGINT, SIGKILL, SIGSTOP, SIGTERM, SIGUSR1, SIGUSR2
      def handler(signum, frame): print('handler', signum, current_thread().name)
      def slow(signum, frame): print('begins'); time.sleep(.4); print('ends')
      def fails(signum, frame): time.sleep(.2); sys.exit('the handler')
      def send_later(seconds, pid, signum): time.sleep(seconds); os.kill(pid, signum)
      def signalled(seconds, signum=SIGUSR1): spawn(send_later, seconds, os.getpid(), signum)`;

function* releaseLater(seconds: number, lock: Lock | Semaphore): Steps<void> {
  yield* sleep(seconds);
  yield* lock.release();
}

function* putLater(seconds: number, queue: Queue): Steps<void> {
  yield* sleep(seconds);
  yield* queue.put('item');
}

function* setAndClear(seconds: number, event: Event): Steps<void> {
  yield* sleep(seconds);
  yield* event.set();
  yield* event.clear();
}

function* notifyLater(seconds: number, condition: Condition): Steps<void> {
  yield* sleep(seconds);
  yield* condition.with(() => condition.notify());
}

function* acquirer(seconds: number, lock: Lock | Semaphore): Steps<void> {
  yield* sleep(seconds);
  yield* print('other', yield* lock.acquire(true, 0.8));
}

function* getter(seconds: number, queue: Queue): Steps<void> {
  yield* sleep(seconds);
  yield* tell(queue.get(true, 0.8));
}

const helpers = { releaseLater, putLater, setAndClear, notifyLater, acquirer, getter };

const PY_HELPERS = `
      def later(seconds, f):
          time.sleep(seconds); f()
      def set_and_clear(event): event.set(); event.clear()
      def notify(condition):
          with condition: condition.notify()
      def acquirer(seconds, lock): time.sleep(seconds); print('other', lock.acquire(True, .8))
      def getter(seconds, queue): time.sleep(seconds); tell(queue.get, True, .8)`;

/** Prints the result of steps in which a handler may raise SystemExit. */
function* ended(steps: Steps<unknown>): Steps<void> {
  try {
    yield* print(yield* steps);
  } catch (error) {
    yield* print(except(error, 'SystemExit').message);
  }
}

const PY_ENDED = `
      def ended(f, *args):
          try: print(f(*args))
          except SystemExit as error: print(error)`;

export const signalRows: readonly Row[] = [
  {
    name: '173 signal() returns what was before, getsignal() tells',
    program() {
      function* main(): Steps<void> {
        yield* print(yield* signal.signal(SIGUSR1, handler));
        yield* print((yield* signal.getsignal(SIGUSR1)) === handler);
        yield* print((yield* signal.signal(SIGUSR1, SIG_IGN)) === handler);
        yield* print((yield* signal.signal(SIGUSR1, SIG_DFL)) === SIG_IGN);
        yield* print((yield* signal.getsignal(SIGINT)) === signal.defaultIntHandler);
        yield* print((yield* signal.getsignal(signal.SIGPIPE)) === SIG_IGN);
        yield* print((yield* signal.getsignal(SIGKILL)) === SIG_DFL);
        yield* print(signal.strsignal(SIGTERM));
      }
      return { main, ...bodies };
    },
    out: ['0', 'True', 'True', 'True', 'True', 'True', 'True', 'Terminated'],
    python: `${PY}
      print(int(signal.signal(SIGUSR1, handler)))
      print(signal.getsignal(SIGUSR1) is handler)
      print(signal.signal(SIGUSR1, SIG_IGN) is handler)
      print(signal.signal(SIGUSR1, SIG_DFL) is SIG_IGN)
      print(signal.getsignal(SIGINT) is signal.default_int_handler)
      print(signal.getsignal(signal.SIGPIPE) is SIG_IGN)
      print(signal.getsignal(SIGKILL) is SIG_DFL)
      print(signal.strsignal(SIGTERM))
    `,
  },
  {
    name: '173 wrong use: no such number, no handler, not to be caught, another thread',
    program() {
      function* elsewhere(): Steps<void> {
        yield* tell(signal.signal(SIGUSR1, handler));
        yield* tell(signal.signal(100, handler));
        yield* print((yield* signal.getsignal(SIGUSR1)) === SIG_DFL);
      }
      function* main(): Steps<void> {
        for (const number of [-1, 0, 65]) yield* tell(signal.signal(number, handler));
        for (const number of [SIGKILL, SIGSTOP]) yield* tell(signal.signal(number, SIG_IGN));
        for (const none of [null, 'a', 5]) yield* tell(signal.signal(SIGUSR1, none as never));
        yield* tell(signal.signal(SIGKILL, null as never));
        yield* tell(signal.getsignal(0));
        yield* tell(signal.raiseSignal(100));
        yield* tell(signal.raiseSignal(0));
        yield* (yield* spawn(elsewhere)).join();
      }
      return { main, elsewhere, ...bodies };
    },
    out: [
      ...Array.from({ length: 3 }, () => 'ValueError: signal number out of range'),
      ...Array.from({ length: 2 }, () => 'OSError: [Errno 22] Invalid argument'),
      ...Array.from(
        { length: 4 },
        () =>
          'TypeError: signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object',
      ),
      'ValueError: signal number out of range',
      'OSError: [Errno 22] Invalid argument',
      'None',
      'ValueError: signal only works in main thread of the main interpreter',
      'ValueError: signal only works in main thread of the main interpreter',
      'True',
    ],
    python: `${PY}
      def elsewhere():
          tell(signal.signal, SIGUSR1, handler)
          tell(signal.signal, 100, handler)
          print(signal.getsignal(SIGUSR1) is SIG_DFL)
      for number in [-1, 0, 65]: tell(signal.signal, number, handler)
      for number in [SIGKILL, SIGSTOP]: tell(signal.signal, number, SIG_IGN)
      for none in [None, 'a', 5]: tell(signal.signal, SIGUSR1, none)
      tell(signal.signal, SIGKILL, None)
      tell(signal.getsignal, 0)
      tell(signal.raise_signal, 100)
      tell(signal.raise_signal, 0)
      spawn(elsewhere).join()
    `,
  },
  {
    name: '173 a sleep: the handler runs in the main thread, and the sleep takes its full time',
    program() {
      function* main(): Steps<void> {
        yield* signal.signal(SIGUSR1, handler);
        const start = yield* monotonic();
        yield* signalled(0.2);
        yield* signalled(0.4);
        yield* sleep(0.6);
        yield* print(yield* since(start));
      }
      return { main, ...bodies };
    },
    out: ['handler 10 MainThread', 'handler 10 MainThread', '0.6'],
    python: `${PY}
      signal.signal(SIGUSR1, handler)
      start = time.monotonic()
      signalled(.2)
      signalled(.4)
      time.sleep(.6)
      print(since(start))
    `,
  },
  {
    name: '173 every wait of the main thread goes on for the time that is left',
    program() {
      function* main(): Steps<void> {
        yield* signal.signal(SIGUSR1, handler);
        const [lock, event, queue] = [yield* new Lock(), yield* new Event(), yield* new Queue()];
        yield* lock.acquire();
        const waits = [
          () => lock.acquire(true, 0.4),
          () => event.wait(0.4),
          () => queue.get(true, 0.4),
        ];
        for (const wait of waits) {
          const start = yield* monotonic();
          yield* signalled(0.2);
          yield* tell(wait());
          yield* print(yield* since(start));
        }
        const thread = yield* spawn(putLater, 0.4, queue);
        yield* signalled(0.2);
        yield* thread.join();
        yield* print(yield* thread.isAlive());
      }
      return { main, ...bodies, ...helpers };
    },
    out: [
      'handler 10 MainThread',
      'False',
      '0.4',
      'handler 10 MainThread',
      'False',
      '0.4',
      'handler 10 MainThread',
      'Empty',
      '0.4',
      'handler 10 MainThread',
      'False',
    ],
    python: `${PY}
      ${PY_HELPERS}
      signal.signal(SIGUSR1, handler)
      lock, event, queue = Lock(), Event(), Queue()
      lock.acquire()
      for wait in [lambda: lock.acquire(True, .4), lambda: event.wait(.4), lambda: queue.get(True, .4)]:
          start = time.monotonic()
          signalled(.2)
          tell(wait)
          print(since(start))
      thread = spawn(later, .4, lambda: queue.put('item'))
      signalled(.2)
      thread.join()
      print(thread.is_alive())
    `,
  },
  {
    name: '173 a Lock: after the handler it stands behind the others',
    program() {
      function* main(): Steps<void> {
        yield* signal.signal(SIGUSR1, handler);
        const lock = yield* new Lock();
        yield* lock.acquire();
        yield* spawn(acquirer, 0.2, lock);
        yield* signalled(0.4);
        yield* spawn(releaseLater, 0.6, lock);
        yield* print('main', yield* lock.acquire(true, 0.8));
      }
      return { main, ...bodies, ...helpers };
    },
    out: ['handler 10 MainThread', 'other True', 'main False'],
    python: `${PY}
      ${PY_HELPERS}
      signal.signal(SIGUSR1, handler)
      lock = Lock()
      lock.acquire()
      spawn(acquirer, .2, lock)
      signalled(.4)
      spawn(later, .6, lock.release)
      print('main', lock.acquire(True, .8))
    `,
  },
  {
    name: '173 a Lock that is released while the handler runs goes to another',
    program() {
      function* main(): Steps<void> {
        yield* signal.signal(SIGUSR1, slow);
        const lock = yield* new Lock();
        yield* lock.acquire();
        yield* spawn(acquirer, 0.2, lock);
        yield* signalled(0.4);
        yield* spawn(releaseLater, 0.6, lock);
        yield* print('main', yield* lock.acquire(true, 1));
      }
      return { main, ...bodies, ...helpers };
    },
    out: ['begins', 'other True', 'ends', 'main False'],
    python: `${PY}
      ${PY_HELPERS}
      signal.signal(SIGUSR1, slow)
      lock = Lock()
      lock.acquire()
      spawn(acquirer, .2, lock)
      signalled(.4)
      spawn(later, .6, lock.release)
      print('main', lock.acquire(True, 1.))
    `,
  },
  {
    name: '173 a Semaphore and a Queue leave it its place, and what comes while the handler runs is its own',
    program() {
      function* main(): Steps<void> {
        yield* signal.signal(SIGUSR1, slow);
        const permits = yield* new Semaphore(0);
        yield* spawn(acquirer, 0.2, permits);
        yield* signalled(0.4);
        yield* spawn(releaseLater, 0.6, permits);
        yield* print('main', yield* permits.acquire());
        yield* sleep(0.4);
        const queue = yield* new Queue();
        yield* spawn(getter, 0.2, queue);
        yield* signalled(0.4);
        yield* spawn(putLater, 0.6, queue);
        yield* print('main', yield* queue.get());
      }
      return { main, ...bodies, ...helpers };
    },
    out: ['begins', 'ends', 'main True', 'other False', 'begins', 'ends', 'main item', 'Empty'],
    python: `${PY}
      ${PY_HELPERS}
      signal.signal(SIGUSR1, slow)
      permits = Semaphore(0)
      spawn(acquirer, .2, permits)
      signalled(.4)
      spawn(later, .6, permits.release)
      print('main', permits.acquire())
      time.sleep(.4)
      queue = Queue()
      spawn(getter, .2, queue)
      signalled(.4)
      spawn(later, .6, lambda: queue.put('item'))
      print('main', queue.get())
    `,
  },
  {
    name: '173 an Event that is set and cleared while the handler runs, a Condition that is notified then',
    program() {
      function* main(): Steps<void> {
        yield* signal.signal(SIGUSR1, slow);
        const event = yield* new Event();
        yield* signalled(0.2);
        yield* spawn(setAndClear, 0.4, event);
        yield* print(yield* event.wait(), yield* event.isSet());
        const condition = yield* new Condition();
        yield* signalled(0.2);
        yield* spawn(notifyLater, 0.4, condition);
        yield* print(yield* condition.with(() => condition.wait()));
      }
      return { main, ...bodies, ...helpers };
    },
    out: ['begins', 'ends', 'True False', 'begins', 'ends', 'True'],
    python: `${PY}
      ${PY_HELPERS}
      signal.signal(SIGUSR1, slow)
      event = Event()
      signalled(.2)
      spawn(later, .4, lambda: set_and_clear(event))
      print(event.wait(), event.is_set())
      condition = Condition()
      signalled(.2)
      spawn(later, .4, lambda: notify(condition))
      with condition: print(condition.wait())
    `,
  },
  {
    name: '173 time is up while the handler runs: what a Semaphore and a Queue have is taken, and nothing else',
    program() {
      function* main(): Steps<void> {
        yield* signal.signal(SIGUSR1, slow);
        const [lock, rlock, event] = [yield* new Lock(), yield* new RLock(), yield* new Event()];
        const [permits, queue] = [yield* new Semaphore(0), yield* new Queue()];
        const condition = yield* new Condition();
        yield* lock.acquire();
        yield* spawn(holder, rlock);
        const tries: [() => Steps<unknown>, () => Steps<unknown>][] = [
          [() => lock.acquire(true, 0.3), () => spawn(releaseLater, 0.4, lock)],
          [() => event.wait(0.3), () => spawn(setLater, 0.4, event)],
          [() => permits.acquire(true, 0.3), () => spawn(releaseLater, 0.4, permits)],
          [() => queue.get(true, 0.3), () => spawn(putLater, 0.4, queue)],
          [
            () => condition.with(() => condition.wait(0.3)),
            () => spawn(notifyLater, 0.4, condition),
          ],
          [() => rlock.acquire(true, 0.3), () => spawn(setLater, 0.4, event)],
        ];
        for (const [wait, meanwhile] of tries) {
          yield* signalled(0.2);
          yield* meanwhile();
          yield* print(yield* wait());
        }
      }
      function* setLater(seconds: number, event: Event): Steps<void> {
        yield* sleep(seconds);
        yield* event.set();
      }
      function* holder(lock: RLock): Steps<void> {
        yield* lock.acquire();
        yield* sleep(3.4);
        yield* lock.release();
      }
      return { main, setLater, holder, ...bodies, ...helpers };
    },
    out: ['False', 'False', 'True', 'item', 'False', 'False'].flatMap((told) => [
      'begins',
      'ends',
      told,
    ]),
    python: `${PY}
      ${PY_HELPERS}
      signal.signal(SIGUSR1, slow)
      lock, rlock, event = Lock(), RLock(), Event()
      permits, queue, condition = Semaphore(0), Queue(), Condition()
      lock.acquire()
      spawn(lambda: (rlock.acquire(), time.sleep(3.4), rlock.release()))
      def wait():
          with condition: return condition.wait(.3)
      for wait, meanwhile in [
          (lambda: lock.acquire(True, .3), lock.release),
          (lambda: event.wait(.3), event.set),
          (lambda: permits.acquire(True, .3), permits.release),
          (lambda: queue.get(True, .3), lambda: queue.put('item')),
          (wait, lambda: notify(condition)),
          (lambda: rlock.acquire(True, .3), event.set)]:
          signalled(.2)
          spawn(later, .4, meanwhile)
          print(wait())
    `,
  },
  {
    name: '173 what the handler raises comes out of the wait, without the lock',
    program() {
      function* main(): Steps<void> {
        yield* signal.signal(SIGUSR1, fails);
        const [lock, event, queue] = [yield* new Lock(), yield* new Event(), yield* new Queue()];
        yield* lock.acquire();
        const idle = yield* spawn(releaseLater, 1.8, lock);
        const waits = [
          () => sleep(5),
          () => lock.acquire(),
          () => event.wait(),
          () => queue.get(),
          () => idle.join(),
        ];
        for (const wait of waits) {
          yield* signalled(0.1);
          yield* ended(wait());
        }
        yield* print(yield* lock.locked());
        yield* sleep(0.5);
        yield* print(yield* lock.locked());
      }
      return { main, ...bodies, ...helpers };
    },
    out: [...Array.from({ length: 5 }, () => 'the handler'), 'True', 'False'],
    python: `${PY}
      ${PY_HELPERS}
      ${PY_ENDED}
      signal.signal(SIGUSR1, fails)
      lock, event, queue = Lock(), Event(), Queue()
      lock.acquire()
      idle = spawn(later, 1.8, lock.release)
      for wait in [lambda: time.sleep(5.), lock.acquire, event.wait, queue.get, idle.join]:
          signalled(.1)
          ended(wait)
      print(lock.locked())
      time.sleep(.5)
      print(lock.locked())
    `,
  },
  {
    name: '173 a Condition whose wait the handler ends has its lock again, and nobody is in line',
    program() {
      function* main(): Steps<void> {
        yield* signal.signal(SIGUSR1, fails);
        const condition = yield* new Condition();
        yield* signalled(0.1);
        yield* condition.acquire();
        yield* ended(condition.wait());
        yield* condition.notify();
        yield* condition.release();
        yield* tell(condition.release());
        yield* spawn(notifyLater, 0.2, condition);
        yield* print(yield* condition.with(() => condition.wait(1)));
      }
      return { main, ...bodies, ...helpers };
    },
    out: ['the handler', 'RuntimeError: cannot release un-acquired lock', 'True'],
    python: `${PY}
      ${PY_HELPERS}
      ${PY_ENDED}
      signal.signal(SIGUSR1, fails)
      condition = Condition()
      signalled(.1)
      condition.acquire()
      ended(condition.wait)
      condition.notify()
      condition.release()
      tell(condition.release)
      spawn(later, .2, lambda: notify(condition))
      with condition: print(condition.wait(1.))
    `,
  },
  {
    name: '173 an item that was put for it while the handler runs wakes nobody else when the handler raises',
    program() {
      function* main(): Steps<void> {
        yield* signal.signal(SIGUSR1, fails);
        const queue = yield* new Queue();
        const other = yield* spawn(getter, 0.1, queue);
        yield* signalled(0.2);
        yield* spawn(putLater, 0.3, queue);
        const start = yield* monotonic();
        yield* ended(queue.get());
        yield* print(yield* since(start), yield* queue.qsize());
        yield* other.join();
        yield* print(yield* since(start));
      }
      return { main, ...bodies, ...helpers };
    },
    // It checks once more at its timeout.
    out: ['the handler', '0.4 1', 'item', '0.9'],
    python: `${PY}
      ${PY_HELPERS}
      ${PY_ENDED}
      signal.signal(SIGUSR1, fails)
      queue = Queue()
      other = spawn(getter, .1, queue)
      signalled(.2)
      spawn(later, .3, lambda: queue.put('item'))
      start = time.monotonic()
      ended(queue.get)
      print(since(start), queue.qsize())
      other.join()
      print(since(start))
    `,
  },
  {
    name: '173 SIGINT raises KeyboardInterrupt in the main thread, at once where it sends it itself',
    program() {
      function* interrupted(steps: Steps<unknown>): Steps<void> {
        try {
          yield* steps;
          yield* print('no');
        } catch (error) {
          yield* print(except(error, 'KeyboardInterrupt').type);
        }
      }
      function* main(): Steps<void> {
        yield* signalled(0.2, SIGINT);
        const start = yield* monotonic();
        yield* interrupted(sleep(1));
        yield* print(yield* since(start));
        yield* interrupted(signal.raiseSignal(SIGINT));
        yield* interrupted(os.kill(yield* os.getpid(), SIGINT));
        yield* signal.signal(SIGINT, SIG_IGN);
        yield* signal.raiseSignal(SIGINT);
        yield* signal.signal(SIGINT, signal.defaultIntHandler);
        yield* signalled(0.2, SIGINT);
        try {
          yield* sleep(1);
        } finally {
          yield* print('finally');
        }
      }
      return { main, ...bodies };
    },
    out: ['KeyboardInterrupt', '0.2', 'KeyboardInterrupt', 'KeyboardInterrupt', 'finally'],
    err: ['KeyboardInterrupt'],
    exit: -2,
    python: `${PY}
      def interrupted(f, *args):
          try: f(*args); print('no')
          except KeyboardInterrupt as error: print(type(error).__name__)
      signalled(.2, SIGINT)
      start = time.monotonic()
      interrupted(time.sleep, 1.)
      print(since(start))
      interrupted(signal.raise_signal, SIGINT)
      interrupted(os.kill, os.getpid(), SIGINT)
      signal.signal(SIGINT, SIG_IGN)
      signal.raise_signal(SIGINT)
      signal.signal(SIGINT, signal.default_int_handler)
      signalled(.2, SIGINT)
      try: time.sleep(1.)
      finally: print('finally')
    `,
  },
];
