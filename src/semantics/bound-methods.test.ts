/** Bound methods and partials wherever a function is called later: rows 1, 43, 84, 91, 173. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { hasPython, python3 } from '../../scripts/python.mjs';
import * as atexit from '../program/atexit.ts';
import { print } from '../program/builtins.ts';
import { ThreadPoolExecutor } from '../program/concurrent-futures.ts';
import { method, partial } from '../program/functools.ts';
import * as mp from '../program/multiprocessing.ts';
import * as signal from '../program/signal.ts';
import type { Steps } from '../program/steps.ts';
import * as threading from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import { run } from './process-runs.ts';
import { linesOf } from './run-row.ts';

class Desk extends threading.Thread {
  readonly seen = new threading.Event();
  readonly label: string;

  constructor(label: string) {
    super();
    this.label = label;
  }

  *told({ excType, excValue }: threading.ExceptHookArgs): Steps<void> {
    yield* print(this.label, excType, excValue);
    yield* this.seen.set();
  }

  *meet(who: unknown): Steps<void> {
    yield* print(this.label, who);
  }
}
function* bad(what: string): Steps<void> {
  yield* sleep(0);
  throw new Error(what);
}
function* add(a: number, b: number): Steps<void> {
  yield* print(a + b);
}
function* power(base: number, exponent: number): Steps<number> {
  yield* sleep(0);
  return base ** exponent;
}

interface Case {
  readonly main: () => Steps<void>;
  readonly python: string;
  readonly out: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'excepthook, with the state of its object': {
    *main() {
      const desk = yield* new Desk('desk');
      yield* threading.setExcepthook(method(desk, 'told'));
      const thread = yield* new threading.Thread({ target: bad, args: ['no'] });
      yield* thread.start();
      yield* thread.join();
      yield* print(yield* desk.seen.isSet());
    },
    python: `
desk = Desk('desk'); threading.excepthook = desk.told
t = threading.Thread(target=bad, args=('no',)); t.start(); t.join()
print(desk.seen.is_set())`,
    out: ['desk Exception no', 'True'],
  },
  'the action of a barrier of threads and of processes': {
    *main() {
      const opened = yield* new threading.Event();
      const barrier = yield* new threading.Barrier(1, method(opened, 'set'));
      yield* print(yield* barrier.wait(), yield* opened.isSet());
      const shared = yield* new mp.Event();
      const among = yield* new mp.Barrier(1, method(shared, 'set'));
      yield* print(yield* among.wait(), yield* shared.isSet());
      const desk = yield* new Desk('desk');
      yield* (yield* new threading.Barrier(1, partial(add, 1, 2))).wait();
      yield* (yield* new threading.Barrier(1, method(desk, 'meet', 'me'))).wait();
    },
    python: `
opened = threading.Event(); print(threading.Barrier(1, opened.set).wait(), opened.is_set())
shared = mp.Event(); print(mp.Barrier(1, shared.set).wait(), shared.is_set())
desk = Desk('desk')
threading.Barrier(1, functools.partial(add, 1, 2)).wait()
threading.Barrier(1, functools.partial(desk.meet, 'me')).wait()`,
    out: ['0 True', '0 True', '3', 'desk me'],
  },
  'targets of threads, timers and processes': {
    *main() {
      const event = yield* new mp.Event();
      const waiter = yield* new threading.Thread({ target: method(event, 'wait'), args: [5] });
      const adder = yield* new threading.Thread({ target: partial(add, 1), args: [5] });
      yield* print(yield* waiter.name(), yield* adder.name());
      yield* waiter.start();
      yield* adder.start();
      yield* adder.join();
      const setter = yield* new mp.Process({ target: method(event, 'set') });
      yield* setter.start();
      yield* setter.join();
      yield* waiter.join();
      yield* print(yield* setter.exitcode(), yield* event.isSet());
      const timer = yield* new threading.Timer(0.1, method(event, 'clear'));
      yield* timer.start();
      yield* timer.join();
      yield* print(yield* event.isSet());
    },
    python: `
event = mp.Event()
waiter = threading.Thread(target=event.wait, args=(5,)); adder = threading.Thread(target=functools.partial(add, 1), args=(5,))
print(waiter.name, adder.name)
waiter.start(); adder.start(); adder.join()
setter = mp.Process(target=event.set); setter.start(); setter.join(); waiter.join()
print(setter.exitcode, event.is_set())
t = threading.Timer(0.1, event.clear); t.start(); t.join()
print(event.is_set())`,
    out: ['Thread-1 (wait) Thread-2', '6', '0 True', 'False'],
  },
  'handlers of signals, callbacks and atexit': {
    *main() {
      const desk = yield* new Desk('desk');
      yield* signal.signal(signal.SIGUSR1, partial(add, 1));
      yield* signal.raiseSignal(signal.SIGUSR1);
      yield* signal.signal(signal.SIGUSR1, method(desk, 'meet'));
      yield* signal.raiseSignal(signal.SIGUSR1);
      const executor = yield* new ThreadPoolExecutor(1);
      const done = yield* new threading.Event();
      yield* (yield* executor.submit(method(done, 'set'))).result();
      yield* print(yield* done.isSet());
      const pool = yield* new mp.Pool(1);
      const result = yield* pool.applyAsync(power, [2, 3], { callback: method(desk, 'meet') });
      yield* result.wait();
      yield* pool.terminate();
      yield* atexit.register(method(desk, 'meet'), 'last');
    },
    python: `
desk = Desk('desk')
signal.signal(signal.SIGUSR1, lambda signum, frame: add(1, signum)); signal.raise_signal(signal.SIGUSR1)
signal.signal(signal.SIGUSR1, lambda signum, frame: desk.meet(int(signum))); signal.raise_signal(signal.SIGUSR1)
ex = ThreadPoolExecutor(1); done = threading.Event(); ex.submit(done.set).result(); print(done.is_set())
pool = mp.Pool(1); pool.apply_async(power, (2, 3), callback=desk.meet).wait(); pool.terminate()
atexit.register(desk.meet, 'last')`,
    out: ['11', 'desk 10', 'True', 'desk 8', 'desk last'],
  },
};

const PYTHON = `
import atexit, functools, multiprocessing as mp, signal, threading
from concurrent.futures import ThreadPoolExecutor
class Desk:
    def __init__(self, label): self.label = label; self.seen = threading.Event()
    def told(self, args): print(self.label, args.exc_type.__name__, args.exc_value); self.seen.set()
    def meet(self, who): print(self.label, who)
def bad(what): raise Exception(what)
def add(a, b): print(a + b, flush=True)
def power(a, b): return a ** b
`;

describe.each(Object.entries(cases))('%s', (_, { main, python, out }) => {
  test.each([1, 2, 3, 4])('in the model, seed %i', (seed) => {
    const { trace, end } = run({ main, Desk, bad, add, power }, seed);
    expect([end, ...linesOf(trace)]).toEqual(['finished', ...out]);
  });

  test.skipIf(!hasPython)('under CPython', () => {
    const { stdout } = spawnSync(python3, ['-c', PYTHON + python], { encoding: 'utf8' });
    expect(stdout.trimEnd().split('\n')).toEqual(out);
  });
});
