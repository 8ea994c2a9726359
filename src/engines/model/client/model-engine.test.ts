import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isWhole } from '../../../base/sweep.ts';
import { print, Variable } from '../../../program/builtins.ts';
import type { Steps } from '../../../program/steps.ts';
import { Lock, Thread } from '../../../program/threading.ts';
import { monotonic, sleep } from '../../../program/time.ts';
import { at } from '../../../program/at.ts';
import { encodeSchedule } from '../encoding/schedule-text.ts';
import { firstDifferent } from '../record.ts';
import { shorten, type Schedule } from '../schedule.ts';
import type { ScenarioProgram } from '../../program.ts';
import type { Standing } from '../../standing.ts';
import type { StepSettings } from '../../step-run.ts';
import { localWorker } from './local-worker.ts';
import { ModelEngine } from './model-engine.ts';
import type { ModelRun } from './model-run.ts';

/** `n -= 1` in two threads, on lines as the build would set them. */
function* main({ rounds }: { rounds: number }): Steps<void> {
  const n = yield* new Variable(10);
  const lock = yield* new Lock();
  const threads = [];
  for (const name of ['a', 'b']) {
    at.line = 4;
    const thread = yield* new Thread({ target: take, args: [n, lock, rounds], name });
    at.line = 5;
    yield* thread.start();
    threads.push(thread);
  }
  at.line = 6;
  for (const thread of threads) yield* thread.join();
  at.line = 7;
  yield* print(yield* n.get());
}

function* take(n: Variable<number>, lock: Lock, rounds: number): Steps<void> {
  for (let round = 0; round < rounds; round++) {
    at.line = 11;
    const old = yield* n.get();
    yield* n.set(old - 1);
    at.line = 12;
    yield* lock.acquire();
    at.line = 13;
    yield* sleep(0.1);
    at.line = 14;
    yield* lock.release();
  }
  at.line = 15;
  yield* print('at', yield* monotonic());
}

/** Reads a variable for ever. */
function* spin(): Steps<void> {
  const n = yield* new Variable(0);
  for (;;) yield* n.get();
}

const programs: Readonly<Record<string, object>> = { two: { main, take }, spin: { main: spin } };
const spins: ScenarioProgram = { kind: 'scenario', id: 'spin', params: {} };

let engine: ModelEngine;
beforeEach(() => {
  engine = new ModelEngine({ createWorker: () => localWorker(programs) });
});
afterEach(() => engine.dispose());

const two = (rounds: number): ScenarioProgram => ({
  kind: 'scenario',
  id: 'two',
  params: { rounds },
});

const settings: StepSettings = { seed: 1, timed: true, strategy: 'random' };
const open = async (
  changes: Partial<StepSettings> = {},
  schedule?: Schedule,
  rounds = 1,
): Promise<ModelRun> =>
  (await engine.openAlong(two(rounds), { ...settings, ...changes }, schedule)).run;

const opNames = (run: ModelRun, { choices }: Standing) =>
  choices.map((choice) => `${choice.thread} ${run.trace.ops[choice.op]?.name}`);

function expectSame(a: ModelRun, b: ModelRun): void {
  expect(b.schedule()).toEqual(a.schedule());
  expect(b.trace.length).toBe(a.trace.length);
  expect(firstDifferent(a.trace, b.trace, 0, a.trace.length)).toBeUndefined();
}

