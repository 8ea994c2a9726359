import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasPython } from '../python.mjs';
import { isWhole, thinned } from '../../src/base/sweep.ts';
import { generate, kinds } from './generate.ts';
import { Fuzzer } from './fuzz.ts';
import { differences, type Outcome } from './outcome.ts';
import type { Act, Program } from './program.ts';
import { pythonText } from './python-text.ts';
import { shrink } from './shrink.ts';
import { slotsOf, timerSlots, timingOf } from './timing.ts';
import { weftText } from './weft-text.ts';

const act = (on: string, py: string, js = py): Act => ({ on, py, js, args: [] });

/** Main acquires a lock that a thread holds for ever; in Weft's text it only tries to. */
const planted: Program = {
  seed: 0,
  kind: 'locks',
  things: [
    { names: ['lock1'], py: 'threading.Lock()', js: 'new threading.Lock()', args: [] },
    { names: ['event1'], py: 'threading.Event()', js: 'new threading.Event()', args: [] },
  ],
  tasks: [
    {
      name: 'main',
      kind: 'main',
      acts: [
        act('event1', 'is_set()', 'isSet()'),
        act('t1', 'start()'),
        act('event1', 'set()'),
        act('lock1', 'acquire()', 'acquire(false)'),
      ],
    },
    { name: 't1', kind: 'thread', acts: [act('lock1', 'acquire()')] },
  ],
  jobs: [],
};

describe('programs', () => {
  test.each(kinds)('%s: a seed gives the same program', (kind) => {
    expect(weftText(generate(kind, 7))).toBe(weftText(generate(kind, 7)));
    expect(weftText(generate(kind, 7))).not.toBe(weftText(generate(kind, 8)));
  });

  test('acts and time limits fall in slots of their own', () => {
    const program = generate('shared', 1);
    const timing = timingOf(program);
    const acts = Object.values(timing.mine);
    const limits = acts.map((slot) => (slot + slotsOf(timing, { limit: 3 })) % timing.round);
    expect(new Set([...acts, ...limits]).size).toBe(timing.round);
    const { name } = program.tasks.at(-1)!;
    const fires = timerSlots(timing, { name, kind: 'timer', acts: [], interval: 2 });
    expect(fires % timing.round).toBe(timing.mine[name]);
  });
});

describe('outcomes', () => {
  const outcome: Outcome = {
    answers: { 'main 0': '4: None' },
    exit: '0',
    at: 8,
    out: '',
    err: [],
    end: 8,
  };
  test.each([
    ['an answer', { answers: { 'main 0': '4: True' } }],
    ['a slot', { answers: { 'main 0': '6: None' } }],
    ['a call that never came back', { answers: {} }],
    ['an exit code', { exit: '1' }],
    ['when it ends', { at: 16 }],
    ['a report', { err: ['ValueError: x'] }],
    ['what is printed', { out: 'x\n' }],
  ])('%s makes a difference', (_, change) => {
    expect(differences(outcome, outcome)).toEqual([]);
    expect(differences({ ...outcome, ...change }, outcome)).toHaveLength(1);
  });

  test('what does not matter is left out of a program', async () => {
    const needsBoth = (program: Program) =>
      Promise.resolve(
        /lock1\.acquire\(false\)/.test(weftText(program)) &&
          pythonText(program).includes('t1.start'),
      );
    const least = await shrink(planted, needsBoth);
    expect(least.tasks.map(({ acts }) => acts.length)).toEqual([2, 0]);
    expect(least.things.map(({ names }) => names)).toEqual([['lock1']]);
  });
});

describe.skipIf(!hasPython)('CPython', () => {
  let fuzzer: Fuzzer;
  beforeAll(() => {
    fuzzer = new Fuzzer(16);
  });
  afterAll(() => fuzzer.close());

  test.runIf(isWhole)(
    'a planted difference is found',
    async () => {
      const verdict = await fuzzer.compare(planted);
      // On too busy a machine there is no verdict.
      if (verdict.kind === 'busy') return;
      expect(verdict).toMatchObject({
        kind: 'different',
        lines: expect.arrayContaining([
          expect.stringMatching(/main 3: CPython never \| Weft \d+: False/),
        ]) as unknown,
      });
    },
    60_000,
  );

  test('a few programs come to the same', async () => {
    const programs = thinned(['locks', 'conditions', 'barriers', 'shared'] as const, 4).map(
      (kind) => generate(kind, 3),
    );
    const verdicts = await Promise.all(programs.map((program) => fuzzer.compare(program)));
    expect(verdicts.filter(({ kind }) => kind === 'different')).toEqual([]);
  }, 60_000);
});
