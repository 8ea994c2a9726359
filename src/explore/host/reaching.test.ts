/** Distance to a goal: from the start, on the way, and where the goal has become unreachable. */
import { expect, test } from 'vitest';
import { readParams } from '../../scenarios/params.ts';
import { loadProgram } from '../../scenarios/programs.ts';
import { findScenario } from '../../scenarios/registry.ts';
import { challenges } from '../../teach/challenges/list.ts';
import type { Challenge } from '../../teach/challenge.ts';
import { meets } from '../../teach/goal.ts';
import type { Move } from '../../teach/switches.ts';
import { Execution } from '../execution.ts';
import type { Reach } from '../report.ts';
import { Reaching } from './reaching.ts';
import { Walker } from './walker.ts';
import { isWhole } from '../../base/sweep.ts';

/** More than the longest of these searches needs, so that no random run is tried; the same on a busy machine. */
const PLACES = 100_000;

async function reach(
  { scenario, params, goal }: Pick<Challenge, 'scenario' | 'params' | 'goal'>,
  moves: readonly Move[] = [],
): Promise<Reach> {
  const { values } = readParams(findScenario(scenario)!.params, params);
  const module = { ...(await loadProgram(scenario)) };
  const subject = { module, params: values, seed: 1, ordered: true };
  const walker = new Walker(new Execution(subject, { output: true, clock: false }), true);
  return new Reaching(walker, (outcome) => meets(goal, outcome), { places: PLACES }).find(moves);
}

const letters = {
  scenario: 'opposite-locks',
  params: { letters: 1 },
  goal: { ends: ['deadlock'] },
} as const;

test('from the start: two switches, Ann before Ben or Ben before Ann', async () => {
  const found = await reach(letters);
  expect(found).toMatchObject({ kind: 'found', switches: 2 });
});

test('on the way: Ann has the pen, and Ben is to take the paper', async () => {
  const moves = [
    { thread: 0, op: 'start', waits: false },
    { thread: 0, op: 'start', waits: false },
    { thread: 0, op: 'finish', waits: false },
    { thread: 1, op: 'acquire', waits: false },
  ];
  const found = await reach(letters, moves);
  expect(found).toMatchObject({
    kind: 'found',
    switches: 1,
    turns: [{ first: { thread: 'Ann' } }, { first: { thread: 'Ben', on: 'paper' } }],
  });
});

test('who is the main thread of another process goes by the name of the process', async () => {
  const [loseOne] = challenges as readonly Challenge[];
  const found = await reach(loseOne!);
  const begin = found.kind === 'found' ? found.turns.map(({ first }) => first.thread) : [];
  expect(begin[0]).toBe('MainThread');
  expect(begin[1]).toMatch(/^gate \d$/);
});

test('too late: Ann has both, so nothing can go wrong any more', async () => {
  const start = { thread: 0, op: 'start', waits: false };
  const acquire = { thread: 1, op: 'acquire', waits: false };
  const printed = { thread: 1, op: 'print', waits: false };
  expect(await reach(letters, [start, start, acquire, printed, acquire])).toEqual({ kind: 'none' });
});

const runs = (challenges as readonly Challenge[]).filter(({ kind }) => kind === 'run');
/** Seconds of searching, each: for `npm test -- --whole`. */
const slow = [
  'lose-one-of-three',
  'lose-two',
  'all-but-two',
  'poor-bank',
  'kitchen-closes',
  'careless-and-lucky',
  'last-writer',
  'three-in-one',
];
const rows = runs.map((challenge) => [challenge.id, challenge] as const);

test.each(isWhole ? rows : rows.filter(([id]) => !slow.includes(id)))(
  'of %s it knows a way',
  { timeout: 600_000 },
  async (_id, challenge) => {
    expect((await reach(challenge)).kind).toBe('found');
  },
);
