/**
 * Exceptions by class, and JavaScript errors where Python would raise: whoever waits for a result gets the exception.
 */
import { PyError } from '../kernel/errors.ts';
import type { ExceptionClass } from '../kernel/exception-classes.ts';
import { register } from '../program/atexit.ts';
import { print, repr } from '../program/builtins.ts';
import {
  ProcessPoolExecutor,
  ThreadPoolExecutor,
  type Future,
} from '../program/concurrent-futures.ts';
import { except } from '../program/exceptions.ts';
import { Pool, Process, ThreadPool } from '../program/multiprocessing.ts';
import { _exit, getpid, kill } from '../program/os.ts';
import { SIGUSR1, signal } from '../program/signal.ts';
import type { Steps } from '../program/steps.ts';
import * as sys from '../program/sys.ts';
import {
  Barrier,
  setExcepthook,
  Thread,
  Timer,
  type ExceptHookArgs,
} from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import { tell, type Row } from './row.ts';

/** Recursion without end. */
export function* endless(n = 0): Steps<number> {
  return (yield* endless(n + 1)) + 1;
}

const nobody = (): { readonly age: number } | null => null;

/** Reads an attribute of None. */
export function* careless(): Steps<number> {
  yield* sleep(0);
  return nobody()!.age;
}

function* hook(_args: ExceptHookArgs): Steps<void> {
  yield* endless();
}

function* seven(): Steps<number> {
  yield* sleep(0.1);
  return 7;
}

function* leaves(): Steps<void> {
  yield* sleep(0);
  sys.exit(3);
}

const ENDLESS = 'RecursionError: maximum recursion depth exceeded';
const CARELESS = "TypeError: Cannot read properties of null (reading 'age')";
const isCareless = 'AttributeError, with words of its own, in Python';

/** A recursion that Python ends as well, with one of several messages. */
const RECURSION = `
  import sys, os, signal, atexit, multiprocessing as mp
  from concurrent.futures import *
  from multiprocessing.pool import ThreadPool
  def in_pool(pool, use):
      with pool:
          return use(pool)
  sys.setrecursionlimit(150)
  def endless(n=0):
      return endless(n + 1) + 1
  sys.modules['__main__'].endless = endless
`;

const classRow = (
  raised: ExceptionClass,
  caught: readonly ExceptionClass[],
  python: string,
): Row => {
  const others = OTHERS.filter((other) => !caught.includes(other));
  return {
    name: `26 except ${caught.join(', ')} catches ${raised}`,
    program: () => ({
      *main() {
        for (const wanted of caught) {
          try {
            throw new PyError(raised);
          } catch (error) {
            yield* print(except(error, wanted).type === raised);
          }
        }
        for (const other of others) {
          try {
            try {
              throw new PyError(raised);
            } catch (error) {
              except(error, other);
              yield* print(other);
            }
          } catch (error) {
            except(error, raised);
          }
        }
      },
    }),
    python: `
    import subprocess, socket, multiprocessing as mp, concurrent.futures as cf, _pickle, pickle
    from multiprocessing.pool import MaybeEncodingError
    from concurrent.futures.process import BrokenProcessPool
    from concurrent.futures.thread import BrokenThreadPool
    raised = ${python}
    for wanted in [${caught.map(pythonName).join(', ')}]:
        print(issubclass(raised, wanted))
    for other in [${others.map(pythonName).join(', ')}]:
        if issubclass(raised, other): print(other)
  `,
    out: caught.map(() => 'True'),
  };
};

/** Classes that none of them derives from, unless the row says so. */
const OTHERS: readonly ExceptionClass[] = [
  'OSError',
  'RuntimeError',
  'ArithmeticError',
  'LookupError',
  'ValueError',
  'TimeoutError',
  'multiprocessing.ProcessError',
  'subprocess.SubprocessError',
  'KeyboardInterrupt',
  'Exception',
];

const pythonName = (name: ExceptionClass): string =>
  name
    .replace(/^multiprocessing\./, 'mp.')
    .replace(/^concurrent\.futures\./, 'cf.')
    .replace(/^ShutDown$/, 'Exception');

