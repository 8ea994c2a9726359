/** Sending to another process: every kind of handle, in every way. CPython's answer does not depend on the way. */
import { Dict, float, List, print, PyError, TextIOWrapper, Variable } from '../program/builtins.ts';
import { Future, ProcessPoolExecutor, ThreadPoolExecutor } from '../program/concurrent-futures.ts';
import { except } from '../program/exceptions.ts';
import * as mp from '../program/multiprocessing.ts';
import { _exit } from '../program/os.ts';
import * as queue from '../program/queue.ts';
import type { Steps } from '../program/steps.ts';
import { Popen } from '../program/subprocess.ts';
import * as threading from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import type { Row } from './row.ts';

/** As Python's `tell`: without the module of the class. */
function* show(steps: Steps<unknown>): Steps<void> {
  try {
    yield* print(yield* steps);
  } catch (error) {
    yield* print(String(except(error, 'Exception')).replace(/^_pickle\./, ''));
  }
}

const made = <T>(iterable: Iterable<unknown>): Steps<T> => iterable as Steps<T>;

interface Kind {
  readonly name: string;
  readonly make: () => Steps<unknown>;
  readonly python: string;
  /** The exception's message; '' if the handle can be sent. */
  readonly message: string;
  /** The same for a process being spawned, if different. */
  readonly spawned?: string;
}

const cannot = (type: string): string => `TypeError: cannot pickle '${type}' object`;
const inherited = (type: string): string =>
  `RuntimeError: ${type} objects should only be shared between processes through inheritance`;
const AUTHENTICATION =
  'TypeError: Pickling an AuthenticationString object is disallowed for security reasons';
const OF_POOL = 'NotImplementedError: pool objects cannot be passed between processes or pickled';
const WEAK = cannot('weakref.ReferenceType');

const kind = (
  name: string,
  make: () => Iterable<unknown>,
  python: string,
  message: string,
  spawned?: string,
): Kind => ({
  name,
  make: () => made(make()),
  python,
  message,
  ...(spawned === undefined ? {} : { spawned }),
});

function* ended(): Steps<mp.Process> {
  const process = yield* new mp.Process();
  yield* process.start();
  yield* process.join();
  return process;
}

function* inList(handle: Iterable<unknown>): Steps<unknown> {
  return [1, { a: yield* made(handle) }];
}

function* asItIs(value: unknown): Steps<unknown> {
  yield* sleep(0);
  return value;
}

