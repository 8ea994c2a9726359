/** Who does what a hint says, again and again, wins: step by step in the model, as on the page. */
import { expect, test } from 'vitest';
import { thinned } from '../../base/sweep.ts';
import { go } from '../../engines/model/choice.ts';
import type { Model } from '../../engines/model/engine.ts';
import { keptModel } from '../../engines/model/kept-model.ts';
import { hand } from '../../engines/model/strategies/hand.ts';
import { Execution } from '../../explore/execution.ts';
import { Reaching } from '../../explore/host/reaching.ts';
import { Walker } from '../../explore/host/walker.ts';
import { readParams } from '../../scenarios/params.ts';
import { loadProgram } from '../../scenarios/programs.ts';
import { findScenario } from '../../scenarios/registry.ts';
import type { Challenge } from '../challenge.ts';
import { meets } from '../goal.ts';
import { outcomeAtEnd } from '../outcome-at-end.ts';
import { movesOf } from '../switches.ts';
import { challenges } from './list.ts';

const MOST_STEPS = 150;
const PLACES = 20_000;

const ids = ['lose-one', 'first-deadlock', 'one-hungry', 'dead-holder', 'three-in-one'];
const rows = (challenges as readonly Challenge[])
  .filter(({ id }) => ids.includes(id))
  .map((challenge) => [challenge.id, challenge] as const);

/** The thread goes on; where it waits for another, that one does. */
function take(model: Model, thread: number): boolean {
  if (thread >= 0 && model.take(go(thread))) return true;
  const { trace } = model;
  let seq = trace.length - 1;
  while (seq >= 0 && trace.thread(seq) !== thread) seq--;
  return seq >= 0 && trace.other(seq) >= 0 && model.take(go(trace.other(seq)));
}

const takeAny = (model: Model): boolean => model.trace.threads.some((_, n) => model.take(go(n)));

test.each(thinned(rows, 3))('%s', { timeout: 600_000 }, async (_id, challenge) => {
  const { scenario, goal } = challenge;
  const { values: params } = readParams(findScenario(scenario)!.params, challenge.params);
  const module = { ...(await loadProgram(scenario)) };
  const model = keptModel()({ module, params, seed: 1, strategy: hand(), timed: false });
  const subject = { module, params, seed: 1, ordered: goal.order !== undefined };
  const walker = new Walker(new Execution(subject, { output: true, clock: false }), true);
  const isWon = (outcome: Parameters<typeof meets>[1]) => meets(goal, outcome);
  const told: string[] = [];
  for (let n = 0; n < MOST_STEPS && outcomeAtEnd(model.trace) === undefined; n++) {
    const { trace } = model;
    const moves = movesOf(trace, trace.length);
    const hint = new Reaching(walker, isWon, { places: PLACES }).find(moves);
    told.push(hint.kind);
    // Where only is left what nobody can notice, it is all one who goes on.
    const by = hint.kind === 'found' ? (hint.first?.by ?? -1) : -1;
    if (!take(model, by) && !takeAny(model)) break;
  }
  expect(told.filter((kind) => kind !== 'found')).toEqual([]);
  expect(meets(goal, outcomeAtEnd(model.trace)!)).toBe(true);
});