const classRows: readonly Row[] = [
  classRow(
    'BrokenProcessPool',
    ['BrokenProcessPool', 'concurrent.futures.BrokenExecutor', 'RuntimeError', 'Exception'],
    'BrokenProcessPool',
  ),
  classRow(
    'concurrent.futures.thread.BrokenThreadPool',
    ['BrokenThreadPool', 'concurrent.futures.BrokenExecutor', 'RuntimeError', 'Exception'],
    'BrokenThreadPool',
  ),
  classRow(
    'concurrent.futures.CancelledError',
    ['concurrent.futures.CancelledError', 'Exception'],
    'cf.CancelledError',
  ),
  classRow(
    'concurrent.futures.TimeoutError',
    ['TimeoutError', 'concurrent.futures.TimeoutError', 'OSError', 'Exception'],
    'cf.TimeoutError',
  ),
  classRow(
    'multiprocessing.TimeoutError',
    ['multiprocessing.TimeoutError', 'multiprocessing.ProcessError', 'Exception'],
    'mp.TimeoutError',
  ),
  classRow('socket.timeout', ['TimeoutError', 'OSError', 'Exception'], 'socket.timeout'),
  classRow(
    'subprocess.TimeoutExpired',
    ['subprocess.TimeoutExpired', 'subprocess.SubprocessError', 'Exception'],
    'subprocess.TimeoutExpired',
  ),
  classRow(
    'subprocess.CalledProcessError',
    ['subprocess.CalledProcessError', 'subprocess.SubprocessError', 'Exception'],
    'subprocess.CalledProcessError',
  ),
  classRow(
    'BrokenPipeError',
    ['ConnectionError', 'OSError', 'IOError', 'Exception'],
    'BrokenPipeError',
  ),
  classRow(
    'ConnectionRefusedError',
    ['ConnectionError', 'OSError', 'Exception'],
    'ConnectionRefusedError',
  ),
  classRow(
    'ConnectionResetError',
    ['ConnectionError', 'OSError', 'Exception'],
    'ConnectionResetError',
  ),
  classRow('ChildProcessError', ['OSError', 'EnvironmentError', 'Exception'], 'ChildProcessError'),
  classRow('ProcessLookupError', ['OSError', 'Exception'], 'ProcessLookupError'),
  classRow('BlockingIOError', ['OSError', 'socket.error', 'Exception'], 'BlockingIOError'),
  classRow('InterruptedError', ['OSError', 'Exception'], 'InterruptedError'),
  classRow('FileNotFoundError', ['OSError', 'Exception'], 'FileNotFoundError'),
  classRow('BrokenBarrierError', ['RuntimeError', 'Exception'], 'BrokenBarrierError'),
  classRow('RecursionError', ['RuntimeError', 'Exception'], 'RecursionError'),
  classRow('NotImplementedError', ['RuntimeError', 'Exception'], 'NotImplementedError'),
  classRow('queue.Empty', ['Exception'], 'Empty'),
  classRow('queue.Full', ['Exception'], 'Full'),
  classRow('EOFError', ['Exception'], 'EOFError'),
  classRow('StopIteration', ['Exception'], 'StopIteration'),
  classRow('KeyError', ['LookupError', 'Exception'], 'KeyError'),
  classRow('IndexError', ['LookupError', 'Exception'], 'IndexError'),
  classRow('ZeroDivisionError', ['ArithmeticError', 'Exception'], 'ZeroDivisionError'),
  classRow('OverflowError', ['ArithmeticError', 'Exception'], 'OverflowError'),
  classRow('UnicodeDecodeError', ['ValueError', 'Exception'], 'UnicodeDecodeError'),
  classRow('pickle.PicklingError', ['pickle.PickleError', 'Exception'], 'pickle.PicklingError'),
  classRow(
    'multiprocessing.BufferTooShort',
    ['multiprocessing.ProcessError', 'Exception'],
    'mp.BufferTooShort',
  ),
  classRow('KeyboardInterrupt', ['BaseException', 'KeyboardInterrupt'], 'KeyboardInterrupt'),
  classRow('SystemExit', ['BaseException'], 'SystemExit'),
  classRow('GeneratorExit', ['BaseException'], 'GeneratorExit'),
];

