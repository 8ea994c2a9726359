/**
 * Frozen examples of docs/FORMATS.md: the choices of strategies. Links encode long runs as plans, so a strategy must
 * make the same choices for ever. If a line differs, do not change the line: docs/FORMATS.md says what to do.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Variable } from '../../../program/builtins.ts';
import { compute } from '../../../program/compute.ts';
import { Process } from '../../../program/multiprocessing.ts';
import type { Steps } from '../../../program/steps.ts';
import { Lock, Thread } from '../../../program/threading.ts';
import { sleep } from '../../../program/time.ts';
import { Model } from '../engine.ts';
import { strategies, choosers } from './registry.ts';

const STEPS = 600;
const seeds = [1, 7, 2 ** 31 - 1];

/** Three processes with three threads each: they count under locks, compute and sleep, longer than the test runs. */
function* main(): Steps<void> {
  for (let n = 0; n < 2; n++) {
    const child = yield* new Process({ target: crowd });
    yield* child.start();
  }
  yield* crowd();
}

function* crowd(): Steps<void> {
  const lock = yield* new Lock();
  const sum = yield* new Variable(0);
  for (let n = 1; n <= 3; n++) {
    const thread = yield* new Thread({ target: count, args: [lock, sum, n] });
    yield* thread.start();
  }
}

function* count(lock: Lock, sum: Variable<number>, n: number): Steps<void> {
  for (let turn = 1; ; turn++) {
    const seen = yield* sum.get();
    if (turn % n === 0) {
      yield* lock.acquire();
      yield* sum.set((yield* sum.get()) + n);
      yield* lock.release();
    }
    if (seen % 3 === 0) yield* compute(n / 100);
    if (turn % 8 === 0) yield* sleep(n / 100);
  }
}

const module = { main, crowd, count };

/** 32-bit FNV-1a over the choices as bytes, low byte first. */
function hashOf(choices: Uint16Array): string {
  let hash = 0x811c9dc5;
  for (const choice of choices) {
    for (const byte of [choice & 255, choice >> 8]) hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function choicesOf(name: keyof typeof strategies, seed: number, timed: boolean): string {
  const strategy = strategies[name]();
  const model = new Model({ module, params: {}, seed, timed, cost: 1, strategy });
  model.run(STEPS);
  expect(model.stepCount).toBe(STEPS);
  return hashOf(model.choices.slice());
}

const formats = readFileSync(
  fileURLToPath(new URL('../../../../docs/FORMATS.md', import.meta.url)),
  'utf8',
);
const frozen = new Map(
  [...formats.matchAll(/^\| `([a-z\d-]+)` +\| ([\da-f ]+?) +\| ([\da-f ]+?) +\|$/gm)].map(
    ([, name = '', timed = '', untimed = '']) => [name, { timed, untimed }],
  ),
);

describe('frozen choices', () => {
  it('are there for every strategy', () => {
    expect([...frozen.keys()].toSorted()).toEqual(choosers.toSorted());
  });

  it.each(choosers)('%s', (name) => {
    const taken = (timed: boolean) => seeds.map((seed) => choicesOf(name, seed, timed)).join(' ');
    expect({ timed: taken(true), untimed: taken(false) }).toEqual(frozen.get(name));
  });
});
