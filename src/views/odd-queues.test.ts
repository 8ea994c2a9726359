/** Contents of a queue after an operation on it raised, compared with runs of real programs. */
import { expect, it } from 'vitest';
import { Model } from '../engines/model/engine.ts';
import { random } from '../engines/model/strategies/random.ts';
import { except } from '../program/exceptions.ts';
import { PriorityQueue } from '../program/queue.ts';
import type { Steps } from '../program/steps.ts';
import { History } from './history.ts';

function* ignoring(steps: Steps<unknown>): Steps<void> {
  try {
    yield* steps;
  } catch (error) {
    except(error, 'TypeError');
  }
}

function itemsAfter(main: () => Steps<void>): readonly string[] {
  const model = new Model({
    module: { main },
    params: null,
    seed: 1,
    timed: true,
    strategy: random(),
  });
  expect(model.run(1000)).toBe('finished');
  const { trace } = model;
  const world = new History(trace).live(trace.endTime);
  const [queue] = world.objects;
  expect(queue?.items).toHaveLength(queue?.measure ?? -1);
  return queue?.items.map(({ text }) => text) ?? [];
}

it('an item that a failing put leaves inside is drawn', () => {
  const main = function* (): Steps<void> {
    const queue = yield* new PriorityQueue();
    yield* queue.put(3);
    yield* ignoring(queue.put('three'));
  };
  expect(itemsAfter(main).toSorted()).toEqual(["'three'", '3']);
});

it('an item that a failing get loses is drawn no more', () => {
  const main = function* (): Steps<void> {
    const queue = yield* new PriorityQueue();
    yield* queue.put(1);
    yield* queue.put(2);
    yield* queue.put(3);
    yield* ignoring(queue.put('four'));
    yield* ignoring(queue.get());
  };
  expect(itemsAfter(main)).not.toContain('1');
});
