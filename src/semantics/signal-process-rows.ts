/** Signal handlers in processes, and at their ends. Case 173. */
import { print } from '../program/builtins.ts';
import * as atexit from '../program/atexit.ts';
import { except } from '../program/exceptions.ts';
import { partial } from '../program/functools.ts';
import * as mp from '../program/multiprocessing.ts';
import * as os from '../program/os.ts';
import { _exit as leave } from '../program/os.ts';
import * as signal from '../program/signal.ts';
import type { Steps } from '../program/steps.ts';
import { exit } from '../program/sys.ts';
import { Barrier, Event, Lock } from '../program/threading.ts';
import { monotonic, sleep } from '../program/time.ts';
import { type Row, since, spawn } from './row.ts';

const { SIG_IGN, SIGCHLD, SIGCONT, SIGINT, SIGSTOP, SIGTERM, SIGUSR1, SIGUSR2 } = signal;

function* handler(signum: number): Steps<void> {
  yield* print('handler', signum);
}

function* quit(): Steps<void> {
  yield* print('quits');
  exit(3);
}

function* slow(): Steps<void> {
  yield* sleep(0.4);
}

function* say(word: string): Steps<void> {
  yield* print(word);
}

function* sendLater(seconds: number, pid: number, ...signals: number[]): Steps<void> {
  for (const signum of signals) {
    yield* sleep(seconds);
    yield* os.kill(pid, signum);
  }
}

/** Runs the steps in a child, sends it the signals, waits for it, and returns its status. */
function* inChild(steps: Steps<unknown>, ...signals: number[]): Steps<void> {
  const pid = yield* os.fork();
  if (pid === 0) {
    yield* steps;
    yield* leave(0);
  }
  yield* sendLater(0.1, pid, ...signals);
  const [, status] = yield* os.waitpid(pid, 0);
  yield* print('ends', os.waitstatusToExitcode(status));
}

const bodies = { handler, quit, slow, say, sendLater };

const PY = `
      import signal, multiprocessing as mp
      from signal import SIG_IGN, SIGCHLD, SIGCONT, SIGINT, SIGSTOP, SIGTERM, SIGUSR1, SIGUSR2
      def handler(signum, frame): print('handler', signum)
      def quit(signum, frame): print('quits'); sys.exit(3)
      def slow(signum, frame): time.sleep(.4)
      def send_later(seconds, pid, *signals):
          for signum in signals: time.sleep(seconds); os.kill(pid, signum)
      def in_child(f, *signals):
          pid = os.fork()
          if pid == 0: f(); os._exit(0)
          send_later(.1, pid, *signals)
          print('ends', os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))`;

