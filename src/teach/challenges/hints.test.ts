/** Following hints repeatedly wins: step by step in the model, as on the page. */
import { expect, test } from 'vitest';
import { bug } from '../../base/bug.ts';
import { isWhole, thinned } from '../../base/sweep.ts';
import { go } from '../../engines/model/choice.ts';
import type { Model } from '../../engines/model/engine.ts';
import { keptModel } from '../../engines/model/kept-model.ts';
import { hand } from '../../engines/model/strategies/hand.ts';
import { Execution } from '../../explore/execution.ts';
import type { ReachTurn } from '../../explore/report.ts';
import { Phase } from '../../trace/format.ts';
import { Reaching } from '../../explore/host/reaching.ts';
import { Walker } from '../../explore/host/walker.ts';
import { readParams } from '../../scenarios/params.ts';
import { loadProgram } from '../../scenarios/programs.ts';
import { findScenario } from '../../scenarios/registry.ts';
import { starsOf, type Challenge, type RunChallenge } from '../challenge.ts';
import { meets } from '../goal.ts';
import { outcomeAtEnd } from '../outcome-at-end.ts';
import { movesOf, switchesOf } from '../switches.ts';
import { standingOf, stepperOf } from '../turn.ts';
import { challenges } from './list.ts';

const MOST_STEPS = 200;
const PLACES = 60_000;
/** A hint's time limit is too short to find the fewest switches: these use random search. */
const byChance: ReadonlySet<string> = new Set(['poor-bank', 'kitchen-closes']);

const rows = (challenges as readonly Challenge[])
  .filter((one): one is RunChallenge => one.kind === 'run')
  .map((challenge) => [challenge.id, challenge] as const);

/** The thread that a thread waits for; -1 for none. */
function waitsFor({ trace }: Model, thread: number): number {
  let seq = trace.length - 1;
  while (seq >= 0 && trace.thread(seq) !== thread) seq--;
  return seq >= 0 && trace.phase(seq) === Phase.block ? trace.other(seq) : -1;
}

function moversOf(model: Model): number[] {
  model.prepare();
  return Array.from({ length: model.enabledCount }, (_, n) => model.enabledAt(n));
}

/** As on the page, step by step until the turn is done. */
function follow(model: Model, turn: ReachTurn | undefined): void {
  const from = model.trace.length;
  for (let n = 0; n < MOST_STEPS; n++) {
    const next = stepperOf(turn, moversOf(model), (thread) => waitsFor(model, thread));
    if (next === undefined) return;
    expect(model.take(go(next))).toBe(true);
    const { trace } = model;
    const moves = movesOf(trace, from, trace.length);
    if (turn === undefined) continue;
    const standing = standingOf(turn, moves);
    if (standing === 'done') return;
    expect(standing).toBe('open');
  }
  bug('it never comes to that');
}

/** The ones with random search take as long as all others together. */
const tried = isWhole ? rows : rows.filter(([id]) => !byChance.has(id));

test.each(thinned(tried, 4))('%s', { timeout: 600_000 }, async (_id, challenge) => {
  const { scenario, goal } = challenge;
  const { values: params } = readParams(findScenario(scenario)!.params, challenge.params);
  const module = { ...(await loadProgram(scenario)) };
  const model = keptModel()({ module, params, seed: 1, strategy: hand(), timed: false });
  const subject = { module, params, seed: 1, ordered: true };
  const walker = new Walker(new Execution(subject, { output: true, clock: false }), true);
  const isWon = (outcome: Parameters<typeof meets>[1]) => meets(goal, outcome);
  const hintHere = () => {
    const { trace } = model;
    const moves = movesOf(trace, 0, trace.length);
    const hint = new Reaching(walker, isWon, { places: PLACES }).find(moves);
    return hint.kind === 'found' ? hint : bug(`no hint: ${hint.kind}`);
  };
  const { turns, switches } = hintHere();
  for (const [n, turn] of turns.entries()) {
    follow(model, turn);
    // A new request on the way replaces the hint.
    if (n === Math.floor(turns.length / 2)) {
      const { length } = turns;
      expect(hintHere().turns.length).toBeLessThanOrEqual(length - n);
    }
  }
  expect(hintHere().turns).toEqual([]);
  follow(model, undefined);
  expect(meets(goal, outcomeAtEnd(model.trace)!)).toBe(true);
  expect(switchesOf(model.trace)).toBeLessThanOrEqual(switches);
  if (!byChance.has(challenge.id)) expect(starsOf(challenge, switches)).toBe(3);
});
