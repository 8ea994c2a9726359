import { describe, expect, it } from 'vitest';
import { Model, type ModelOptions } from './engine.ts';
import { randomModule, randomProgram } from './random-program.ts';
import { firstDifferent, scheduleOfTrace } from './record.ts';
import { replay } from './replay.ts';
import { scheduleOf } from './schedule.ts';
import { hand } from './strategies/hand.ts';
import { strategies, strategyNames, type StrategyName } from './strategies/registry.ts';

const LIMIT = 3000;

function start(seed: number, options: Partial<ModelOptions> = {}): Model {
  return new Model({
    module: randomModule,
    params: randomProgram(seed),
    seed,
    timed: seed % 3 > 0,
    cost: seed % 2 === 0 ? 0 : 0.25,
    strategy: strategies.random(),
    ...options,
  });
}

function expectSame(a: Model, b: Model): void {
  expect(a.trace.length).toBe(b.trace.length);
  expect(firstDifferent(a.trace, b.trace, 0, a.trace.length)).toBeUndefined();
  expect(a.choices.slice()).toEqual(b.choices.slice());
}

const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed);

describe.each(strategyNames)('%s', (name: StrategyName) => {
  it('gives the same trace for the same seed, whoever looks on', () => {
    for (const seed of seeds(60)) {
      const a = start(seed, { strategy: strategies[name]() });
      const b = start(seed, { strategy: strategies[name]() });
      a.run(LIMIT);
      // Asking what could happen changes nothing.
      while (b.stepCount < LIMIT && b.step().kind === 'stepped') b.enabled();
      expectSame(a, b);
    }
  });

  it('gives the same trace again from its schedule, and goes on from any prefix as it would have', () => {
    for (const seed of seeds(60)) {
      const a = start(seed, { strategy: strategies[name]() });
      a.run(LIMIT);
      const schedule = scheduleOf(a);
      const b = start(seed, { strategy: hand() });
      expect(replay(b, schedule)).toBeUndefined();
      expectSame(a, b);
      const c = start(seed, { strategy: strategies[name]() });
      expect(replay(c, schedule, seed % (a.stepCount + 1))).toBeUndefined();
      c.run(LIMIT - c.stepCount);
      expectSame(a, c);
    }
  });

  it('can be followed by its trace alone, with the times in it', () => {
    for (const seed of seeds(60)) {
      const a = start(seed, { strategy: strategies[name]() });
      a.run(LIMIT);
      const program = { module: randomModule, params: randomProgram(seed) };
      const { schedule, departure } = scheduleOfTrace(a.trace, program, seed);
      expect(departure).toBeUndefined();
      const b = start(seed, { strategy: hand(), timed: schedule.timed, cost: schedule.cost });
      expect(replay(b, schedule)).toBeUndefined();
      expectSame(a, b);
    }
  });
});

it('ends random programs in every way there is', () => {
  const ends = new Set(seeds(60).map((seed) => start(seed).run(LIMIT)));
  expect([...ends].toSorted()).toEqual(['deadlock', 'finished']);
});
