/** What the reader does in step mode, over the engine itself. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localWorker } from '../engines/model/client/local-worker.ts';
import { ModelEngine } from '../engines/model/client/model-engine.ts';
import { at } from '../program/at.ts';
import { Variable } from '../program/builtins.ts';
import type { Steps } from '../program/steps.ts';
import { Thread } from '../program/threading.ts';
import { app, initialState } from './app-state.ts';
import { back, forward, stepMode, take, takeLine } from './step-actions.ts';
import { begin, leave, provideStepEngine } from './step-mode.ts';
import { initialStepState, steps, type StrategyChoice } from './step-state.ts';

/** Two threads, each with one line of a read and a write, after which it is over. */
function* main(): Steps<void> {
  at.line = 2;
  const n = yield* new Variable(10);
  for (const name of ['a', 'b']) {
    at.line = 4;
    const thread = yield* new Thread({ target: take1, args: [n], name });
    yield* thread.start();
  }
}

function* take1(n: Variable<number>): Steps<void> {
  at.line = 9;
  const old = yield* n.get();
  yield* n.set(old - 1);
}

const world = steps.getState;
/** Presses of keys, each an event of its own. */
async function press(...acts: (() => void)[]): Promise<void> {
  for (const act of acts) {
    act();
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Everything that was asked for has been done. */
async function settled(): Promise<void> {
  for (let calm = 0; calm < 3;) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const { isBusy, standing, step } = world();
    calm = !isBusy && standing?.step === step ? calm + 1 : 0;
  }
}

async function open(strategy: StrategyChoice = 'fewest-switches'): Promise<void> {
  steps.setState({ strategy });
  await begin();
  await settled();
}

const named = (name: string) =>
  app.getState().session?.trace.threads.findIndex((thread) => thread.name === name) ?? -1;
/** Who stands before the line of a read and a write. */
const atLine = () => world().standing?.choices.filter(({ line }) => line === 9) ?? [];

/** Threads a and b stand before their line. */
async function openBeforeLines(): Promise<{ a: number; b: number }> {
  await open('hand');
  while (atLine().length < 2) {
    const mover = world().standing?.choices.find(({ line }) => line !== 9);
    if (mover === undefined) throw new Error('nobody else can move');
    await take(mover.thread);
    await settled();
  }
  return { a: named('a'), b: named('b') };
}

beforeEach(() => {
  provideStepEngine(
    () => new ModelEngine({ createWorker: () => localWorker({ pair: { main, take1 } }) }),
  );
  app.setState({ ...initialState, mode: 'step', scenario: 'pair' }, true);
  steps.setState(initialStepState);
});
afterEach(leave);

describe('what is asked for while a step is worked out', () => {
  it('is done after it, in the order of asking', async () => {
    await open();
    const on = () => stepMode.forward();
    const off = () => stepMode.back();
    await press(on, on, on, on, on);
    await settled();
    expect(world()).toMatchObject({ step: 5, stepCount: 5 });
    await press(on, on, on, off, off, on);
    await settled();
    expect(world()).toMatchObject({ step: 7, stepCount: 8 });
  });

  it('may be a thread that only then can move', async () => {
    const { a, b } = await openBeforeLines();
    const { step } = world();
    await press(...[a, b, a].map((thread) => () => stepMode.take(thread)));
    await settled();
    const [branch] = world().branches;
    const takers = [0, 1, 2].map((n) => branch?.run.threadAt(step + n));
    expect(takers).toEqual([a, b, a]);
  });

  it('is dropped when the reader wants it so, and never is more than a few seconds of presses', async () => {
    await open();
    for (let n = 0; n < 5; n++) stepMode.forward();
    expect(stepMode.drop()).toBe(true);
    await settled();
    expect(world().stepCount).toBe(1);
    expect(stepMode.drop()).toBe(false);

    for (let n = 0; n < 5; n++) stepMode.forward();
    stepMode.toStart();
    await settled();
    expect(world()).toMatchObject({ step: 0, stepCount: 2 });
    for (let n = 0; n < 500; n++) stepMode.back();
    stepMode.forward();
    await settled();
    expect(world().step).toBe(0);
  });
});

describe('a whole line', () => {
  it('that was taken before is gone along, though its thread never moves again', async () => {
    const { a, b } = await openBeforeLines();
    const { step } = world();
    await takeLine(a);
    await settled();
    const { step: after } = world();
    await take(b);
    await settled();
    while (world().step > step) await back();
    await settled();
    await takeLine(a);
    await settled();
    expect(world()).toMatchObject({ step: after, shown: 0 });
    expect(world().branches).toHaveLength(1);
  });

  it('goes on in the branch that has begun with it', async () => {
    const { a, b } = await openBeforeLines();
    await take(b);
    await settled();
    await back();
    await settled();
    await take(a);
    await settled();
    expect(world().branches.map(({ run }) => run.stepCount - world().step)).toEqual([0, 0]);
    await back();
    await settled();
    const { step } = world();
    await takeLine(a);
    await settled();
    expect(world().shown).toBe(1);
    expect(world().step).toBeGreaterThan(step + 1);
    expect(world().branches).toHaveLength(2);
  });

  it('in the past is the line that was taken there, where it was taken with nobody in between', async () => {
    await open();
    for (let n = 0; n < 4; n++) await forward();
    await settled();
    while (world().step > 1) await back();
    await settled();
    await takeLine(0);
    await settled();
    expect(world().branches).toHaveLength(1);
  });
});
