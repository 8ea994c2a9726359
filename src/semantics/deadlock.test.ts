/** What is told of programs that stand still, from the traces that the model makes of them. */
import { describe, expect, test } from 'vitest';
import { Model } from '../engines/model/engine.ts';
import { random } from '../engines/model/strategies/random.ts';
import { ThreadPoolExecutor } from '../program/concurrent-futures.ts';
import { ThreadPool } from '../program/multiprocessing.ts';
import { Queue } from '../program/queue.ts';
import type { Steps } from '../program/steps.ts';
import { Barrier, Condition, Event, Lock, Semaphore, Thread } from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import { findDeadlock, type Deadlock } from '../views/deadlock.ts';
import { explainDeadlock } from '../views/explain-deadlock.ts';
import { History } from '../views/history.ts';

const STEPS = 400;

interface Told {
  readonly deadlock: Deadlock | undefined;
  /** Keys of the sentences, the headline first. */
  readonly keys: readonly string[];
  /** All their words. */
  readonly text: string;
}

function tell(module: Readonly<Record<string, unknown>>): Told {
  const model = new Model({ module, params: null, seed: 1, strategy: random(), timed: true });
  model.run(STEPS);
  const { trace } = model;
  const world = new History(trace).live(model.time);
  const deadlock = findDeadlock(trace, world);
  const sentences = deadlock === undefined ? [] : explainDeadlock(trace, world, deadlock);
  return {
    deadlock,
    keys: sentences.map(({ key }) => key),
    text: JSON.stringify(sentences),
  };
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

function* cross(first: Lock, second: Lock): Steps<void> {
  yield* first.acquire();
  yield* sleep(1);
  yield* second.acquire();
}

function* tick(): Steps<void> {
  for (;;) yield* sleep(1);
}

function* work(queue: Queue<number>): Steps<void> {
  for (;;) {
    yield* queue.get();
    for (let n = 0; n < 3; n++) yield* sleep(1);
    yield* queue.taskDone();
  }
}

describe('a call that waits for a call of the same pool of one', () => {
  test('of an executor', () => {
    const { keys, text } = tell({
      inner,
      ofExecutor,
      *main(): Steps<void> {
        const executor = yield* new ThreadPoolExecutor(1);
        yield* (yield* executor.submit(ofExecutor, executor)).result();
      },
    });
    expect(keys).toEqual(['deadlock.stuck', 'deadlock.task', 'deadlock.pool']);
    expect(text).not.toMatch(/_work_queue|_shutdown_lock/);
  });

  test('of a thread pool', () => {
    const { keys, text } = tell({
      inner,
      ofPool,
      *main(): Steps<void> {
        const pool = yield* new ThreadPool(1);
        yield* pool.apply(ofPool, [pool]);
      },
    });
    expect(keys).toEqual(['deadlock.stuck', 'deadlock.pool', 'deadlock.pool']);
    expect(text).not.toMatch(/_taskqueue|_outqueue|_inqueue/);
  });
});

test('two circles are both told', () => {
  const { deadlock } = tell({
    cross,
    *main(): Steps<void> {
      for (let n = 0; n < 2; n++) {
        const [a, b] = [yield* new Lock(), yield* new Lock()];
        yield* (yield* new Thread({ target: cross, args: [a, b] })).start();
        yield* (yield* new Thread({ target: cross, args: [b, a] })).start();
      }
    },
  });
  expect(deadlock).toMatchObject({ kind: 'cycle', circles: 2, threads: [1, 2, 3, 4] });
});

describe('beside a daemon', () => {
  test('that ticks', () => {
    const { keys } = tell({
      tick,
      *main(): Steps<void> {
        yield* (yield* new Thread({ target: tick, daemon: true })).start();
        yield* (yield* new Event()).wait();
      },
    });
    expect(keys).toEqual(['deadlock.besides', 'deadlock.event']);
  });

  test('that works off what main waits for, or a timed wait', () => {
    const { deadlock } = tell({
      work,
      *main(): Steps<void> {
        const queue = yield* new Queue<number>();
        for (let n = 0; n < STEPS; n++) yield* queue.put(n);
        yield* (yield* new Thread({ target: work, args: [queue], daemon: true })).start();
        yield* queue.join();
      },
    });
    expect(deadlock).toBeUndefined();
    const timed = tell({
      tick,
      *main(): Steps<void> {
        yield* (yield* new Thread({ target: tick, daemon: true })).start();
        yield* (yield* new Event()).wait(1e6);
      },
    });
    expect(timed.deadlock).toBeUndefined();
  });
});

describe('whoever waits for ever', () => {
  const waits: Readonly<Record<string, readonly [key: string, main: () => Steps<void>]>> = {
    'a queue whose items are never done': [
      'deadlock.queue-done',
      function* () {
        const queue = yield* new Queue<number>();
        yield* queue.put(1);
        yield* queue.join();
      },
    ],
    'a barrier with too few': [
      'deadlock.barrier',
      function* () {
        yield* (yield* new Barrier(2)).wait();
      },
    ],
    'a condition that nobody notifies': [
      'deadlock.condition',
      function* () {
        const condition = yield* new Condition();
        yield* condition.acquire();
        yield* condition.wait();
      },
    ],
    'a permit that nobody gives': [
      'deadlock.permit',
      function* () {
        yield* (yield* new Semaphore(0)).acquire();
      },
    ],
  };
  test.each(Object.entries(waits))('%s', (_, [key, main]) => {
    expect(tell({ main }).keys).toEqual(['deadlock.stuck-alone', key]);
  });
});
