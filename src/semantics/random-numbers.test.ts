/** A seed gives CPython's numbers: row 120. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { python3 } from '../../scripts/python.mjs';
import { print, repr } from '../program/builtins.ts';
import * as random from '../program/random.ts';
import type { Steps } from '../program/steps.ts';
import { Queue } from '../program/queue.ts';
import { run } from './process-runs.ts';
import { tell } from './row.ts';

type Seed = number | bigint | string | boolean | Uint8Array;

/** Each seed with its Python source. */
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

type Source = Omit<random.Random, 'getstate' | 'setstate' | symbol>;

function* drawAll(source: Source): Steps<unknown[]> {
  const items = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  yield* source.shuffle(items);
  return [
    yield* source.random(),
    yield* source.randint(1, 6),
    yield* source.randint(-(2 ** 40), 2 ** 40),
    yield* source.randrange(10),
    yield* source.randrange(0, 100, 7),
    yield* source.randrange(10, -10, -3),
    yield* source.choice([1, 2, 3]),
    yield* source.choice('word'),
    items,
    yield* source.sample(items, 3),
    yield* source.sample(
      Array.from({ length: 1000 }, (_, n) => n),
      12,
    ),
    yield* source.uniform(1.5, 9),
    yield* source.getrandbits(1),
    yield* source.getrandbits(53),
    yield* source.getrandbits(100),
    yield* source.getrandbits(0),
    yield* source.choices(items, { k: 4 }),
    yield* source.choices(items, { weights: [1, 0, 3, 1, 1, 5, 2], k: 5 }),
    yield* source.triangular(0, 10, 3),
    (yield* source.gauss()).toFixed(9),
    (yield* source.gauss(10, 2)).toFixed(9),
    (yield* source.gauss(10, 2)).toFixed(9),
    (yield* source.expovariate(2)).toFixed(9),
    (yield* source.normalvariate(1, 3)).toFixed(9),
    (yield* source.lognormvariate(0, 0.5)).toFixed(9),
    (yield* source.paretovariate(3)).toFixed(9),
    (yield* source.weibullvariate(2, 1.5)).toFixed(9),
    yield* source.randbytes(5),
    yield* source.randint(10n ** 30n, 10n ** 31n),
    yield* source.randrange(-5, 60, 11),
    yield* source.choices('xyz', { cumWeights: [1, 1.5, 9], k: 6 }),
    yield* source.sample('wxyz', 3),
    yield* source.sample(['red', 'blue'], 5, { counts: [4, 2] }),
    yield* source.sample(
      Array.from({ length: 90 }, (_, n) => n),
      90,
    ),
    yield* source.sample(
      Array.from({ length: 86 }, (_, n) => n),
      6,
    ),
    yield* source.sample(items, 0),
    yield* source.random(),
  ];
}

const PYTHON = `
import random, sys
def draw_all(random):
    items = list('abcdefg')
    random.shuffle(items)
    return [random.random(), random.randint(1, 6), random.randint(-2**40, 2**40), random.randrange(10),
        random.randrange(0, 100, 7), random.randrange(10, -10, -3), random.choice([1, 2, 3]), random.choice('word'), items,
        random.sample(items, 3), random.sample(range(1000), 12), random.uniform(1.5, 9), random.getrandbits(1),
        random.getrandbits(53), random.getrandbits(100), random.getrandbits(0), random.choices(items, k=4),
        random.choices(items, weights=[1, 0, 3, 1, 1, 5, 2], k=5), random.triangular(0, 10, 3),
        '%.9f' % random.gauss(0, 1), '%.9f' % random.gauss(10, 2), '%.9f' % random.gauss(10, 2),
        '%.9f' % random.expovariate(2), '%.9f' % random.normalvariate(1, 3), '%.9f' % random.lognormvariate(0, 0.5),
        '%.9f' % random.paretovariate(3), '%.9f' % random.weibullvariate(2, 1.5), random.randbytes(5),
        random.randint(10**30, 10**31), random.randrange(-5, 60, 11), random.choices('xyz', cum_weights=[1, 1.5, 9], k=6),
        random.sample('wxyz', 3), random.sample(['red', 'blue'], 5, counts=[4, 2]), random.sample(range(90), 90),
        random.sample(range(86), 6), random.sample(items, 0), random.random()]
for seed in [${SEEDS.map(([, python]) => python).join(', ')}]:
    random.seed(seed)
    for n in range(2): print(repr(draw_all(random)))
    own = random.Random(seed)
    state = own.getstate()
    print(repr(draw_all(own)), repr(draw_all(own))[-30:])
    own.setstate(state)
    print(own.random(), random.random())
`;

