/** The numbers that a seed gives are CPython's: row 120. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { print, repr } from '../program/builtins.ts';
import * as random from '../program/random.ts';
import type { Steps } from '../program/steps.ts';
import { run } from './process-runs.ts';

type Seed = number | bigint | string | boolean | Uint8Array;

/** Each with what Python writes for it. */
const SEEDS: readonly (readonly [Seed, string])[] = [
  ...Array.from({ length: 40 }, (_, n): readonly [Seed, string] => [n * n - 5, `${n * n - 5}`]),
  [2 ** 32, '2**32'],
  [2 ** 53 - 1, '2**53-1'],
  [2n ** 200n + 3n, '2**200+3'],
  [-(2n ** 70n), '-2**70'],
  [true, 'True'],
  ['', "''"],
  ['same', "'same'"],
  ['größer \u{1f600}', "'größer \\U0001f600'"],
  ['x'.repeat(300), "'x'*300"],
  [Uint8Array.from([0, 1, 200]), "b'\\x00\\x01\\xc8'"],
  [0.5, '0.5'],
  [-1.1, '-1.1'],
  [1e300, '1e300'],
  [5e-324, '5e-324'],
  [-Infinity, "float('-inf')"],
];

function* drawAll(): Steps<unknown[]> {
  const items = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  yield* random.shuffle(items);
  return [
    yield* random.random(),
    yield* random.randint(1, 6),
    yield* random.randint(-(2 ** 40), 2 ** 40),
    yield* random.randrange(10),
    yield* random.randrange(0, 100, 7),
    yield* random.randrange(10, -10, -3),
    yield* random.choice([1, 2, 3]),
    yield* random.choice('word'),
    items,
    yield* random.sample(items, 3),
    yield* random.sample(
      Array.from({ length: 1000 }, (_, n) => n),
      12,
    ),
    yield* random.uniform(1.5, 9),
    yield* random.getrandbits(1),
    yield* random.getrandbits(53),
    yield* random.getrandbits(100),
    yield* random.getrandbits(0),
    yield* random.choices(items, { k: 4 }),
    yield* random.choices(items, { weights: [1, 0, 3, 1, 1, 5, 2], k: 5 }),
    yield* random.triangular(0, 10, 3),
    (yield* random.gauss()).toFixed(9),
    (yield* random.gauss(10, 2)).toFixed(9),
    (yield* random.gauss(10, 2)).toFixed(9),
    (yield* random.expovariate(2)).toFixed(9),
    yield* random.random(),
  ];
}

const PYTHON = `
import random, sys
def draw_all():
    items = list('abcdefg')
    random.shuffle(items)
    return [random.random(), random.randint(1, 6), random.randint(-2**40, 2**40), random.randrange(10),
        random.randrange(0, 100, 7), random.randrange(10, -10, -3), random.choice([1, 2, 3]), random.choice('word'), items,
        random.sample(items, 3), random.sample(range(1000), 12), random.uniform(1.5, 9), random.getrandbits(1),
        random.getrandbits(53), random.getrandbits(100), random.getrandbits(0), random.choices(items, k=4),
        random.choices(items, weights=[1, 0, 3, 1, 1, 5, 2], k=5), random.triangular(0, 10, 3),
        '%.9f' % random.gauss(0, 1), '%.9f' % random.gauss(10, 2), '%.9f' % random.gauss(10, 2),
        '%.9f' % random.expovariate(2), random.random()]
for seed in [${SEEDS.map(([, python]) => python).join(', ')}]:
    random.seed(seed)
    for n in range(2): print(repr(draw_all()))
`;

describe('120 random', () => {
  const told = spawnSync('python3', ['-c', PYTHON], { encoding: 'utf8' });

  it.skipIf(told.status !== 0)('120 gives the numbers of CPython for every seed', () => {
    const { printed, end } = run({
      *main(): Steps<void> {
        for (const [seed] of SEEDS) {
          yield* random.seed(seed);
          for (let n = 0; n < 2; n++) yield* print(repr(yield* drawAll()));
        }
      },
    });
    expect(end).toBe('finished');
    expect(printed).toEqual(told.stdout.trimEnd().split('\n'));
  });

  it('120 begins after seed(7) as CPython does', () => {
    const { printed } = run({
      *main(): Steps<void> {
        yield* random.seed(7);
        yield* print(yield* random.random(), yield* random.random());
        yield* random.seed('seven');
        yield* print(yield* random.randint(1, 1000), yield* random.randint(1, 1000));
      },
    });
    expect(printed).toEqual(['0.32383276483316237 0.15084917392450192', '826 53']);
  });
});
