import { describe, expect, it } from 'vitest';
import { Model } from './engine.ts';
import type { ModelOptions } from './options.ts';
import { randomModule, randomProgram } from './random-program.ts';
import { firstDifferent, scheduleOfTrace } from './record.ts';
import { replay } from './replay.ts';
import { scheduleOf } from './schedule.ts';
import { hand } from './strategies/hand.ts';
import { choosers, strategies } from './strategies/registry.ts';
import { sweep } from '../../base/sweep.ts';

const LIMIT = 3000;
const SEEDS = Array.from({ length: sweep(10, 30, 300) }, (_, seed) => seed);

const settingsOf = (seed: number): ModelOptions => ({
  module: randomModule,
  params: randomProgram(seed),
  seed,
  timed: seed % 3 > 0,
  cost: seed % 2 === 0 ? 0 : 0.25,
  strategy: strategies.random(),
});
/** Three runs at a time, each in memory used by earlier ones. */
const models = [1, 2, 3].map(() => new Model(settingsOf(0)));

function start(place: 0 | 1 | 2, seed: number, options: Partial<ModelOptions> = {}): Model {
  const model = models[place]!;
  model.restart({ ...settingsOf(seed), start: 0, ...options });
  return model;
}

function expectSame(a: Model, b: Model): void {
  expect(a.trace.length).toBe(b.trace.length);
  expect(firstDifferent(a.trace, b.trace, 0, a.trace.length)).toBeUndefined();
  expect(a.choices.slice()).toEqual(b.choices.slice());
}

describe.each(choosers)('%s', (name) => {
  const strategy = strategies[name];

  it.each(SEEDS)(
    'gives the same trace for seed %i, whoever looks on, and from any part of its schedule',
    (seed) => {
      const a = start(0, seed, { strategy: strategy() });
      a.run(LIMIT);
      // Queries have no side effects.
      const b = start(1, seed, { strategy: strategy() });
      while (b.stepCount < LIMIT && b.step().kind === 'stepped') b.enabled();
      expectSame(a, b);

      const schedule = scheduleOf(a);
      const c = start(1, seed, { strategy: hand() });
      expect(replay(c, schedule)).toBeUndefined();
      expectSame(a, c);
      const d = start(2, seed, { strategy: strategy() });
      expect(replay(d, schedule, (seed * 7) % (a.stepCount + 1))).toBeUndefined();
      d.run(LIMIT - d.stepCount);
      expectSame(a, d);
    },
  );
});

it.each(SEEDS)('follows a run by its trace alone, with the times in it (seed %i)', (seed) => {
  const a = start(0, seed);
  a.run(LIMIT);
  const program = { module: randomModule, params: randomProgram(seed) };
  const { schedule, departure } = scheduleOfTrace(a.trace, program, seed);
  expect(departure).toBeUndefined();
  const b = start(1, seed, { strategy: hand(), timed: schedule.timed, cost: schedule.cost });
  expect(replay(b, schedule)).toBeUndefined();
  expectSame(a, b);
});

it('starts in used memory as in fresh memory', () => {
  for (const seed of SEEDS) {
    const a = start(0, seed);
    const b = new Model(settingsOf(seed));
    a.run(LIMIT);
    b.run(LIMIT);
    expectSame(a, b);
  }
});

it('ends random programs in every way there is', () => {
  const ends = new Set(SEEDS.map((seed) => start(0, seed).run(LIMIT)));
  expect([...ends].toSorted()).toEqual(['deadlock', 'finished']);
});