/** Result of the task's call, with either of the two errors. */
const taskRow = (
  name: string,
  call: (task: () => Steps<unknown>) => Steps<unknown>,
  python: string,
): readonly Row[] => [
  {
    name: `153 endless recursion in ${name}`,
    program: () => ({
      endless,
      *main() {
        yield* tell(call(endless));
      },
    }),
    python: `${RECURSION}
  tell(lambda: ${python})`,
    out: [ENDLESS],
  },
  {
    name: `153 an error of JavaScript's in ${name}`,
    program: () => ({
      careless,
      *main() {
        yield* tell(call(careless));
      },
    }),
    python: '',
    unproved: isCareless,
    out: [CARELESS],
  },
];

function* inExecutor(
  made: Steps<ThreadPoolExecutor | ProcessPoolExecutor>,
  submit: (executor: ThreadPoolExecutor | ProcessPoolExecutor) => Steps<unknown>,
): Steps<unknown> {
  const executor = yield* made;
  try {
    return yield* submit(executor);
  } finally {
    yield* executor.shutdown();
  }
}

function* inPool(pool: Steps<Pool>, use: (pool: Pool) => Steps<unknown>): Steps<unknown> {
  return yield* (yield* pool).with(use);
}

const made = <T>(iterable: Iterable<unknown>): Steps<T> => iterable as Steps<T>;

function* resultOf(future: Steps<Future>): Steps<unknown> {
  return yield* (yield* future).result();
}

const taskRows: readonly Row[] = [
  ...taskRow(
    'a task of a ThreadPoolExecutor',
    (task) =>
      inExecutor(made(new ThreadPoolExecutor(2)), (executor) => resultOf(executor.submit(task))),
    'ThreadPoolExecutor(2).submit(endless).result()',
  ),
  ...taskRow(
    'a task of a ProcessPoolExecutor',
    (task) =>
      inExecutor(made(new ProcessPoolExecutor(1)), (executor) => resultOf(executor.submit(task))),
    'ProcessPoolExecutor(1).submit(endless).result()',
  ),
  ...taskRow(
    'a task of a Pool',
    (task) => inPool(made(new Pool(1)), (pool) => pool.apply(task)),
    'in_pool(mp.Pool(1), lambda pool: pool.apply(endless))',
  ),
  ...taskRow(
    'a task of a ThreadPool',
    (task) => inPool(made(new ThreadPool(1)), (pool) => pool.apply(task)),
    'in_pool(ThreadPool(1), lambda pool: pool.apply(endless))',
  ),
  ...taskRow(
    'map of a Pool, chunk by chunk',
    (task) => inPool(made(new Pool(2)), (pool) => pool.starmap(task, [[], [], []], 2)),
    'in_pool(mp.Pool(2), lambda pool: pool.starmap(endless, [(), (), ()], 2))',
  ),
  ...taskRow(
    'the action of a Barrier',
    function* (task) {
      return yield* (yield* new Barrier(1, task)).wait();
    },
    'Barrier(1, endless).wait()',
  ),
  ...taskRow(
    'the handler of a signal',
    function* (task) {
      yield* signal(SIGUSR1, task);
      yield* kill(yield* getpid(), SIGUSR1);
      yield* sleep(1);
    },
    '[signal.signal(signal.SIGUSR1, lambda s, f: endless()), os.kill(os.getpid(), signal.SIGUSR1), time.sleep(1.0)]',
  ),
];