describe('a run', () => {
  it('stands before its first step until it is asked', async () => {
    const run = await open();
    expect([run.stepCount, run.eventsAfter(0), run.trace.length, run.status]).toEqual([
      0,
      2,
      2,
      'paused',
    ]);
    expect(opNames(run, await run.standing(0))).toEqual(['0 begin']);
    expect(await run.step()).toBe('limit');
    expect([run.stepCount, run.threadAt(0), run.eventsAfter(1)]).toEqual([1, 0, 3]);
    expect(run.pump()).toBe(true);
    expect(run.pump()).toBe(false);
  });

  it('goes on to the end, and knows each of its steps', async () => {
    const run = await open();
    expect(await run.run(1000)).toBe('finished');
    expect(run.status).toBe('ended');
    for (let step = 0; step < run.stepCount; step++) {
      expect(run.trace.thread(run.eventsAfter(step))).toBe(run.threadAt(step));
      expect(run.stepAt(run.eventsAfter(step))).toBe(step);
      expect(run.stepAt(run.eventsAfter(step + 1) - 1)).toBe(step);
    }
    expect(run.stepAt(run.trace.length)).toBe(run.stepCount);
    expect(await run.step()).toBe('finished');
    expect(await run.step(0)).toBe('finished');
  });

  it('is moved by the hand', async () => {
    const run = await open({ strategy: 'hand' });
    expect(await run.run(10)).toBe('waiting');
    expect(await run.step(0)).toBe('limit');
    expect(await run.step(1)).toBe('refused');
    expect(run.stepCount).toBe(1);
  });

  it('can be halted', async () => {
    const run = await open({}, undefined, 1_000_000);
    const going = run.run(1_000_000_000);
    setTimeout(() => run.halt(), 30);
    expect(run.status).toBe('running');
    expect(await going).toBe('halted');
    expect(run.status).toBe('paused');
    expect(run.stepCount).toBeGreaterThan(0);
  });

  it('says who could move at any step, and why the others could not', async () => {
    const run = await open({ strategy: 'fewest-switches' });
    await run.run(1000);
    const before = run.schedule();
    const kinds = new Set<string>();
    const steps = Array.from({ length: run.stepCount + 1 }, (_, step) => step);
    for (const step of [...steps.toReversed(), ...steps]) {
      const standing = await run.standing(step);
      if (step < run.stepCount) {
        expect(standing.choices.map(({ thread }) => thread)).toContain(run.threadAt(step));
      }
      for (const { thread, why, op } of standing.obstacles) {
        expect(standing.choices.some((choice) => choice.thread === thread)).toBe(false);
        kinds.add(`${why} in ${run.trace.ops[op]?.name}`);
      }
    }
    expect([...kinds]).toContain('blocked in join');
    expect(run.schedule()).toEqual(before);
  });
});

describe('a stretch of steps ends at', () => {
  const lineOf = (run: ModelRun, step: number) => run.trace.line(run.eventsAfter(step));

  it('the next event of a thread', async () => {
    const run = await open({ strategy: 'fewest-switches' });
    expect(await run.run(1000, { kind: 'thread', thread: 2 })).toBe('met');
    expect(run.threadAt(run.stepCount - 1)).toBe(2);
    expect(
      Array.from({ length: run.stepCount - 1 }, (_, step) => run.threadAt(step)),
    ).not.toContain(2);
  });

  it('the next event about an object', async () => {
    const run = await open({ strategy: 'fewest-switches' });
    await run.run(4);
    expect(await run.run(1000, { kind: 'object', object: 1 })).toBe('met');
    expect(run.trace.object(run.trace.length - 1)).toBe(1);
  });

  it('a line, before it is taken, in every round', async () => {
    const run = await open({ strategy: 'fewest-switches' }, undefined, 3);
    const until = { kind: 'breakpoints', lines: [{ source: 0, line: 11 }], objects: [] } as const;
    const stops = [];
    while ((await run.run(1000, until)) === 'met') {
      stops.push(run.stepCount);
      const { choices } = await run.standing(run.stepCount);
      expect(choices.some(({ line }) => line === 11)).toBe(true);
    }
    expect(stops.length).toBe(6);
  });

  it('another line of one thread, the others standing still', async () => {
    const run = await open({ strategy: 'fewest-switches' });
    await run.run(1000, { kind: 'breakpoints', lines: [{ source: 0, line: 11 }], objects: [] });
    const { stepCount } = run;
    const thread = run.threadAt(stepCount - 1);
    expect(await run.run(1000, { kind: 'line', thread })).toBe('met');
    // The read and the write of one line.
    expect([run.stepCount - stepCount, lineOf(run, stepCount), lineOf(run, stepCount + 1)]).toEqual(
      [2, 11, 11],
    );
    expect(await run.run(1000, { kind: 'line', thread })).toBe('met');
    expect(lineOf(run, run.stepCount - 1)).toBe(12);
  });

  it('another line of a thread that the strategy would not have chosen', async () => {
    const run = await open({ strategy: 'fewest-switches' });
    await run.run(1000, { kind: 'breakpoints', lines: [{ source: 0, line: 11 }], objects: [] });
    const before = run.stepCount;
    const { choices } = await run.standing(before);
    const other = choices.find(({ thread }) => thread !== run.threadAt(before - 1))?.thread ?? -1;
    expect(await run.run(1000, { kind: 'line', thread: other })).toBe('met');
    for (let step = before; step < run.stepCount; step++) expect(run.threadAt(step)).toBe(other);
  });
});

