/** Programs with processes, for real Workers: each with its output, the same in any order of its threads. */
import { Dict, input, List, print, PyError, Variable } from '../program/builtins.ts';
import { ProcessPoolExecutor, ThreadPoolExecutor } from '../program/concurrent-futures.ts';
import { partial } from '../program/functools.ts';
import { list } from '../program/iteration.ts';
import type { DictProxy } from '../program/manager-proxies.ts';
import {
  connection,
  type Connection,
  Lock,
  Manager,
  pipe,
  Pool,
  Process,
  Queue,
  Value,
} from '../program/multiprocessing.ts';
import * as os from '../program/os.ts';
import * as random from '../program/random.ts';
import { _exit } from '../program/os.ts';
import { createConnection, createServer, type Socket } from '../program/socket.ts';
import type { Steps } from '../program/steps.ts';
import { PIPE, Popen, run } from '../program/subprocess.ts';
import { currentThread, Thread } from '../program/threading.ts';
import { ThreadPool } from '../program/pool-of-threads.ts';
import { sleep } from '../program/time.ts';

export interface ProcessProgram {
  readonly module: Readonly<Record<string, unknown>>;
  readonly prints: readonly string[];
  /** Lines typed at its terminal, one per prompt. */
  readonly types?: readonly string[];
}

function* add(value: Value, lock: Lock): Steps<void> {
  for (let n = 0; n < 5; n++) {
    yield* lock.acquire();
    yield* value.set((yield* value.get()) + 1);
    yield* lock.release();
  }
}

class Greeter extends Process {
  readonly queue: Queue;
  readonly greeting: string;
  constructor(queue: Queue, greeting: string) {
    super();
    this.queue = queue;
    this.greeting = greeting;
  }
  override *run(): Steps<void> {
    yield* this.queue.put(`${this.greeting} from ${yield* this.name()}`);
  }
}

function* talk(end: Connection): Steps<void> {
  yield* end.send(`you said ${String(yield* end.recv())}`);
}

function* fill(n: number, shared: DictProxy): Steps<void> {
  yield* shared.setItem(n, n * n);
}

function* square(n: number): Steps<number> {
  yield* sleep(0.01);
  return n * n;
}
function* keep(sum: Variable<number>, value: number): Steps<void> {
  yield* print('kept by', yield* (yield* currentThread()).name());
  yield* sum.set((yield* sum.get()) + value);
}

function* drawn(before: number): Steps<void> {
  yield* print((yield* random.random()) === before);
}

function* shelve(shelf: Dict<string, List<number>>, all: List<number>): Steps<void> {
  yield* (yield* shelf.getItem('all')).append(2);
  yield* shelf.setItem('other', yield* new List([9]));
  yield* print('child', yield* all.str(), yield* shelf.keys());
}

function* answer(server: Socket): Steps<void> {
  const [client] = yield* server.accept();
  yield* client.sendall((yield* client.recv(100)).toUpperCase());
  yield* client.close();
}

function* pidOf(): Steps<number> {
  return yield* os.getpid();
}
function* refuse(n: number): Steps<number> {
  yield* sleep(0.01);
  if (n === 1) throw new PyError('ValueError', String(n));
  return n;
}

function* nameOfThread(n: number): Steps<string> {
  yield* sleep(0.01 * n);
  return yield* (yield* currentThread()).name();
}

function* tick(queue: Queue): Steps<void> {
  yield* queue.put('a');
  yield* sleep(0.05);
  yield* queue.put('b');
}

function* sleeper(seconds: number): Steps<void> {
  yield* sleep(seconds);
}

function* die(): Steps<void> {
  yield* sleep(0.01);
  yield* _exit(7);
}

function* say(word: string): Steps<void> {
  yield* print(word);
}

function* ask(): Steps<void> {
  yield* print('hello', yield* input('name? '));
}

const SIGCONT = 18;
const SIGSTOP = 19;

