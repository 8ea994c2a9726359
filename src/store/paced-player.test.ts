/** Programs of a step-mode engine played in program time: one request at a time, whatever the reader does. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ModelEngine } from '../engines/model/client/model-engine.ts';
import { localWorker } from '../engines/model/client/local-worker.ts';
import { print } from '../program/builtins.ts';
import { sleep } from '../program/time.ts';
import { app, initialState } from './app-state.ts';
import { pacedPlayer } from './paced-player.ts';
import { player, provideEngines } from './players.ts';
import { openScenario, restart, whenStarted } from './run-actions.ts';

const programs = {
  'two-threads': {
    *main() {
      for (;;) {
        yield* print('on');
        yield* sleep(0.001);
      }
    },
  },
};

/** Requests reach the Worker late, as if it were busy. */
function slowWorker(): Worker {
  const worker = localWorker(programs);
  const post = worker.postMessage.bind(worker) as (message: unknown) => void;
  worker.postMessage = (message: unknown) => void setTimeout(() => post(message), 60);
  return worker;
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const state = () => app.getState();
const lines = () => state().session?.console.lines.length ?? 0;
const waitFor = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) {
    await pause(5);
    state().session?.advance();
  }
};

beforeEach(() => {
  const createEngine = () => new ModelEngine({ createWorker: slowWorker });
  const paced = () => pacedPlayer(createEngine);
  provideEngines([{ program: 'scenario', mode: 'live', player: paced }]);
  app.setState(initialState, true);
});
afterEach(() => player()?.leave());

test('it begins anew while steps are being worked out', async () => {
  openScenario('two-threads', { seed: 1 });
  await whenStarted();
  await waitFor(() => lines() > 3);
  for (let n = 0; n < 5; n++) {
    const before = state().session;
    await pause(20 * n);
    restart();
    await whenStarted();
    expect(state().notices).toEqual([]);
    expect(state().session).not.toBe(before);
    await waitFor(() => lines() > n);
  }
});

test('it begins anew while a run is being opened: the last one is shown', async () => {
  openScenario('two-threads', { seed: 1 });
  openScenario('two-threads', { seed: 2 });
  openScenario('two-threads', { seed: 3 });
  await whenStarted();
  expect(state().notices).toEqual([]);
  await waitFor(() => lines() > 3);
  expect(state().seed).toBe(3);
});

test('a run that does not stop costs the engine, and the next one begins in another', async () => {
  let made = 0;
  const createWorker = () => {
    made += 1;
    const worker = localWorker(programs);
    if (made > 1) return worker;
    const post = worker.postMessage.bind(worker) as (message: unknown) => void;
    // It receives nothing while it computes.
    worker.postMessage = (message: { type: string }) => {
      if (message.type === 'open') post(message);
    };
    return worker;
  };
  const createEngine = () => new ModelEngine({ createWorker });
  provideEngines([{ program: 'scenario', mode: 'live', player: () => pacedPlayer(createEngine) }]);
  openScenario('two-threads', { seed: 1 });
  await whenStarted();
  await pause(50);
  restart();
  await whenStarted();
  await waitFor(() => lines() > 3);
  expect(made).toBe(2);
  expect(state().notices).toEqual([]);
});

test('whoever leaves it in the middle of its steps is told of no failure', async () => {
  openScenario('two-threads', { seed: 1 });
  await whenStarted();
  await waitFor(() => lines() > 3);
  player()?.leave();
  await pause(100);
  expect(state().notices).toEqual([]);
  restart();
  await whenStarted();
  await waitFor(() => lines() > 3);
});