describe('120 random', () => {
  const told = spawnSync(python3, ['-c', PYTHON], { encoding: 'utf8' });

  it.skipIf(told.status !== 0)('120 gives the numbers of CPython for every seed', () => {
    const { printed, end } = run({
      *main(): Steps<void> {
        for (const [seed] of SEEDS) {
          yield* random.seed(seed);
          for (let n = 0; n < 2; n++) yield* print(repr(yield* drawAll(random)));
          const own = yield* new random.Random(seed);
          const state = yield* own.getstate();
          yield* print(repr(yield* drawAll(own)), repr(yield* drawAll(own)).slice(-30));
          yield* own.setstate(state);
          yield* print(yield* own.random(), yield* random.random());
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

  it.skipIf(told.status !== 0)('120 raises as CPython does', () => {
    const cases: readonly (readonly [() => Steps<unknown>, string])[] = [
      [() => random.randrange(0), 'randrange(0)'],
      [() => random.randrange(3, 3), 'randrange(3, 3)'],
      [() => random.randrange(5, 1, 2), 'randrange(5, 1, 2)'],
      [() => random.randrange(1, 5, -2), 'randrange(1, 5, -2)'],
      [() => random.randrange(1, 5, 0), 'randrange(1, 5, 0)'],
      [() => random.randrange(2.5), 'randrange(2.5)'],
      [() => random.randrange(1, 2.5), 'randrange(1, 2.5)'],
      [() => random.randrange(1, 9, 2.5), 'randrange(1, 9, 2.5)'],
      [() => random.randint(2, 1), 'randint(2, 1)'],
      [() => random.randint(1.5, 9), 'randint(1.5, 9)'],
      [() => random.choice([]), 'choice([])'],
      [() => random.choice(''), "choice('')"],
      [() => random.choices([]), 'choices([])'],
      [() => random.choices([1], { weights: [1, 2] }), 'choices([1], [1, 2])'],
      [() => random.choices([1], { weights: [0] }), 'choices([1], [0])'],
      [() => random.choices([1], { weights: [Infinity] }), "choices([1], [float('inf')])"],
      [
        () => random.choices([1], { weights: [1], cumWeights: [1] }),
        'choices([1], [1], cum_weights=[1])',
      ],
      [() => random.sample([1, 2], 3), 'sample([1, 2], 3)'],
      [() => random.sample([1, 2], -1), 'sample([1, 2], -1)'],
      [() => random.sample({ a: 1 } as never, 1), "sample({'a': 1}, 1)"],
      [() => random.sample([1], 1, { counts: [1, 2] }), 'sample([1], 1, counts=[1, 2])'],
      [() => random.sample([1], 1, { counts: [0] }), 'sample([1], 1, counts=[0])'],
      [() => random.expovariate(0), 'expovariate(0)'],
      [() => random.getrandbits(-1), 'getrandbits(-1)'],
      [() => random.seed([1] as never), 'seed([1])'],
      ...[1.5, NaN, Infinity, -Infinity].flatMap((bad): [() => Steps<unknown>, string][] => {
        const py = Number.isFinite(bad) ? '1.5' : `float('${String(bad).toLowerCase()}')`;
        return [
          [() => random.sample(['a'], 1, { counts: [bad] }), `sample(['a'], 1, counts=[${py}])`],
          [() => random.choices(['a'], { k: bad }), `choices(['a'], k=${py})`],
          [() => random.getrandbits(bad), `getrandbits(${py})`],
          [() => random.randrange(bad), `randrange(${py})`],
          [() => random.randrange(0, bad), `randrange(0, ${py})`],
          [() => random.randint(0, bad), `randint(0, ${py})`],
          [() => random.randint(bad, bad), `randint(${py}, ${py})`],
          [() => random.choices(['a'], { weights: [bad] }), `choices(['a'], [${py}])`],
        ];
      }),
      [() => random.sample(['a'], 1, { counts: [] }), "sample(['a'], 1, counts=[])"],
      [() => random.sample([], 0, { counts: [] }), 'sample([], 0, counts=[])'],
      [() => random.sample(['a'], 1, { counts: [-1] }), "sample(['a'], 1, counts=[-1])"],
      [() => random.randbytes(-1), 'randbytes(-1)'],
      [() => random.paretovariate(0), 'paretovariate(0)'],
      [() => random.weibullvariate(1, 0), 'weibullvariate(1, 0)'],
      [() => random.lognormvariate(1000, 0), 'lognormvariate(1000, 0)'],
    ];
    const python = `
import warnings; warnings.simplefilter('ignore')
from random import *
for call in [${cases.map(([, text]) => `lambda: ${text}`).join(', ')}]:
    try: print(call())
    except Exception as e: print(type(e).__name__ + ':', e)
`;
    const { stdout } = spawnSync(python3, ['-c', python], { encoding: 'utf8' });
    const { printed } = run({
      *main(): Steps<void> {
        for (const [call] of cases) yield* tell(call());
      },
    });
    expect(printed.join('\n')).toBe(stdout.trimEnd());
  });

  it('120 generators of the program: each has numbers of its own, and one that was not made says so', () => {
    const { printed } = run({
      *main(): Steps<void> {
        const [one, other] = [yield* new random.Random(7), yield* new random.Random(7)];
        yield* print(yield* one.random(), yield* one.random(), yield* other.random());
        const [some, more] = [yield* new random.Random(), yield* new random.Random()];
        yield* print((yield* some.random()) === (yield* more.random()));
        yield* tell(new random.Random(7).random());
        yield* tell(new random.Random(7).choice([1]));
        yield* tell((yield* new Queue()).put(one));
      },
    });
    expect(printed).toEqual([
      '0.32383276483316237 0.15084917392450192 0.32383276483316237',
      'False',
      ...Array<string>(2).fill(
        'RuntimeError: this Random is not created yet: write yield* new Random(...)',
      ),
      expect.stringContaining('TypeError: an instance of Random does not travel'),
    ]);
  });
});