export const exceptionRows: readonly Row[] = [
  ...classRows,
  ...taskRows,
  {
    name: '23 endless recursion in a Thread and in a Timer',
    program: () => ({
      endless,
      *main() {
        const thread = yield* new Thread({ target: endless });
        yield* thread.start();
        yield* thread.join();
        const timer = yield* new Timer(0.1, endless);
        yield* timer.start();
        yield* timer.join();
        yield* print('on');
      },
    }),
    python: `${RECURSION}
  for t in Thread(target=endless), Timer(0.1, endless):
      t.start()
      t.join()
  print('on')`,
    out: ['on'],
    err: [ENDLESS, ENDLESS],
  },
  {
    name: '109 endless recursion in a Process, and in an atexit callback',
    program: () => ({
      endless,
      *main() {
        yield* register(endless);
        const process = yield* new Process({ target: endless });
        yield* process.start();
        yield* process.join();
        yield* print(yield* process.exitcode());
      },
    }),
    python: `${RECURSION}
  atexit.register(endless)
  p = mp.Process(target=endless)
  p.start()
  p.join()
  print(p.exitcode)`,
    out: ['1'],
    err: [ENDLESS, ENDLESS],
  },
  {
    name: '26 endless recursion in the excepthook',
    program: () => ({
      careless,
      hook,
      *main() {
        yield* setExcepthook(hook);
        const thread = yield* new Thread({ target: careless });
        yield* thread.start();
        yield* thread.join();
        yield* print('on');
      },
    }),
    python: '',
    unproved: isCareless,
    out: ['on'],
    err: [ENDLESS],
  },
  {
    name: '153 endless recursion in a callback of a Future',
    program: () => ({
      endless,
      seven,
      *main() {
        const executor = yield* new ThreadPoolExecutor(1);
        const future = yield* executor.submit(seven);
        yield* future.addDoneCallback(endless);
        yield* print(yield* future.result());
        yield* executor.shutdown();
      },
    }),
    python: `${RECURSION}
  def task():
      time.sleep(0.1)
      return 7
  with ThreadPoolExecutor(1) as executor:
      future = executor.submit(task)
      future.add_done_callback(lambda f: endless())
      print(future.result())`,
    out: ['7'],
    err: [ENDLESS],
  },
  {
    name: '26 RecursionError can be caught, and is a RuntimeError',
    program: () => ({
      *main() {
        for (const wanted of ['RecursionError', 'RuntimeError', 'Exception'] as const) {
          try {
            yield* endless();
          } catch (error) {
            yield* print(except(error, wanted).type);
          }
        }
      },
    }),
    python: `${RECURSION}
  for wanted in RecursionError, RuntimeError, Exception:
      try:
          endless()
      except wanted as error:
          print(type(error).__name__)`,
    out: ['RecursionError', 'RecursionError', 'RecursionError'],
  },
  {
    name: '153 a worker process that is killed: except RuntimeError catches it',
    program: () => ({
      _exit,
      *main() {
        const executor = yield* new ProcessPoolExecutor(1);
        const future = yield* executor.submit(_exit, 1);
        try {
          yield* future.result();
        } catch (error) {
          yield* print(except(error, 'RuntimeError').type);
        }
        yield* executor.shutdown();
      },
    }),
    python: `
      import concurrent.futures as cf
      executor = cf.ProcessPoolExecutor(1)
      try:
          executor.submit(os._exit, 1).result()
      except RuntimeError as error:
          print(type(error).__module__ + '.' + type(error).__name__)
      executor.shutdown()`,
    out: ['concurrent.futures.process.BrokenProcessPool'],
  },
  {
    name: '153 OSError with a number is the class of that number, and SystemExit shows its code',
    program: () => ({
      *main() {
        for (const number of [1, 2, 4, 5, 10, 11, 13, 17, 32, 104, 110, 111, 115]) {
          try {
            throw new PyError('OSError', `[Errno ${number}] no`);
          } catch (error) {
            yield* print(repr(except(error, 'OSError')));
          }
        }
        const executor = yield* new ThreadPoolExecutor(1);
        const future = yield* executor.submit(leaves);
        yield* print(repr(yield* future.exception()));
        yield* executor.shutdown();
      },
      leaves,
    }),
    python: `
      import concurrent.futures as cf
      for number in 1, 2, 4, 5, 10, 11, 13, 17, 32, 104, 110, 111, 115:
          try: raise OSError(number, 'no')
          except OSError as error: print(repr(error))
      with cf.ThreadPoolExecutor(1) as executor:
          print(repr(executor.submit(sys.exit, 3).exception()))`,
    out: [
      "PermissionError(1, 'no')",
      "FileNotFoundError(2, 'no')",
      "InterruptedError(4, 'no')",
      "OSError(5, 'no')",
      "ChildProcessError(10, 'no')",
      "BlockingIOError(11, 'no')",
      "PermissionError(13, 'no')",
      "FileExistsError(17, 'no')",
      "BrokenPipeError(32, 'no')",
      "ConnectionResetError(104, 'no')",
      "TimeoutError(110, 'no')",
      "ConnectionRefusedError(111, 'no')",
      "BlockingIOError(115, 'no')",
      'SystemExit(3)',
    ],
  },
];
