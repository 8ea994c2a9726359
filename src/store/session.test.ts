import { expect, it, vi } from 'vitest';
import { Model } from '../engines/model/engine.ts';
import { random } from '../engines/model/strategies/random.ts';
import type { Run } from '../engines/run.ts';
import type { Steps } from '../program/steps.ts';
import { currentThread } from '../program/threading.ts';
import { randomTrace } from '../trace/random-trace.ts';
import { live } from './cursor.ts';
import { Session } from './session.ts';

function* main(): Steps<void> {
  const thread = yield* currentThread();
  yield* thread.setName('Boss');
}

it('names are those at the cursor', () => {
  const params = { params: null, seed: 1, timed: true, strategy: random() };
  const model = new Model({ module: { main }, ...params });
  model.run(100);
  model.flush();
  const { trace } = model;
  const run: Pick<Run, 'trace' | 'pump' | 'now'> = { trace, pump: () => false, now: () => 0 };
  const session = new Session({ kind: 'scenario', id: 'boss', params: {} }, run as Run);
  const past = session.worldAt({ kind: 'past', count: 2, time: 0 });
  const now = session.worldAt(live);
  expect([past, now].map(({ names }) => names.thread(0))).toEqual(['MainThread', 'Boss']);
});

const recorded = () => {
  const trace = randomTrace({ events: 30_000, seed: 3 });
  const run: Pick<Run, 'trace' | 'pump' | 'now'> = { trace, pump: () => false, now: () => 0 };
  const session = new Session({ kind: 'scenario', id: 'long', params: {} }, run as Run);
  const told = () => ({
    arrows: Object.values(session.arrows.columns).map(({ length }) => length),
    threads: session.lanes.threads.map(({ intervals }) => intervals.length),
    world: session.worldAt(live),
  });
  return { session, told };
};

it('a long run that is taken in in turns is the same, and others have theirs meanwhile', async () => {
  const [once, inTurns] = [recorded(), recorded()];
  once.session.advance();
  // Simulates the slowest machine: each reading of the clock says that the slice is over.
  let looks = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => 100 * looks++);
  let others = 0;
  await inTurns.session.advanceInTurns('time', () => {
    others += 1;
    return true;
  });
  clock.mockRestore();
  expect(inTurns.told()).toEqual(once.told());
  expect(others).toBeGreaterThan(25);
});

it('a long run that nobody wants any more is left', async () => {
  const { session } = recorded();
  let asked = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => 100 * asked++);
  await session.advanceInTurns('time', () => false);
  clock.mockRestore();
  expect(
    session.lanes.threads.reduce((sum, { intervals }) => sum + intervals.length, 0),
  ).toBeLessThan(2000);
});
