import { expect, it } from 'vitest';
import { Model } from '../../engines/model/engine.ts';
import { fewestSwitches } from '../../engines/model/strategies/fewest-switches.ts';
import type { Steps } from '../../program/steps.ts';
import { local, Thread } from '../../program/threading.ts';
import { Locals } from './locals.ts';

interface Own {
  name: string;
  n: number;
}

function* work(data: local<Own>): Steps<void> {
  yield* data.has('n');
  yield* data.set('name', 'a = b');
  yield* data.set('n', 1);
  yield* data.set('n', 2);
  yield* data.delete('name');
}

function* main(): Steps<void> {
  const data = yield* new local<Own>();
  yield* data.set('n', 7);
  const thread = yield* new Thread({ target: work, args: [data] });
  yield* thread.start();
  yield* thread.join();
}

it('each thread has its own values, at every instant', () => {
  const model = new Model({
    module: { main, work },
    params: null,
    seed: 1,
    timed: true,
    strategy: fewestSwitches(),
  });
  expect(model.run(1000)).toBe('finished');
  const { trace } = model;
  const locals = new Locals();
  for (let seq = 0; seq < trace.length; seq++) locals.eat(trace, seq);
  const seen = Array.from({ length: trace.length + 1 }, (_, count) =>
    locals
      .at(0, count)
      .map(({ thread, attributes }) => [
        thread,
        ...attributes.map(({ name, value }) => `${name}: ${value}`),
      ]),
  );
  const changes = seen.filter((now, n) => JSON.stringify(now) !== JSON.stringify(seen[n - 1]));
  const mine = [0, 'n: 7'];
  expect(changes).toEqual([
    [],
    [mine],
    // It read, and found no value.
    [mine, [1]],
    [mine, [1, "name: 'a = b'"]],
    [mine, [1, "name: 'a = b'", 'n: 1']],
    [mine, [1, "name: 'a = b'", 'n: 2']],
    [mine, [1, 'n: 2']],
  ]);
});
