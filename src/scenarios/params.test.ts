import { describe, expect, it } from 'vitest';
import { defaultsOf, readParams } from './params.ts';
import { scenarios } from './registry.ts';
import type { Param, ParamTable } from './scenario.ts';
import { sweep } from '../base/sweep.ts';

const table = {
  cars: { type: 'int', min: 1, max: 12, default: 5 },
  pace: { type: 'seconds', min: 0.1, max: 3, step: 0.1, default: 1 },
  poll: { type: 'bool', default: false },
  order: { type: 'choice', options: ['same', 'opposite'], default: 'same' },
} as const satisfies ParamTable;
const defaults = { cars: 5, pace: 1, poll: false, order: 'same' };

describe('params from outside', () => {
  it.each<[unknown, object]>([
    [undefined, {}],
    [null, {}],
    [{}, {}],
    [{ cars: 12 }, { cars: 12 }],
    [
      { cars: 1, poll: true },
      { cars: 1, poll: true },
    ],
    [{ pace: 0.3 }, { pace: 0.3 }],
    [{ pace: 0.34 }, { pace: 0.3 }],
    [{ pace: 3 }, { pace: 3 }],
    [{ order: 'opposite' }, { order: 'opposite' }],
    [{ poll: undefined }, {}],
    [Object.assign(Object.create(null) as object, { cars: 2 }), { cars: 2 }],
  ])('%j is read', (input, changed) => {
    expect(readParams(table, input)).toEqual({ values: { ...defaults, ...changed }, problems: [] });
  });

  it.each<[unknown, object]>([
    ['cars=5', { kind: 'not-a-table' }],
    [[5], { kind: 'not-a-table' }],
    [{ wheels: 4 }, { kind: 'unknown', param: 'wheels' }],
    [{ constructor: 4 }, { kind: 'unknown', param: 'constructor' }],
    [JSON.parse('{"__proto__": 4}'), { kind: 'unknown', param: '__proto__' }],
    [{ cars: '5' }, { kind: 'type', param: 'cars', expected: 'int' }],
    [{ cars: 1.5 }, { kind: 'type', param: 'cars', expected: 'int' }],
    [{ cars: null }, { kind: 'type', param: 'cars', expected: 'int' }],
    [{ cars: 13 }, { kind: 'range', param: 'cars', min: 1, max: 12 }],
    [{ cars: -0 }, { kind: 'range', param: 'cars', min: 1, max: 12 }],
    [{ pace: Number.NaN }, { kind: 'type', param: 'pace', expected: 'seconds' }],
    [{ pace: Infinity }, { kind: 'type', param: 'pace', expected: 'seconds' }],
    [{ pace: 0.05 }, { kind: 'range', param: 'pace', min: 0.1, max: 3 }],
    [{ poll: 1 }, { kind: 'type', param: 'poll', expected: 'bool' }],
    [{ order: 'any' }, { kind: 'option', param: 'order', options: ['same', 'opposite'] }],
    [{ order: true }, { kind: 'type', param: 'order', expected: 'choice' }],
  ])('%j keeps the default and says so', (input, problem) => {
    expect(readParams(table, input)).toEqual({ values: defaults, problems: [problem] });
  });

  it('one bad field does not take the others with it', () => {
    const { values, problems } = readParams(table, { cars: 99, pace: 2, poll: 'yes' });
    expect(values).toEqual({ ...defaults, pace: 2 });
    expect(problems.map((problem) => problem.kind)).toEqual(['range', 'type']);
  });
});

/** mulberry32: the same numbers on every machine. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function allows(param: Param, value: unknown): boolean {
  if (param.type === 'bool') return typeof value === 'boolean';
  if (param.type === 'choice') return param.options.includes(String(value));
  const fits = param.type === 'int' ? Number.isInteger(value) : Number.isFinite(value);
  return fits && Number(value) >= param.min && Number(value) <= param.max;
}

describe('anything at all', () => {
  const values = [
    0,
    1,
    5,
    6,
    0.1,
    0.25,
    2.5,
    1e9,
    -1,
    -0,
    NaN,
    Infinity,
    2 ** 53,
    true,
    false,
    '',
    '5',
  ];
  const oddities = [null, undefined, [], {}, [[]], 'same', '__proto__', Symbol('s'), 5n, () => 5];
  const samples: readonly unknown[] = [...values, ...oddities];

  it.each(scenarios.map((scenario) => [scenario.id, scenario.params] as const))(
    '%s gets values that its table allows, the same again when read again',
    (_, params) => {
      const random = randomNumbers(1);
      const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
      const names = [...Object.keys(params), 'wheels', '__proto__', 'toString'];
      for (let round = 0; round < sweep(100, 500, 5000); round++) {
        const input = Object.fromEntries(
          Array.from({ length: 5 }, () => [pick(names), pick(samples)]),
        );
        const read = readParams(params, random() < 0.1 ? pick(samples) : input);
        expect(Object.keys(read.values)).toEqual(Object.keys(params));
        for (const [name, param] of Object.entries(params)) {
          expect(allows(param, read.values[name])).toBe(true);
        }
        expect(readParams(params, read.values)).toEqual({ values: read.values, problems: [] });
      }
    },
  );

  it.each(scenarios.map((scenario) => [scenario.id, scenario.params] as const))(
    '%s has defaults that its own table allows',
    (_, params) => {
      const defaultsGiven = Object.fromEntries(
        Object.entries(params).map(([name, param]) => [name, param.default]),
      );
      expect(defaultsOf(params)).toEqual(defaultsGiven);
      expect(readParams(params, defaultsGiven)).toEqual({ values: defaultsGiven, problems: [] });
    },
  );
});