const KINDS: readonly Kind[] = [
  kind('Lock', () => new threading.Lock(), 'Lock()', cannot('_thread.lock')),
  kind('RLock', () => new threading.RLock(), 'RLock()', cannot('_thread.RLock')),
  kind('Condition', () => new threading.Condition(), 'Condition()', cannot('_thread.RLock')),
  kind(
    'Condition of a Lock',
    () => new threading.Condition(new threading.Lock()),
    'Condition(Lock())',
    cannot('_thread.lock'),
  ),
  kind('Semaphore', () => new threading.Semaphore(), 'Semaphore()', cannot('_thread.lock')),
  kind(
    'BoundedSemaphore',
    () => new threading.BoundedSemaphore(),
    'BoundedSemaphore()',
    cannot('_thread.lock'),
  ),
  kind('Event', () => new threading.Event(), 'Event()', cannot('_thread.lock')),
  kind('Barrier', () => new threading.Barrier(2), 'Barrier(2)', cannot('_thread.lock')),
  kind('local', () => new threading.local(), 'local()', cannot('_thread._local')),
  kind('Thread', () => new threading.Thread(), 'Thread()', cannot('_thread.lock')),
  kind('main thread', () => threading.mainThread(), 'main_thread()', cannot('_thread.lock')),
  kind('Timer', () => new threading.Timer(1, nothing), 'Timer(1, len)', cannot('_thread.lock')),
  kind('Queue', () => new queue.Queue(), 'Queue()', cannot('_thread.lock')),
  kind('LifoQueue', () => new queue.LifoQueue(), 'LifoQueue()', cannot('_thread.lock')),
  kind('PriorityQueue', () => new queue.PriorityQueue(), 'PriorityQueue()', cannot('_thread.lock')),
  kind('SimpleQueue', () => new queue.SimpleQueue(), 'SimpleQueue()', cannot('_queue.SimpleQueue')),
  kind('mp.Lock', () => new mp.Lock(), 'mp.Lock()', inherited('Lock'), ''),
  kind('mp.RLock', () => new mp.RLock(), 'mp.RLock()', inherited('RLock'), ''),
  kind('mp.Semaphore', () => new mp.Semaphore(), 'mp.Semaphore()', inherited('Semaphore'), ''),
  kind(
    'mp.BoundedSemaphore',
    () => new mp.BoundedSemaphore(),
    'mp.BoundedSemaphore()',
    inherited('BoundedSemaphore'),
    '',
  ),
  kind('mp.Condition', () => new mp.Condition(), 'mp.Condition()', inherited('Condition'), ''),
  kind('mp.Event', () => new mp.Event(), 'mp.Event()', inherited('Condition'), ''),
  kind('mp.Barrier', () => new mp.Barrier(2), 'mp.Barrier(2)', inherited('Condition'), ''),
  kind('mp.Queue', () => new mp.Queue(), 'mp.Queue()', inherited('Queue'), ''),
  kind(
    'mp.JoinableQueue',
    () => new mp.JoinableQueue(),
    'mp.JoinableQueue()',
    inherited('JoinableQueue'),
    '',
  ),
  kind(
    'mp.SimpleQueue',
    () => new mp.SimpleQueue(),
    'mp.SimpleQueue()',
    inherited('SimpleQueue'),
    '',
  ),
  kind('mp.Value', () => new mp.Value('i'), "mp.Value('i')", inherited('Synchronized'), ''),
  kind(
    'mp.Value, no lock',
    () => new mp.Value('d', 0, { lock: false }),
    "mp.Value('d', 0, lock=False)",
    inherited('c_double'),
    '',
  ),
  kind(
    'mp.Array',
    () => new mp.Array('i', 3),
    "mp.Array('i', 3)",
    inherited('SynchronizedArray'),
    '',
  ),
  kind(
    'mp.Array of characters',
    () => new mp.Array('c', 3),
    "mp.Array('c', 3)",
    inherited('SynchronizedString'),
    '',
  ),
  kind(
    'mp.Array, no lock',
    () => new mp.Array('i', 3, { lock: false }),
    "mp.Array('i', 3, lock=False)",
    inherited('c_int_Array_3'),
    '',
  ),
  kind('a Connection', () => mp.pipe(), 'mp.Pipe()', '', ''),
  kind('mp.Process', () => new mp.Process(), 'mp.Process()', AUTHENTICATION, ''),
  kind('mp.Process that has ended', ended, 'ended()', AUTHENTICATION, WEAK),
  kind(
    'the main process',
    () => mp.currentProcess(),
    'mp.current_process()',
    "PicklingError: Can't pickle <class 'multiprocessing.process._MainProcess'>: attribute lookup _MainProcess on multiprocessing.process failed",
  ),
  kind('Pool', () => new mp.Pool(1), 'pools[-1]', OF_POOL),
  kind('ThreadPool', () => new mp.ThreadPool(1), 'pools[0]', OF_POOL),
  kind('Manager', () => new mp.Manager(), 'manager', AUTHENTICATION, WEAK),
  kind('Future', () => new Future('f()'), 'cf.Future()', cannot('_thread.RLock')),
  kind(
    'ThreadPoolExecutor',
    () => new ThreadPoolExecutor(1),
    'cf.ThreadPoolExecutor(1)',
    cannot('_queue.SimpleQueue'),
  ),
  kind(
    'ProcessPoolExecutor',
    () => new ProcessPoolExecutor(1),
    'cf.ProcessPoolExecutor(1)',
    cannot('_thread.lock'),
  ),
  kind('Popen', () => new Popen(['true']), "subprocess.Popen(['true'])", cannot('_thread.lock')),
  kind(
    'a file',
    () => new TextIOWrapper('/dev/tty'),
    "open('/dev/null')",
    cannot('_io.TextIOWrapper'),
  ),
  kind(
    'a Lock within others',
    () => inList(new threading.Lock()),
    "[1, {'a': Lock()}]",
    cannot('_thread.lock'),
  ),
  kind(
    'a Lock in a list',
    function* () {
      return yield* new List([yield* new threading.Lock()]);
    },
    '[Lock()]',
    cannot('_thread.lock'),
  ),
  kind(
    'a Lock in a dict',
    function* () {
      return yield* new Dict([['a', yield* new threading.RLock()]]);
    },
    "{'a': RLock()}",
    cannot('_thread.RLock'),
  ),
  kind(
    'a Lock in a variable',
    function* () {
      return yield* new Variable(yield* new threading.Lock());
    },
    'Lock()',
    cannot('_thread.lock'),
  ),
  kind('an exception', () => asItIs(new PyError('ValueError', 'x')), "ValueError('x')", '', ''),
  kind('a function', () => asItIs(nothing), 'len', '', ''),
  kind(
    'values',
    () => asItIs([1, 'a', null, { b: [float(2)] }]),
    "[1, 'a', None, {'b': [2.0]}]",
    '',
    '',
  ),
];

