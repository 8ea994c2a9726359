/** The reader's actions in step mode, with the real engine. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localWorker } from '../../engines/model/client/local-worker.ts';
import { ModelEngine } from '../../engines/model/client/model-engine.ts';
import type { ToModel } from '../../engines/model/host/protocol.ts';
import type { StrategyName } from '../../engines/step-run.ts';
import { at } from '../../program/at.ts';
import { Variable } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { Thread } from '../../program/threading.ts';
import { app, initialState } from '../app-state.ts';
import { begin, player, provideEngines } from '../players.ts';
import { back, forward, take, takeLine } from './moves.ts';
import { stepPlayer } from './step-player.ts';
import { initialStepState, steps } from './step-state.ts';

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

/** Messages sent to the Worker. */
let messages: string[] = [];

function engineOf(program: object): ModelEngine {
  return new ModelEngine({
    createWorker() {
      const worker = localWorker({ 'two-threads': program });
      const post = worker.postMessage.bind(worker);
      worker.postMessage = (message: ToModel) => {
        messages.push(message.type);
        post(message);
      };
      return worker;
    },
  });
}

const world = steps.getState;
/** Presses of keys, each an event of its own. */
async function press(...acts: (() => void)[]): Promise<void> {
  for (const act of acts) {
    act();
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Waits until all requests are done. */
async function settled(): Promise<void> {
  for (let calm = 0; calm < 3;) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const { isBusy, standing, step } = world();
    calm = !isBusy && standing?.step === step ? calm + 1 : 0;
  }
}

async function open(strategy: StrategyName = 'fewest-switches'): Promise<void> {
  steps.setState({ strategy });
  await begin({ paused: false });
  await settled();
}

const named = (name: string) =>
  app.getState().session?.trace.threads.findIndex((thread) => thread.name === name) ?? -1;
/** Threads before the line of a read and a write. */
const atLine = () => world().standing?.choices.filter(({ line }) => line === 9) ?? [];

/** Threads a and b are before their line. */
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
  messages = [];
  provideEngines([
    {
      program: 'scenario',
      mode: 'step',
      player: () => stepPlayer(() => engineOf({ main, take1 })),
    },
  ]);
  const program = { kind: 'scenario', id: 'two-threads', params: {} } as const;
  app.setState({ ...initialState, mode: 'step', program }, true);
  steps.setState(initialStepState);
});
afterEach(() => player()?.leave());

describe('what is asked for while a step is worked out', () => {
  it('is done after it, in the order of asking', async () => {
    await open();
    const on = () => player()?.step();
    const off = () => player()?.back();
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
    await press(...[a, b, a].map((thread) => () => player()?.take(thread)));
    await settled();
    const [branch] = world().branches;
    const takers = [0, 1, 2].map((n) => branch?.run.threadAt(step + n));
    expect(takers).toEqual([a, b, a]);
  });

  it('is done though it was asked for while the run was being opened', async () => {
    steps.setState({ strategy: 'fewest-switches' });
    const opening = begin({ paused: false });
    // The player exists at once, its run later.
    for (let n = 0; n < 4; n++) player()?.step();
    player()?.back();
    await opening;
    await settled();
    expect(world()).toMatchObject({ step: 3, stepCount: 4 });
  });

  it('is never dropped, however much it is', async () => {
    await open();
    for (let n = 0; n < 7; n++) player()?.step();
    for (let n = 0; n < 500; n++) player()?.back();
    for (let n = 0; n < 5; n++) player()?.step();
    expect(player()?.isBehind()).toBe(true);
    await settled();
    expect(world()).toMatchObject({ step: 5, stepCount: 7 });
    expect(player()?.isBehind()).toBe(false);
  });

  it('is a line of a thread, and then the next, each to its end', async () => {
    const { a, b } = await openBeforeLines();
    const { step } = world();
    await press(
      () => player()?.takeLine(a),
      () => player()?.takeLine(b),
    );
    await settled();
    const [branch] = world().branches;
    const count = world().stepCount - step;
    const takers = Array.from({ length: count }, (_, n) => branch?.run.threadAt(step + n));
    // The read, the write, and its end.
    expect(takers).toEqual([a, a, a, b, b, b]);
  });

  it('is dropped when the reader wants it so', async () => {
    await open();
    for (let n = 0; n < 5; n++) player()?.step();
    expect(player()?.drop()).toBe(true);
    await settled();
    expect(world().stepCount).toBe(1);
    expect(player()?.drop()).toBe(false);

    for (let n = 0; n < 5; n++) player()?.step();
    player()?.to('start');
    await settled();
    expect(world()).toMatchObject({ step: 0, stepCount: 2 });
  });
});

it('a press is answered in one trip to the Worker, which says who can move then', async () => {
  await open('hand');
  expect(messages).toEqual(['open']);
  for (let n = 0; n < 3; n++) {
    const mover = world().standing?.choices[0]?.thread ?? -1;
    messages = [];
    player()?.take(mover);
    await settled();
    expect(messages).toEqual(['go']);
    expect(world().standing).toMatchObject({ step: n + 1 });
    expect(app.getState().movers.length).toBeGreaterThan(0);
  }
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