export const signalProcessRows: readonly Row[] = [
  {
    name: '173 handlers nest; several that are due run in the order of their numbers, each once',
    program() {
      function* nested(signum: number): Steps<void> {
        yield* print('in', signum);
        if (signum === SIGUSR1) yield* os.kill(yield* os.getpid(), SIGUSR2);
        yield* print('out', signum);
      }
      function* main(): Steps<void> {
        for (const signum of [SIGUSR1, SIGUSR2, SIGTERM]) yield* signal.signal(signum, nested);
        yield* signal.raiseSignal(SIGUSR1);
        yield* inChild(sleep(1), SIGSTOP, SIGTERM, SIGUSR2, SIGTERM, SIGCONT);
      }
      return { main, nested, ...bodies };
    },
    out: ['in 10', 'in 12', 'out 12', 'out 10', 'in 12', 'out 12', 'in 15', 'out 15', 'ends 0'],
    python: `${PY}
      def nested(signum, frame):
          print('in', signum)
          if signum == SIGUSR1: os.kill(os.getpid(), SIGUSR2)
          print('out', signum)
      for signum in [SIGUSR1, SIGUSR2, SIGTERM]: signal.signal(signum, nested)
      signal.raise_signal(SIGUSR1)
      in_child(lambda: time.sleep(1.), SIGSTOP, SIGTERM, SIGUSR2, SIGTERM, SIGCONT)
    `,
  },
  {
    name: '173 the others that are due run next where a handler raises; a lock that the main thread has is not to be had',
    program() {
      function* first(): Steps<void> {
        exit('first');
        yield* print('never');
      }
      function* child(): Steps<void> {
        try {
          yield* sleep(1);
        } catch (error) {
          yield* print(except(error, 'SystemExit').message);
        }
      }
      let lock: Lock;
      function* locker(): Steps<void> {
        yield* print(yield* lock.acquire(true, 0.1));
      }
      function* main(): Steps<void> {
        yield* signal.signal(SIGUSR1, first);
        yield* signal.signal(SIGUSR2, handler);
        yield* inChild(child(), SIGSTOP, SIGUSR2, SIGUSR1, SIGCONT);
        lock = yield* new Lock();
        yield* signal.signal(SIGUSR1, locker);
        yield* lock.with(() => signal.raiseSignal(SIGUSR1));
      }
      return { main, first, locker, ...bodies };
    },
    out: ['handler 12', 'first', 'ends 0', 'False'],
    python: `${PY}
      def first(signum, frame): sys.exit('first')
      def child():
          try: time.sleep(1.)
          except SystemExit as error: print(error)
      signal.signal(SIGUSR1, first)
      signal.signal(SIGUSR2, handler)
      in_child(child, SIGSTOP, SIGUSR2, SIGUSR1, SIGCONT)
      lock = Lock()
      signal.signal(SIGUSR1, lambda signum, frame: print(lock.acquire(True, .1)))
      with lock: signal.raise_signal(SIGUSR1)
    `,
  },
  {
    name: '173 pause() waits until a handler has run, not for what is ignored',
    program() {
      function* child(): Steps<void> {
        const start = yield* monotonic();
        yield* print(yield* signal.pause());
        yield* print(yield* since(start));
      }
      function* main(): Steps<void> {
        yield* signal.signal(SIGUSR1, handler);
        yield* signal.signal(SIGUSR2, SIG_IGN);
        yield* inChild(child(), SIGUSR2, SIGCHLD, SIGUSR1);
      }
      return { main, ...bodies };
    },
    out: ['handler 10', 'None', '0.3', 'ends 0'],
    python: `${PY}
      def child():
          start = time.monotonic()
          print(signal.pause())
          print(since(start))
      signal.signal(SIGUSR1, handler)
      signal.signal(SIGUSR2, SIG_IGN)
      in_child(child, SIGUSR2, SIGCHLD, SIGUSR1)
    `,
  },
  {
    name: '173 a fork has the handlers; what has none ends it, and is harmless where Python ignores it',
    program() {
      function* main(): Steps<void> {
        yield* signal.signal(SIGUSR1, handler);
        yield* inChild(sleep(0.3), SIGUSR1);
        yield* inChild(sleep(0.3), SIGUSR2);
        yield* inChild(sleep(0.3), signal.SIGPIPE, SIGCHLD);
        yield* inChild(sleep(1), SIGSTOP, SIGUSR1, SIGTERM, SIGCONT);
        yield* inChild(sleep(1), SIGSTOP, SIGUSR1, signal.SIGKILL);
        yield* signal.signal(SIGCONT, handler);
        yield* inChild(sleep(0.5), SIGCONT, SIGSTOP, SIGCONT);
      }
      return { main, ...bodies };
    },
    out: [
      'handler 10',
      'ends 0',
      'ends -12',
      'ends 0',
      'ends -15',
      'ends -9',
      'handler 18',
      'handler 18',
      'ends 0',
    ],
    python: `${PY}
      signal.signal(SIGUSR1, handler)
      in_child(lambda: time.sleep(.3), SIGUSR1)
      in_child(lambda: time.sleep(.3), SIGUSR2)
      in_child(lambda: time.sleep(.3), signal.SIGPIPE, SIGCHLD)
      in_child(lambda: time.sleep(1.), SIGSTOP, SIGUSR1, SIGTERM, SIGCONT)
      in_child(lambda: time.sleep(1.), SIGSTOP, SIGUSR1, signal.SIGKILL)
      signal.signal(SIGCONT, handler)
      in_child(lambda: time.sleep(.5), SIGCONT, SIGSTOP, SIGCONT)
    `,
  },
  {
    name: '173 a handler that is a partial(): a fork has its own copy of what it names',
    program() {
      function* setter(event: Event): Steps<void> {
        yield* event.set();
        yield* print('set');
      }
      function* child(event: Event): Steps<void> {
        yield* sleep(0.2);
        yield* print(yield* event.isSet());
      }
      function* main(): Steps<void> {
        const event = yield* new Event();
        yield* signal.signal(SIGUSR1, partial(setter, event));
        const process = yield* new mp.Process({ target: child, args: [event] });
        yield* process.start();
        yield* sendLater(0.1, (yield* process.pid()) ?? 0, SIGUSR1);
        yield* process.join();
        yield* inChild(child(event), SIGUSR1);
        yield* print(yield* event.isSet());
      }
      return { main, setter, child, ...bodies };
    },
    out: ['set', 'True', 'set', 'True', 'ends 0', 'False'],
    python: `${PY}
      import functools
      def setter(event, signum, frame): event.set(); print('set')
      def child(event): time.sleep(.2); print(event.is_set())
      event = Event()
      signal.signal(SIGUSR1, functools.partial(setter, event))
      process = mp.Process(target=child, args=[event])
      process.start()
      send_later(.1, process.pid, SIGUSR1)
      process.join()
      in_child(lambda: child(event), SIGUSR1)
      print(event.is_set())
    `,
  },
  {
    name: '173 a handler that forks: both go on with the sleep',
    program() {
      function* forker(): Steps<void> {
        yield* print((yield* os.fork()) === 0 ? 'child' : 'parent');
      }
      function* main(): Steps<void> {
        yield* signal.signal(SIGUSR1, forker);
        const start = yield* monotonic();
        const pid = yield* os.getpid();
        yield* spawn(sendLater, 0.2, pid, SIGUSR1);
        yield* sleep(0.5);
        yield* print(yield* since(start));
        if ((yield* os.getpid()) !== pid) yield* leave(0);
        yield* os.wait();
      }
      return { main, forker, ...bodies };
    },
    anyOrder: ['child', 'parent', '0.5', '0.5'],
    python: `${PY}
      def forker(signum, frame): print('child' if os.fork() == 0 else 'parent')
      signal.signal(SIGUSR1, forker)
      start = time.monotonic()
      pid = os.getpid()
      spawn(send_later, .2, pid, SIGUSR1)
      time.sleep(.5)
      print(since(start))
      if os.getpid() != pid: os._exit(0)
      os.wait()
    `,
  },
  {
    name: '173 Process.terminate() leaves a process alive that has a handler; one that exits ends it',
    program() {
      function* worker(): Steps<void> {
        yield* sleep(0.3);
        yield* print('done');
      }
      function* main(): Steps<void> {
        for (const chosen of [handler, quit, signal.SIG_IGN, signal.SIG_DFL]) {
          yield* signal.signal(SIGTERM, chosen);
          const process = yield* new mp.Process({ target: worker });
          yield* process.start();
          yield* sleep(0.1);
          yield* process.terminate();
          yield* process.join();
          yield* print(yield* process.exitcode());
        }
      }
      return { main, worker, ...bodies };
    },
    out: ['handler 15', 'done', '0', 'quits', '3', 'done', '0', '-15'],
    python: `${PY}
      def worker(): time.sleep(.3); print('done')
      for chosen in [handler, quit, signal.SIG_IGN, signal.SIG_DFL]:
          signal.signal(SIGTERM, chosen)
          process = mp.Process(target=worker)
          process.start()
          time.sleep(.1)
          process.terminate()
          process.join()
          print(process.exitcode)
    `,
  },
  {
    name: '173 SIGCHLD when a child ends, also within its join; a daemon with a handler is waited for at exit',
    program() {
      function* daemon(): Steps<void> {
        yield* signal.signal(SIGTERM, handler);
        yield* sleep(0.4);
        yield* print('daemon');
      }
      function* main(): Steps<void> {
        yield* signal.signal(SIGCHLD, handler);
        for (const pause of [0.4, 0]) {
          const process = yield* new mp.Process({ target: sleep, args: [0.2] });
          yield* process.start();
          yield* sleep(pause);
          yield* process.join();
          yield* print('joined');
        }
        const last = yield* new mp.Process({ target: daemon, daemon: true });
        yield* last.start();
        yield* sleep(0.2);
        yield* print('over');
      }
      return { main, daemon, sleep, ...bodies };
    },
    out: [
      'handler 17',
      'joined',
      'handler 17',
      'joined',
      'over',
      'handler 15',
      'daemon',
      'handler 17',
    ],
    python: `${PY}
      def daemon(): signal.signal(SIGTERM, handler); time.sleep(.4); print('daemon')
      signal.signal(SIGCHLD, handler)
      for pause in [.4, 0]:
          process = mp.Process(target=time.sleep, args=[.2])
          process.start()
          time.sleep(pause)
          process.join()
          print('joined')
      last = mp.Process(target=daemon, daemon=True)
      last.start()
      time.sleep(.2)
      print('over')
    `,
  },
  {
    name: '173 what processes share is to be had even too late; whether a pipe has something is not',
    program() {
      function* releaseLater(lock: mp.Lock | mp.Semaphore): Steps<void> {
        yield* sleep(0.4);
        yield* lock.release();
      }
      function* setLater(event: mp.Event): Steps<void> {
        yield* sleep(0.4);
        yield* event.set();
      }
      function* writeLater(end: mp.Connection): Steps<void> {
        yield* sleep(0.4);
        yield* end.send(1);
      }
      function* main(): Steps<void> {
        yield* signal.signal(SIGUSR1, slow);
        const pid = yield* os.getpid();
        const [lock, permits] = [yield* new mp.Lock(), yield* new mp.Semaphore(0)];
        const [event, [ours, theirs]] = [yield* new mp.Event(), yield* mp.pipe()];
        yield* lock.acquire();
        const tries: [() => Steps<unknown>, () => Steps<unknown>][] = [
          [() => lock.acquire(true, 0.3), () => spawn(releaseLater, lock)],
          [() => permits.acquire(true, 0.3), () => spawn(releaseLater, permits)],
          [() => event.wait(0.3), () => spawn(setLater, event)],
          [() => ours.poll(0.3), () => spawn(writeLater, theirs)],
        ];
        for (const [wait, meanwhile] of tries) {
          yield* spawn(sendLater, 0.2, pid, SIGUSR1);
          yield* meanwhile();
          yield* print(yield* wait());
        }
      }
      return { main, releaseLater, setLater, writeLater, ...bodies };
    },
    out: ['True', 'True', 'True', 'False'],
    python: `${PY}
      signal.signal(SIGUSR1, slow)
      lock, permits, event, (ours, theirs) = mp.Lock(), mp.Semaphore(0), mp.Event(), mp.Pipe()
      lock.acquire()
      def later(f): time.sleep(.4); f()
      for wait, meanwhile in [
          (lambda: lock.acquire(True, .3), lock.release),
          (lambda: permits.acquire(True, .3), permits.release),
          (lambda: event.wait(.3), event.set),
          (lambda: ours.poll(.3), lambda: theirs.send(1))]:
          spawn(send_later, .2, os.getpid(), SIGUSR1)
          spawn(later, meanwhile)
          print(wait())
    `,
  },
  {
    name: '173 recv and waitpid go on after the handler; a Barrier that the handler ends is not broken',
    program() {
      function* writeLater(end: mp.Connection): Steps<void> {
        yield* sleep(0.3);
        yield* end.send('word');
      }
      function* main(): Steps<void> {
        yield* signal.signal(SIGUSR1, handler);
        const pid = yield* os.getpid();
        const [ours, theirs] = yield* mp.pipe();
        yield* spawn(sendLater, 0.1, pid, SIGUSR1);
        yield* spawn(writeLater, theirs);
        yield* print(yield* ours.recv());
        yield* inChild(sleep(0.2));
        yield* signal.signal(SIGUSR1, quit);
        const barrier = yield* new Barrier(2);
        yield* spawn(sendLater, 0.1, pid, SIGUSR1);
        try {
          yield* barrier.wait();
        } catch (error) {
          except(error, 'SystemExit');
          yield* print(yield* barrier.nWaiting(), yield* barrier.broken());
        }
      }
      return { main, writeLater, ...bodies };
    },
    out: ['handler 10', 'word', 'ends 0', 'quits', '0 False'],
    python: `${PY}
      signal.signal(SIGUSR1, handler)
      pid = os.getpid()
      ours, theirs = mp.Pipe()
      def later(f): time.sleep(.3); f()
      spawn(send_later, .1, pid, SIGUSR1)
      spawn(later, lambda: theirs.send('word'))
      print(ours.recv())
      in_child(lambda: time.sleep(.2))
      signal.signal(SIGUSR1, quit)
      barrier = Barrier(2)
      spawn(send_later, .1, pid, SIGUSR1)
      try: barrier.wait()
      except SystemExit: print(barrier.n_waiting, barrier.broken)
    `,
  },
  {
    name: '173 handlers run while the others are waited for at exit; KeyboardInterrupt ends that',
    program() {
      function* last(): Steps<void> {
        yield* sleep(0.6);
        yield* print('last');
      }
      function* main(): Steps<void> {
        yield* signal.signal(SIGUSR1, handler);
        yield* atexit.register(say, 'atexit');
        yield* spawn(last);
        const pid = yield* os.getpid();
        yield* spawn(sendLater, 0.2, pid, SIGUSR1, SIGINT);
        yield* print('over');
      }
      return { main, last, ...bodies };
    },
    out: ['over', 'handler 10', 'atexit'],
    err: ['KeyboardInterrupt:'],
    python: `${PY}
      def last(): time.sleep(.6); print('last')
      signal.signal(SIGUSR1, handler)
      atexit.register(print, 'atexit')
      spawn(last)
      spawn(send_later, .2, os.getpid(), SIGUSR1, SIGINT)
      print('over')
    `,
  },
];
