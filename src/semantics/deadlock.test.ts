/** Explanations of deadlocked programs, from traces of the model. */
import { describe, expect, test } from 'vitest';
import { Model } from '../engines/model/engine.ts';
import { random } from '../engines/model/strategies/random.ts';
import { Queue } from '../program/queue.ts';
import type { Steps } from '../program/steps.ts';
import { Barrier, Condition, Event, Semaphore, Thread } from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import { stuckPrograms, type StuckProgram } from './stuck-programs.ts';
import { toldOf, type Told } from './told.ts';

const STEPS = 400;

function tell(module: Readonly<Record<string, unknown>>): Told {
  const model = new Model({ module, params: null, seed: 1, strategy: random(), timed: true });
  model.run(STEPS);
  return toldOf(model.trace, model.time);
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

test.each(Object.entries<StuckProgram>(stuckPrograms))('%s', (_, program) => {
  const told = tell(program.module);
  expect(told.circles).toBe(program.circles);
  expect(told.keys).toEqual(program.keys);
  if (program.hidden !== undefined) expect(told.text).not.toMatch(program.hidden);
});

describe('beside a daemon', () => {
  test('that works off what main waits for, or a timed wait', () => {
    const { keys } = tell({
      work,
      *main(): Steps<void> {
        const queue = yield* new Queue<number>();
        for (let n = 0; n < STEPS; n++) yield* queue.put(n);
        yield* (yield* new Thread({ target: work, args: [queue], daemon: true })).start();
        yield* queue.join();
      },
    });
    expect(keys).toEqual([]);
    const timed = tell({
      tick,
      *main(): Steps<void> {
        yield* (yield* new Thread({ target: tick, daemon: true })).start();
        yield* (yield* new Event()).wait(1e6);
      },
    });
    expect(timed.keys).toEqual([]);
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
