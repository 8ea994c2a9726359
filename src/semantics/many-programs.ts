/**
 * Programs that create large numbers of everything, one after the other, and print 'done': ended and dropped objects
 * take no room.
 */
import { print } from '../program/builtins.ts';
import { ProcessPoolExecutor, ThreadPoolExecutor } from '../program/concurrent-futures.ts';
import * as shared from '../program/multiprocessing.ts';
import { Manager, Pool, Process } from '../program/multiprocessing.ts';
import * as os from '../program/os.ts';
import { _exit } from '../program/os.ts';
import { Queue } from '../program/queue.ts';
import type { Steps } from '../program/steps.ts';
import { createConnection, createServer } from '../program/socket.ts';
import * as subprocess from '../program/subprocess.ts';
import {
  Barrier,
  Condition,
  Event,
  Lock,
  RLock,
  Semaphore,
  Thread,
  Timer,
} from '../program/threading.ts';

function* nothing(): Steps<void> {
  // An empty thread.
}

function* square(n: number): Steps<number> {
  yield* print('squares');
  return n * n;
}

function* waits(lock: Lock): Steps<void> {
  yield* lock.acquire();
  yield* lock.release();
}

const many = {
  *threads(count: number): Steps<void> {
    for (let n = 0; n < count; n++) {
      const thread = yield* new Thread({ target: nothing });
      yield* thread.start();
      yield* thread.join();
    }
  },
  *processes(count: number): Steps<void> {
    for (let n = 0; n < count; n++) {
      const process = yield* new Process({ target: nothing });
      yield* process.start();
      yield* process.join();
    }
  },
  *forks(count: number): Steps<void> {
    for (let n = 0; n < count; n++) {
      if ((yield* os.fork()) === 0) yield* _exit(0);
      yield* os.wait();
    }
  },
  *futures(count: number): Steps<void> {
    const executor = yield* new ThreadPoolExecutor(2);
    let sum = 0;
    for (let n = 0; n < count; n++) {
      sum += Number(yield* (yield* executor.submit(square, 1)).result());
    }
    yield* executor.shutdown();
    if (sum !== count) yield* print(sum, 'results of', count);
  },
  *locks(count: number): Steps<void> {
    for (let n = 0; n < count; n++) yield* (yield* new Lock()).acquire();
  },
  *executors(count: number): Steps<void> {
    for (let n = 0; n < count; n++) {
      yield* (yield* new ThreadPoolExecutor(1)).with((executor) => executor.submit(square, n));
    }
  },
  *'queues and pipes'(count: number): Steps<void> {
    for (let n = 0; n < count; n++) {
      yield* (yield* new Queue()).put(n);
      for (const end of yield* os.pipe()) yield* os.close(end);
    }
  },
  *'what threads share'(count: number): Steps<void> {
    for (let n = 0; n < count; n++) {
      const condition = yield* new Condition();
      yield* condition.acquire();
      yield* condition.release();
      yield* (yield* new Event()).set();
      yield* (yield* new Semaphore(1)).acquire();
      yield* (yield* new Barrier(1)).wait();
      yield* (yield* new RLock()).acquire();
    }
  },
  *timers(count: number): Steps<void> {
    for (let n = 0; n < count; n++) {
      const timer = yield* new Timer(0.1, nothing);
      yield* timer.start();
      if (n % 2 === 0) yield* timer.cancel();
      yield* timer.join();
    }
  },
  *'what processes share'(count: number): Steps<void> {
    for (let n = 0; n < count; n++) {
      yield* (yield* new shared.Lock()).acquire();
      yield* (yield* new shared.Event()).set();
      yield* (yield* new shared.Semaphore(1)).acquire();
      yield* (yield* new shared.Value('i', 0)).set(n);
      const [a, b] = yield* shared.pipe();
      yield* a.send(n);
      yield* b.recv();
      yield* a.close();
      yield* b.close();
    }
  },
  *'queues of processes'(count: number): Steps<void> {
    for (let n = 0; n < count; n++) {
      const queue = yield* new shared.Queue<number>();
      yield* queue.put(n);
      yield* queue.get();
      yield* queue.close();
    }
  },
  *pools(count: number): Steps<void> {
    for (let n = 0; n < count; n++) {
      const pool = yield* new Pool(2);
      yield* pool.map(square, [1, 2, 3]);
      yield* pool.close();
      yield* pool.join();
    }
  },
  *'pools of executors'(count: number): Steps<void> {
    for (let n = 0; n < count; n++) {
      const executor = yield* new ProcessPoolExecutor(1);
      yield* (yield* executor.submit(square, n)).result();
      yield* executor.shutdown();
    }
  },
  *commands(count: number): Steps<void> {
    for (let n = 0; n < count; n++) yield* subprocess.run(['true']);
  },
  *calls(count: number): Steps<void> {
    const server = yield* createServer(['127.0.0.1', 0]);
    const address = yield* server.getsockname();
    for (let n = 0; n < count; n++) {
      const client = yield* createConnection(address);
      const [connection] = yield* server.accept();
      yield* client.sendall('x');
      yield* connection.recv(1);
      yield* client.close();
      yield* connection.close();
    }
  },
  *managers(count: number): Steps<void> {
    for (let n = 0; n < count; n++) {
      const manager = yield* new Manager();
      const list = yield* manager.list([]);
      yield* list.append(n);
      yield* manager.shutdown();
    }
  },
  *messages(count: number): Steps<void> {
    const queue = yield* new Queue<number[]>();
    for (let n = 0; n < count; n++) {
      yield* queue.put([n, n, n]);
      yield* queue.get();
    }
  },
  /** More at the same time than there is room for; once they have ended there is room again. */
  *'threads at the same time'(most: number): Steps<void> {
    const lock = yield* new Lock();
    yield* lock.acquire();
    const started = [];
    let told = '';
    while (told === '') {
      const thread = yield* new Thread({ target: waits, args: [lock] });
      try {
        yield* thread.start();
        started.push(thread);
      } catch (error) {
        told = String(error);
      }
    }
    yield* print(started.length + 1 === most ? told : started.length);
    yield* lock.release();
    for (const thread of started) yield* thread.join();
    const last = yield* new Thread({ target: nothing });
    yield* last.start();
    yield* last.join();
  },
} as const;

export type Many = keyof typeof many;

/** The program that creates `count` of them. */
export function manyOf(what: Many, count: number): Readonly<Record<string, unknown>> {
  return {
    nothing,
    square,
    waits,
    *main(): Steps<void> {
      yield* many[what](count);
      yield* print('done');
    },
  };
}