export const processPrograms: Readonly<Record<string, ProcessProgram>> = {
  'a Value under a Lock': {
    module: {
      *main(): Steps<void> {
        const value = yield* new Value('i');
        const lock = yield* new Lock();
        const all = [];
        for (let n = 0; n < 3; n++) {
          const p = yield* new Process({ target: add, args: [value, lock] });
          yield* p.start();
          all.push(p);
        }
        for (const p of all) yield* p.join();
        yield* print(yield* value.get());
      },
      add,
    },
    prints: ['15'],
  },
  'a class of its own, a queue, a pipe, terminate': {
    module: {
      *main(): Steps<void> {
        const queue = yield* new Queue();
        const greeter = yield* new Greeter(queue, 'hello');
        yield* greeter.start();
        yield* print(yield* queue.get());
        yield* greeter.join();
        const [ours, theirs] = yield* pipe();
        const p = yield* new Process({ target: talk, args: [theirs] });
        yield* p.start();
        yield* ours.send('hi');
        yield* print(yield* ours.recv());
        yield* p.join();
        const q = yield* new Process({ target: talk, args: [theirs] });
        yield* q.start();
        yield* q.terminate();
        yield* q.join();
        yield* print(yield* q.exitcode());
      },
      Greeter,
      talk,
    },
    prints: ['hello from Greeter-1', 'you said hi', '-15'],
  },
  'lists and dicts': {
    module: {
      *main(): Steps<void> {
        const all = yield* new List([1]);
        const shelf = yield* new Dict<string, List<number>>({ all });
        const child = yield* new Process({ target: shelve, args: [shelf, all] });
        yield* child.start();
        yield* child.join();
        if ((yield* os.fork()) === 0) {
          yield* shelve(shelf, all);
          return;
        }
        yield* os.wait();
        yield* print('parent', yield* all.str(), yield* shelf.keys());
      },
      shelve,
    },
    prints: [
      "child [1, 2] ['all', 'other']",
      "child [1, 2] ['all', 'other']",
      "parent [1] ['all']",
    ],
  },
  'random, seeded anew in children': {
    module: {
      *main(): Steps<void> {
        yield* random.seed(42);
        const first = yield* random.random();
        yield* random.seed(42);
        const child = yield* new Process({ target: drawn, args: [first] });
        yield* child.start();
        yield* child.join();
        if ((yield* os.fork()) === 0) {
          yield* drawn(first);
          return;
        }
        yield* os.wait();
        yield* drawn(first);
      },
      drawn,
    },
    prints: ['False', 'False', 'True'],
  },
  'fork, twice': {
    module: {
      *main(): Steps<void> {
        const v = yield* new Variable('parent');
        const before = yield* os.getpid();
        if ((yield* os.fork()) === 0) {
          yield* v.set('child');
          if ((yield* os.fork()) === 0) {
            yield* print(yield* v.get(), 'of', yield* v.get());
            return;
          }
          yield* os.wait();
          yield* print(yield* v.get(), (yield* os.getppid()) === before);
          return;
        }
        const [, status] = yield* os.wait();
        yield* print(yield* v.get(), status);
      },
    },
    prints: ['child of child', 'child True', 'parent 0'],
  },
  'a Manager': {
    module: {
      *main(): Steps<void> {
        const manager = yield* new Manager();
        const shared = yield* manager.dict();
        const all = [];
        for (const n of [1, 2, 3]) {
          const p = yield* new Process({ target: fill, args: [n, shared] });
          yield* p.start();
          all.push(p);
        }
        for (const p of all) yield* p.join();
        yield* print(yield* shared.len(), yield* shared.getItem(3));
        yield* manager.shutdown();
      },
      fill,
    },
    prints: ['3 9'],
  },
  'a Pool with a callback': {
    module: {
      *main(): Steps<void> {
        const sum = yield* new Variable(0);
        const pool = yield* new Pool(2);
        yield* print(yield* pool.map(square, [1, 2, 3]));
        const callback = partial(keep, sum);
        for (const n of [4, 5]) yield* pool.applyAsync(square, [n], { callback });
        yield* pool.close();
        yield* pool.join();
        yield* print(yield* sum.get());
      },
      square,
      keep,
    },
    prints: [
      '[1, 4, 9]',
      'kept by Thread-3 (_handle_results)',
      'kept by Thread-3 (_handle_results)',
      '41',
    ],
  },
  'subprocesses and a socket': {
    module: {
      *main(): Steps<void> {
        const { stdout } = yield* run(['echo', 'out'], { captureOutput: true });
        yield* print((stdout ?? '').trim());
        const failed = yield* run('echo no >&2; exit 3', { shell: true, captureOutput: true });
        yield* print(failed.returncode, (failed.stderr ?? '').trim());
        const late = yield* new Popen('echo one; sleep 0.1; nope', { shell: true, stdout: PIPE });
        yield* print(yield* late.communicate(), late.returncode);
        const cat = yield* new Popen(['cat'], { stdin: PIPE, stdout: PIPE });
        yield* print((yield* cat.communicate('in'))[0]?.trim(), cat.returncode);
        const server = yield* createServer(['', 8000]);
        const p = yield* new Process({ target: answer, args: [server] });
        yield* p.start();
        const client = yield* createConnection(['localhost', 8000]);
        yield* client.send('upper');
        yield* print(yield* client.recv(100), (yield* client.recv(100)) === '');
        yield* p.join();
      },
      answer,
    },
    prints: ['out', '3 no', "('one\\n', None) 127", 'in 0', 'UPPER True'],
  },
  'a process that is stopped and goes on': {
    module: {
      *main(): Steps<void> {
        const queue = yield* new Queue();
        const p = yield* new Process({ target: tick, args: [queue] });
        yield* p.start();
        yield* queue.get();
        const pid = (yield* p.pid()) ?? 0;
        yield* os.kill(pid, SIGSTOP);
        const [, status] = yield* os.waitpid(pid, os.WUNTRACED);
        yield* print(os.WIFSTOPPED(status), os.WSTOPSIG(status));
        yield* sleep(0.2);
        yield* print(yield* p.isAlive(), yield* queue.empty());
        yield* os.kill(pid, SIGCONT);
        yield* p.join();
        yield* print(yield* p.exitcode(), yield* queue.get());
      },
      tick,
    },
    prints: ['True 19', 'True True', '0 b'],
  },
  'a stopped process is killed': {
    module: {
      *main(): Steps<void> {
        const p = yield* new Process({ target: sleeper, args: [10] });
        yield* p.start();
        yield* os.kill((yield* p.pid()) ?? 0, SIGSTOP);
        yield* p.terminate();
        yield* p.join(0.1);
        yield* print(yield* p.exitcode());
        yield* p.kill();
        yield* p.join();
        yield* print(yield* p.exitcode());
      },
      sleeper,
    },
    prints: ['None', '-9'],
  },
  'a Pool with chunks': {
    module: {
      *main(): Steps<void> {
        const pool = yield* new Pool(2, { maxtasksperchild: 1 });
        yield* pool.with(function* () {
          const pids = (yield* pool.map(pidOf, [0, 1, 2, 3], 2)) as number[];
          yield* print(pids[0] === pids[1], new Set(pids).size);
          const each = yield* pool.imap(refuse, [0, 1, 2], 2);
          for (let n = 0; n < 2; n++) {
            try {
              yield* print(yield* each.next());
            } catch (error) {
              yield* print(String(error));
            }
          }
        });
      },
      pidOf,
      refuse,
    },
    prints: ['True 2', 'ValueError: 1', 'StopIteration'],
  },
  'a ThreadPool': {
    module: {
      *main(): Steps<void> {
        const pool = yield* new ThreadPool(2);
        yield* print(yield* pool.map(square, [1, 2, 3]));
        const name = String(yield* pool.apply(nameOfThread, [1]));
        yield* print(name.endsWith('(worker)'));
        yield* pool.close();
        yield* pool.join();
      },
      square,
      nameOfThread,
    },
    prints: ['[1, 4, 9]', 'True'],
  },
  'waiting for connections and sentinels': {
    module: {
      *main(): Steps<void> {
        const [ours, theirs] = yield* pipe();
        const p = yield* new Process({ target: talk, args: [theirs] });
        yield* p.start();
        const things = [ours, yield* p.sentinel()];
        yield* print((yield* connection.wait(things, 0.05)).length);
        yield* ours.send('hi');
        yield* print((yield* connection.wait([ours]))[0] === ours, yield* ours.recv());
        yield* print((yield* connection.wait(things))[0] === things[1]);
        yield* p.join();
      },
      talk,
    },
    prints: ['0', 'True you said hi', 'True'],
  },
  'a ThreadPoolExecutor': {
    module: {
      *main(): Steps<void> {
        const ex = yield* new ThreadPoolExecutor(2, { threadNamePrefix: 'w' });
        yield* print(yield* list(yield* ex.map(square, [3, 1, 2])));
        const future = yield* ex.submit(nameOfThread, 1);
        yield* print(String(yield* future.result()).slice(0, 2), yield* future.done());
        yield* ex.submit(ask);
      },
      square,
      nameOfThread,
      ask,
    },
    types: ['Ada'],
    prints: ['[9, 1, 4]', 'w_ True', 'hello Ada'],
  },
  'a ProcessPoolExecutor': {
    module: {
      *main(): Steps<void> {
        const ex = yield* new ProcessPoolExecutor(2);
        const each = yield* ex.map(square, [3, 1, 2], { chunksize: 2 });
        yield* print(yield* each.next(), yield* list(each));
        const once = yield* new ProcessPoolExecutor(1, { maxTasksPerChild: 1 });
        const pids = yield* once.with(function* () {
          return yield* list(yield* once.map(pidOf, [1, 2]));
        });
        yield* print(new Set(pids).size);
        const future = yield* ex.submit(die);
        try {
          yield* future.result();
        } catch (error) {
          if (!(error instanceof PyError)) throw error;
          yield* print(error.type);
        }
        yield* ex.shutdown();
        const other = yield* new ProcessPoolExecutor(1);
        yield* other.submit(say, 'left to do');
      },
      square,
      pidOf,
      die,
      say,
    },
    prints: ['9 [1, 4]', '2', 'concurrent.futures.process.BrokenProcessPool', 'left to do'],
  },
  'a thread that reads what is typed': {
    module: {
      *main(): Steps<void> {
        const t = yield* new Thread({ target: ask });
        yield* t.start();
        yield* t.join();
        yield* print('again', yield* input());
      },
      ask,
    },
    types: ['Ada', 'Grace'],
    prints: ['hello Ada', 'again Grace'],
  },
};
