/**
 * Every challenge can be won and is not won at the start: an exploration finds a run that meets the goal, the model
 * replays it step by step, and its trace meets the goal as evaluated by the page. For a cure every interleaving is
 * explored: the faulty setting has an ending that misses the goal, the cured one has none, and they differ by one
 * change.
 */
import { describe, expect, test } from 'vitest';
import { bug } from '../../base/bug.ts';
import type { ParamValues } from '../../base/param-values.ts';
import { keptModel } from '../../engines/model/kept-model.ts';
import { replay } from '../../engines/model/replay.ts';
import type { Schedule } from '../../engines/model/schedule.ts';
import { hand } from '../../engines/model/strategies/hand.ts';
import { strategies } from '../../engines/model/strategies/registry.ts';
import type { Ending } from '../../explore/exploration.ts';
import { Explorer } from '../../explore/explorer.ts';
import { readParams } from '../../scenarios/params.ts';
import { loadProgram } from '../../scenarios/programs.ts';
import { findScenario } from '../../scenarios/registry.ts';
import type { Trace } from '../../trace/trace.ts';
import {
  challengeChapters,
  changesFrom,
  starsOf,
  type Challenge,
  type CureChallenge,
  type RunChallenge,
} from '../challenge.ts';
import { meets } from '../goal.ts';
import { outcomeAtEnd } from '../outcome-at-end.ts';
import { switchesOf } from '../switches.ts';
import { challenges, findChallenge } from './list.ts';
import en from './texts.en.json';
import zhCN from './texts.zh-CN.json';
import { thinned } from '../../base/sweep.ts';

const all: readonly Challenge[] = challenges;
const runs = all.filter((one): one is RunChallenge => one.kind === 'run');
const cures = all.filter((one): one is CureChallenge => one.kind === 'cure');
const rowsOf = <T extends Challenge>(some: readonly T[]) =>
  some.map((one) => [one.id, one] as const);

const modelFor = keptModel();

async function subjectOf(challenge: Challenge, changes: ParamValues = {}) {
  const { scenario, goal } = challenge;
  const { params } = findScenario(scenario) ?? bug(`no scenario ${scenario}`);
  const read = readParams(params, { ...challenge.params, ...changes });
  expect(read.problems).toEqual([]);
  const module = await loadProgram(scenario);
  return { module: { ...module }, params: read.values, seed: 1, ordered: goal.order !== undefined };
}

type Subject = Awaited<ReturnType<typeof subjectOf>>;

/** The trace of a schedule, as in step mode. */
function traceOf({ module, params, seed }: Subject, schedule: Schedule): Trace {
  const model = modelFor({ module, params, seed, strategy: hand(), timed: false });
  expect(replay(model, schedule)).toBeUndefined();
  return model.trace;
}

/** The ending that meets the goal with the fewest switches found by a short search. */
function winningEnding(challenge: Challenge, subject: Subject): Ending | undefined {
  const explorer = new Explorer(subject, { executions: 3000 });
  while (!explorer.step(100));
  return explorer.result.endings.find((ending) => meets(challenge.goal, ending));
}

test('there are at least twenty, in every chapter some, each with an id of its own', () => {
  expect(challenges.length).toBeGreaterThanOrEqual(20);
  expect(new Set(challenges.map(({ id }) => id)).size).toBe(challenges.length);
  expect([...new Set(challenges.map(({ chapter }) => chapter))]).toEqual([...challengeChapters]);
  expect(findChallenge('lose-one')).toBe(challenges[0]);
  expect(findChallenge('__proto__')).toBeUndefined();
});

test('each has its texts in both languages', () => {
  const ids = challenges.map(({ id }) => id).toSorted();
  for (const texts of [en, zhCN]) expect(Object.keys(texts).toSorted()).toEqual(ids);
});

describe('a run can be won', () => {
  test.each(thinned(rowsOf(runs), 8))('%s', async (_id, challenge) => {
    const subject = await subjectOf(challenge);
    const won = winningEnding(challenge, subject) ?? bug(`${challenge.id} cannot be won`);
    const trace = traceOf(subject, won.schedule);
    const outcome = outcomeAtEnd(trace) ?? bug('it goes on');
    expect(meets(challenge.goal, outcome)).toBe(true);
    expect(switchesOf(trace)).toBeGreaterThanOrEqual(challenge.best);
  });
});

describe('a run is not won at the start', () => {
  test.each(rowsOf(runs))(
    '%s: nor where each goes on for as long as it can',
    async (_id, challenge) => {
      const { module, params, seed } = await subjectOf(challenge);
      const strategy = strategies['fewest-switches']();
      const model = modelFor({ module, params, seed, strategy, timed: false });
      expect(outcomeAtEnd(model.trace)).toBeUndefined();
      for (let steps = 0; steps < 3000 && model.prepare() === 'go'; steps++) model.step();
      const outcome = outcomeAtEnd(model.trace);
      expect(outcome !== undefined && meets(challenge.goal, outcome)).toBe(false);
    },
  );
});

describe('a cure is one', () => {
  test.each(thinned(rowsOf(cures), 5))('%s', async (_id, challenge) => {
    const sick = new Explorer(await subjectOf(challenge), { executions: 20_000 });
    const isMissed = () => sick.result.endings.some((ending) => !meets(challenge.goal, ending));
    while (!sick.step(100) && !isMissed());
    expect(isMissed()).toBe(true);

    const cured = await subjectOf(challenge, challenge.cure);
    const explorer = new Explorer(cured, { executions: 20_000 });
    while (!explorer.step(100));
    const { isComplete, endings } = explorer.result;
    expect(isComplete).toBe(true);
    expect(endings.filter((ending) => !meets(challenge.goal, ending))).toEqual([]);
    const changes = changesFrom((await subjectOf(challenge)).params, cured.params);
    expect(changes).toHaveLength(1);
    expect(challenge.fixed).not.toContain(changes[0]);
    expect(starsOf(challenge, changes.length)).toBe(3);
  });
});
