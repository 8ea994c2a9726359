/** Deadlocked programs with the sentences that explain them, in the model and on real Workers. */
import { ProcessPoolExecutor, ThreadPoolExecutor, wait } from '../program/concurrent-futures.ts';
import type { LockProxy } from '../program/manager-proxies.ts';
import {
  Event as SharedEvent,
  Manager,
  Process,
  Queue as SharedQueue,
  ThreadPool,
} from '../program/multiprocessing.ts';
import { pause } from '../program/signal.ts';
import type { Steps } from '../program/steps.ts';
import { Barrier, Event, Lock, Thread } from '../program/threading.ts';
import { sleep } from '../program/time.ts';

export interface StuckProgram {
  readonly module: Readonly<Record<string, unknown>>;
  /** Keys of the sentences, the headline first. */
  readonly keys: readonly string[];
  /** Number of wait-for cycles; 0 where threads wait for something that no thread can do. */
  readonly circles: number;
  /** Internals of the library, which must not occur in the sentences. */
  readonly hidden?: RegExp;
}

function* inner(): Steps<number> {
  yield* sleep(0);
  return 1;
}

function* ofExecutor(executor: ThreadPoolExecutor): Steps<unknown> {
  return yield* (yield* executor.submit(inner)).result();
}

function* ofPool(pool: ThreadPool): Steps<unknown> {
  return yield* pool.apply(inner);
}

function* cross(first: Lock, second: Lock, met: Barrier): Steps<void> {
  yield* first.acquire();
  yield* met.wait();
  yield* second.acquire();
}

function* tick(): Steps<void> {
  for (;;) yield* sleep(0.05);
}

function* waitFor(event: Event): Steps<void> {
  yield* event.wait();
}

function* hold(lock: LockProxy, isHeld: SharedEvent): Steps<void> {
  yield* lock.acquire();
  yield* isHeld.set();
  yield* sleep(9);
}

function* take(queue: SharedQueue<number>): Steps<void> {
  yield* queue.get();
}

export const stuckPrograms = {
  'a call in an executor of one that waits for a call of its own': {
    module: {
      inner,
      ofExecutor,
      *main(): Steps<void> {
        const executor = yield* new ThreadPoolExecutor(1);
        yield* (yield* executor.submit(ofExecutor, executor)).result();
      },
    },
    keys: ['deadlock.stuck', 'deadlock.task', 'deadlock.pool'],
    circles: 0,
    hidden: /_work_queue|_shutdown_lock/,
  },
  'a call in a thread pool of one that waits for a call of its own': {
    module: {
      inner,
      ofPool,
      *main(): Steps<void> {
        const pool = yield* new ThreadPool(1);
        yield* pool.apply(ofPool, [pool]);
      },
    },
    keys: ['deadlock.stuck', 'deadlock.pool', 'deadlock.pool'],
    circles: 0,
    hidden: /_taskqueue|_outqueue|_inqueue/,
  },
  'two circles': {
    module: {
      cross,
      *main(): Steps<void> {
        const met = yield* new Barrier(4);
        for (let n = 0; n < 2; n++) {
          const [a, b] = [yield* new Lock(), yield* new Lock()];
          yield* (yield* new Thread({ target: cross, args: [a, b, met] })).start();
          yield* (yield* new Thread({ target: cross, args: [b, a, met] })).start();
        }
      },
    },
    keys: ['deadlock.cycles', ...Array<string>(4).fill('deadlock.lock')],
    circles: 2,
  },
  'beside a daemon that ticks': {
    module: {
      tick,
      *main(): Steps<void> {
        yield* (yield* new Thread({ target: tick, daemon: true })).start();
        yield* (yield* new Event()).wait();
      },
    },
    keys: ['deadlock.besides', 'deadlock.event'],
    circles: 0,
  },
  'a child that waits for an item, and its parent for the child': {
    module: {
      take,
      *main(): Steps<void> {
        const queue = yield* new SharedQueue<number>();
        const child = yield* new Process({ target: take, args: [queue] });
        yield* child.start();
        yield* child.join();
      },
    },
    keys: ['deadlock.stuck', 'deadlock.join', 'deadlock.get'],
    circles: 0,
  },
  'a circle, and who waits for something else': {
    module: {
      cross,
      waitFor,
      *main(): Steps<void> {
        const [a, b, met] = [yield* new Lock(), yield* new Lock(), yield* new Barrier(2)];
        const first = yield* new Thread({ target: cross, args: [a, b, met] });
        yield* first.start();
        yield* (yield* new Thread({ target: cross, args: [b, a, met] })).start();
        yield* (yield* new Thread({ target: waitFor, args: [yield* new Event()] })).start();
        yield* first.join();
      },
    },
    keys: ['deadlock.cycle', 'deadlock.lock', 'deadlock.lock', 'deadlock.event'],
    circles: 1,
  },
  'a task of a process pool that waits for ever, without the thread that manages the pool': {
    module: {
      pause,
      *main(): Steps<void> {
        const executor = yield* new ProcessPoolExecutor(1);
        yield* (yield* executor.submit(pause)).result();
      },
    },
    keys: ['deadlock.stuck', 'deadlock.task', 'deadlock.in'],
    circles: 0,
    hidden: /wait-any/,
  },
  'a wait for futures that need each other': {
    module: {
      inner,
      ofExecutor,
      *main(): Steps<void> {
        const executor = yield* new ThreadPoolExecutor(1);
        yield* wait([yield* executor.submit(ofExecutor, executor)]);
      },
    },
    keys: ['deadlock.stuck', 'deadlock.in', 'deadlock.pool'],
    circles: 0,
    hidden: /wait-futures/,
  },
  'a call of a manager whose lock a dead client has': {
    module: {
      hold,
      *main(): Steps<void> {
        const manager = yield* new Manager();
        const lock = yield* manager.Lock();
        const isHeld = yield* new SharedEvent();
        const client = yield* new Process({ target: hold, args: [lock, isHeld] });
        yield* client.start();
        yield* isHeld.wait();
        yield* client.kill();
        yield* client.join();
        yield* lock.acquire();
      },
    },
    keys: ['deadlock.stuck', 'deadlock.in', 'deadlock.lock-abandoned'],
    circles: 0,
    hidden: /_address|connection/,
  },
} satisfies Readonly<Record<string, StuckProgram>>;
