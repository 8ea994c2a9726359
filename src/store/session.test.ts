import { expect, it } from 'vitest';
import { Model } from '../engines/model/engine.ts';
import { random } from '../engines/model/strategies/random.ts';
import type { Run } from '../engines/run.ts';
import type { Steps } from '../program/steps.ts';
import { currentThread } from '../program/threading.ts';
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
