import { expect, test } from 'vitest';
import { Model } from '../../engines/model/engine.ts';
import { random } from '../../engines/model/strategies/random.ts';
import { Queue } from '../../program/queue.ts';
import type { Steps } from '../../program/steps.ts';
import { StageViews } from '../../ui/stage/stage-views.ts';

const told = (main: () => Steps<void>): (number | undefined)[] => {
  const model = new Model({
    module: { main },
    params: null,
    seed: 1,
    timed: true,
    strategy: random(),
  });
  model.run(1000);
  model.flush();
  const { trace } = model;
  const views = new StageViews(trace);
  views.upTo(trace.length);
  const all = Array.from({ length: trace.length + 1 }, (_, count) => views.unfinished.at(0, count));
  return all.filter((left, i) => i === 0 || left !== all[i - 1]);
};

test('an item is unfinished from put to task_done, whether it is inside or not', () => {
  expect(
    told(function* main() {
      const queue = yield* new Queue<number>();
      yield* queue.put(1);
      yield* queue.put(2);
      yield* queue.get();
      yield* queue.taskDone();
      yield* queue.get();
      yield* queue.taskDone();
      yield* queue.join();
    }),
  ).toEqual([undefined, 1, 0]);
});

test('who joins at once waits for all that was put', () => {
  expect(
    told(function* main() {
      const queue = yield* new Queue<number>();
      yield* queue.put(1);
      yield* queue.put(2);
      yield* queue.get();
      yield* queue.join();
    }),
  ).toEqual([undefined, 2]);
});

test('a shutdown at once counts what it drops as done', () => {
  expect(
    told(function* main() {
      const queue = yield* new Queue<number>();
      yield* queue.put(1);
      yield* queue.put(2);
      yield* queue.put(3);
      yield* queue.get();
      yield* queue.taskDone();
      yield* queue.get();
      yield* queue.shutdown(true);
    }),
  ).toEqual([undefined, 2, 1]);
});

test('a queue whose items nobody counts says nothing of them', () => {
  expect(
    told(function* main() {
      const queue = yield* new Queue<number>();
      yield* queue.put(1);
      yield* queue.get();
    }),
  ).toEqual([undefined]);
});