export function* nothing(..._args: unknown[]): Steps<void> {
  // Only passed around.
}

/** Ways to send a value. */
interface Way {
  readonly name: string;
  readonly open: () => Steps<(value: unknown) => Steps<unknown>>;
  /** In Python: `use(value)`. */
  readonly python: string;
}

const WAYS: readonly Way[] = [
  {
    name: '137 send() of a Connection',
    *open() {
      const [reader, writer] = yield* mp.pipe(false);
      return function* (value) {
        yield* writer.send(value);
        yield* reader.recv();
      };
    },
    python: `
r, w = mp.Pipe(False)
def use(value):
    w.send(value)
    r.recv()`,
  },
  {
    name: '133 put() of a SimpleQueue',
    *open() {
      const line = yield* new mp.SimpleQueue();
      return function* (value) {
        yield* line.put(value);
        yield* line.get();
      };
    },
    python: `
line = mp.SimpleQueue()
def use(value):
    line.put(value)
    line.get()`,
  },
  {
    name: '160 an argument of a task of a Pool',
    *open() {
      const pool = yield* new mp.Pool(1);
      return (value) => pool.apply(nothing, [value]);
    },
    python: `
def use(value):
    pools[-1].apply(isinstance, (value, int))`,
  },
  {
    name: '160 an argument of a call of a ProcessPoolExecutor',
    *open() {
      const executor = yield* new ProcessPoolExecutor(1);
      return function* (value) {
        yield* (yield* executor.submit(nothing, value)).result();
      };
    },
    python: `
executor = cf.ProcessPoolExecutor(1)
def use(value):
    executor.submit(isinstance, value, int).result()`,
  },
  {
    name: '147 an argument of a call of a proxy',
    *open() {
      const shared = yield* (yield* new mp.Manager()).dict();
      return (value) => shared.setItem('a', value);
    },
    python: `
shared = manager.dict()
def use(value):
    shared['a'] = value`,
  },
];

const PRELUDE = `
import multiprocessing as mp, multiprocessing.pool, concurrent.futures as cf, subprocess
pools = [multiprocessing.pool.ThreadPool(1), mp.Pool(1)]
manager = mp.Manager()
def ended():
    p = mp.Process()
    p.start()
    p.join()
    return p
def done():
    for pool in pools: pool.terminate()
    manager.shutdown()
    os._exit(0)
`;

const wayRow = ({ name, open, python }: Way): Row => ({
  name: `${name}: every kind of handle`,
  program: () => ({
    nothing,
    *main() {
      const give = yield* open();
      for (const { make } of KINDS) yield* show(give(yield* make()));
      yield* leave();
    },
  }),
  python: `${PRELUDE}${python}
for make in [${KINDS.map((one) => `lambda: ${one.python}`).join(', ')}]:
    tell(lambda: use(make()))
done()`,
  out: KINDS.map(({ message }) => (message === '' ? 'None' : message)),
});

function* leave(): Steps<void> {
  yield* _exit(0);
}

/** Without a class whose message names its module in one case only. */
const refused = KINDS.filter(({ message }) => /^(?!Pickling)./.test(message));
const spawnKinds = KINDS.map((one) => ({ ...one, told: one.spawned ?? one.message }));
const refusedBySpawn = spawnKinds.filter(({ told }) => told !== '');