describe('branches', () => {
  it('share their past, and are opened again as they are needed', async () => {
    const first = await open();
    await first.run(14);
    const past = shorten(first.schedule(), 10);
    const second = await open({ strategy: 'nasty' }, past);
    expect(second.stepCount).toBe(10);
    await second.run(9);
    await first.run(5);
    await second.run(1000);
    await first.run(1000);
    expect(firstDifferent(first.trace, second.trace, 0, first.eventsAfter(10))).toBeUndefined();
    expect(first.schedule().choices.slice(0, 10)).toEqual(second.schedule().choices.slice(0, 10));

    const alone = await open();
    await alone.run(1000);
    expectSame(alone, first);
    const again = await open({ strategy: 'nasty' }, second.schedule());
    expectSame(second, again);
  });

  it('say where a schedule stopped fitting, and go up to there', async () => {
    const first = await open();
    await first.run(1000);
    const schedule = first.schedule();
    const choices = schedule.choices.slice();
    choices[12] = 4 * 7;
    const { run, misfit } = await engine.openAlong(two(1), settings, {
      ...schedule,
      choices,
    });
    expect(misfit).toEqual({ step: 12, thread: 7, why: 'no-such-thread' });
    expect(run.stepCount).toBe(12);
    expect(await run.run(1000)).toBe('finished');
  });
});

describe('a live trace', () => {
  it('becomes a schedule with its times, that can be gone on from', async () => {
    const model = await open({ strategy: 'round-robin' });
    await model.run(21);
    const { schedule, departure } = await engine.record(two(1), 1, model.trace);
    expect(departure).toBeUndefined();
    const run = await open({}, schedule);
    expect(firstDifferent(model.trace, run.trace, 0, model.trace.length)).toBeUndefined();
    expect(await run.run(1000)).toBe('finished');
    const again = await open({ strategy: 'hand' }, run.schedule());
    expectSame(run, again);
    expect(again.schedule().clockReads?.length).toBe(2);
  });

  it('of another program is followed up to where it differs', async () => {
    const model = await open();
    await model.run(1000);
    const { schedule, departure } = await engine.record(two(2), 1, model.trace);
    expect(departure?.step).toBe(schedule.choices.length);
    expect((await open({}, schedule)).stepCount).toBe(departure?.step);
  });
});

it('says that a program could not be loaded, and goes on with others', async () => {
  await expect(engine.open({ kind: 'scenario', id: 'none', params: {} }, settings)).rejects.toThrow(
    'no program called none',
  );
  expect((await open()).stepCount).toBe(0);
});

describe('a long run of a stranger', () => {
  /** Main takes five steps before its children can move; after that it can only wait for them. */
  const spinning = (steps: number) => {
    const choices = new Uint16Array(steps);
    return encodeSchedule({ ...settingsOf(), choices, reports: [], typed: [] }) ?? '';
  };
  const settingsOf = () => ({
    seed: 1,
    timed: false,
    cost: 1,
    start: 0,
    killsAtOnce: false,
  });
  const fast: StepSettings = { seed: 1, strategy: 'random', timed: false };

  it('says how far its reading has come, and that it is over where it does not fit', async () => {
    const heard: number[] = [];
    const { run, problem } = await engine.open(
      spins,
      fast,
      { kind: 'text', text: spinning(100_000) },
      (steps) => heard.push(steps),
    );
    expect(problem).toBeUndefined();
    expect(run.stepCount).toBe(100_000);
    // Read in slices, then followed in slices.
    expect(heard.filter((steps, n) => steps < (heard[n - 1] ?? 0)).length).toBe(1);
    expect(heard.length).toBeGreaterThan(20);
  });

  it.runIf(isWhole).each([
    ['while it is read', 1, 0],
    ['while it is taken', 40_000, 1],
  ])('stops %s', async (_when, from, least) => {
    let most = 0;
    const { run, problem } = await engine.open(
      spins,
      fast,
      { kind: 'text', text: spinning(300_000) },
      (steps) => {
        const isTaking = steps < most;
        most = Math.max(most, steps);
        if (least === 0 || (isTaking && steps >= from)) engine.stopOpening();
      },
    );
    expect(problem).toBe('stopped');
    expect(run.stepCount).toBeLessThan(300_000);
    expect(run.stepCount).toBeGreaterThanOrEqual(least);
    // And goes on from there.
    const { stepCount } = run;
    await run.run(10);
    expect(run.stepCount).toBe(stepCount + 10);
    expect((await engine.open(spins, settings)).problem).toBeUndefined();
  });
});
