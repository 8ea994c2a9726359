/** Programs that stand still, each with the sentences that are told of it, in the model and on real Workers. */
import { ThreadPoolExecutor } from '../program/concurrent-futures.ts';
import { Process, Queue as SharedQueue, ThreadPool } from '../program/multiprocessing.ts';
import type { Steps } from '../program/steps.ts';
import { Event, Lock, Thread } from '../program/threading.ts';
import { sleep } from '../program/time.ts';

export interface StuckProgram {
  readonly module: Readonly<Record<string, unknown>>;
  /** Keys of the sentences, the headline first. */
  readonly keys: readonly string[];
  /** Circles of threads that wait for each other; 0 where some wait for what nobody brings about. */
  readonly circles: number;
  /** What must not be in the sentences: they are the library's own. */
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

function* cross(first: Lock, second: Lock, met: Event): Steps<void> {
  yield* first.acquire();
  yield* met.wait();
  yield* second.acquire();
}

function* tick(): Steps<void> {
  for (;;) yield* sleep(0.05);
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
        const met = yield* new Event();
        for (let n = 0; n < 2; n++) {
          const [a, b] = [yield* new Lock(), yield* new Lock()];
          yield* (yield* new Thread({ target: cross, args: [a, b, met] })).start();
          yield* (yield* new Thread({ target: cross, args: [b, a, met] })).start();
        }
        yield* sleep(0.5);
        yield* met.set();
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
} satisfies Readonly<Record<string, StuckProgram>>;