export const travelRows: readonly Row[] = [
  ...WAYS.map(wayRow),
  {
    name: '130 put() of a Queue: stderr is told, and the item never arrives',
    program: () => ({
      nothing,
      *main() {
        const line = yield* new mp.Queue();
        for (const { make } of refused) yield* line.put(yield* make());
        yield* line.put('last');
        yield* print(yield* line.get(), yield* line.qsize());
        yield* leave();
      },
    }),
    python: `${PRELUDE}
line = mp.Queue()
for make in [${refused.map((one) => `lambda: ${one.python}`).join(', ')}]:
    line.put(make())
line.put('last')
print(line.get(), line.qsize())
done()`,
    out: ['last 0'],
    err: refused.map(({ message }) => message),
  },
  {
    name: '132 a JoinableQueue counts what never arrives',
    program: () => ({
      *main() {
        const line = yield* new mp.JoinableQueue();
        yield* line.put(yield* new threading.Lock());
        yield* line.taskDone();
        yield* show(line.taskDone());
      },
    }),
    python: `
import multiprocessing as mp
line = mp.JoinableQueue()
line.put(Lock())
time.sleep(0.3)
line.task_done()
tell(line.task_done)`,
    out: ['ValueError: task_done() called too many times'],
    err: [cannot('_thread.lock')],
  },
  {
    name: '123 args of a process that is spawned: every kind of handle',
    program: () => ({
      nothing,
      *main() {
        yield* mp.setStartMethod('spawn');
        for (const { make } of spawnKinds) {
          const process = yield* new mp.Process({ target: nothing, args: [yield* make()] });
          yield* show(process.start());
        }
        yield* leave();
      },
    }),
    python: '',
    unproved: 'what is spawned imports the program again; what raises is proved by the next',
    out: spawnKinds.map(({ told }) => (told === '' ? 'None' : told)),
  },
  {
    name: '123 args of a process that is spawned: what is refused',
    program: () => ({
      nothing,
      *main() {
        yield* mp.setStartMethod('spawn');
        for (const { make } of refusedBySpawn) {
          const process = yield* new mp.Process({ target: nothing, args: [yield* make()] });
          yield* show(process.start());
        }
        yield* leave();
      },
    }),
    python: `${PRELUDE}
for make in [${refusedBySpawn.map((one) => `lambda: ${one.python}`).join(', ')}]:
    tell(mp.get_context('spawn').Process(target=len, args=(make(),)).start)
done()`,
    out: refusedBySpawn.map(({ told }) => told),
  },
  {
    name: '160 a result that cannot be pickled',
    program: () => ({
      lockIn,
      *main() {
        const pool = yield* new mp.Pool(1);
        const executor = yield* new ProcessPoolExecutor(1);
        try {
          yield* pool.apply(lockIn);
        } catch (error) {
          const [, reason] = String(error).split(' Reason: ');
          yield* print(reason);
        }
        yield* show((yield* executor.submit(lockIn)).result());
        yield* leave();
      },
    }),
    python: `
import multiprocessing as mp, multiprocessing.pool, concurrent.futures as cf
try:
    mp.Pool(1).apply(Lock)
except multiprocessing.pool.MaybeEncodingError as error:
    print(str(error).split(' Reason: ')[1])
tell(cf.ProcessPoolExecutor(1).submit(Lock).result)
os._exit(0)`,
    out: [`'TypeError("cannot pickle '_thread.lock' object")'`, cannot('_thread.lock')],
  },
  {
    name: '160 the message of MaybeEncodingError shows the result as repr() does',
    program: () => ({
      sharedIn,
      *main() {
        const pool = yield* new mp.Pool(1);
        yield* show(pool.apply(sharedIn));
        yield* pool.terminate();
      },
    }),
    python: `
import multiprocessing as mp
def shared_in(): return [mp.Lock(), mp.Semaphore(2)]
sys.modules['__main__'].shared_in = shared_in
with mp.Pool(1) as pool:
    try: pool.apply(shared_in)
    except mp.pool.MaybeEncodingError as error: print('multiprocessing.pool.MaybeEncodingError:', error)`,
    out: [
      `multiprocessing.pool.MaybeEncodingError: Error sending result: '[<Lock(owner=None)>, <Semaphore(value=2)>]'. Reason: 'RuntimeError('Lock objects should only be shared between processes through inheritance')'`,
    ],
  },
  {
    name: '137 a Connection that was sent is open where it arrives, whatever its sender closes',
    program: () => ({
      answer,
      *main() {
        const [mine, theirs] = yield* mp.pipe();
        const child = yield* new mp.Process({ target: answer, args: [theirs] });
        yield* child.start();
        const [reader, writer] = yield* mp.pipe(false);
        yield* mine.send(writer);
        yield* writer.close();
        yield* print(yield* reader.recv());
        yield* show(reader.recv());
        yield* child.join();
      },
    }),
    python: `
import multiprocessing as mp
def answer(connection):
    writer = connection.recv()
    writer.send('here')
mine, theirs = mp.Pipe()
child = mp.Process(target=answer, args=(theirs,))
child.start()
reader, writer = mp.Pipe(False)
mine.send(writer)
writer.close()
print(reader.recv())
tell(reader.recv)
child.join()`,
    out: ['here', 'EOFError'],
  },
];

function* sharedIn(): Steps<unknown> {
  return [yield* new mp.Lock(), yield* new mp.Semaphore(2)];
}

function* lockIn(): Steps<unknown> {
  return yield* new threading.Lock();
}

function* answer(connection: mp.Connection): Steps<void> {
  const writer = (yield* connection.recv()) as mp.Connection;
  yield* writer.send('here');
}
