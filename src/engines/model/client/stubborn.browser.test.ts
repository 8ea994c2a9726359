/** The page stays responsive whatever a program does: a hanging thread is ended, as in a live run. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isWhole } from '../../../base/sweep.ts';
import { EndStatus, Phase } from '../../../trace/format.ts';
import { readLost } from '../../../trace/lost-report.ts';
import type { ScenarioProgram } from '../../program.ts';
import type { StepSettings } from '../../step-run.ts';
import { firstDifferent } from '../record.ts';
import { ModelEngine } from './model-engine.ts';
import type { ModelRun } from './model-run.ts';

let engine: ModelEngine;
let made: number;
beforeEach(() => {
  made = 0;
  engine = new ModelEngine({
    hangLimit: 800,
    createWorker() {
      made += 1;
      return new Worker(new URL('./stubborn.worker.ts', import.meta.url), { type: 'module' });
    },
  });
});
afterEach(() => engine.dispose());

const settings: StepSettings = { seed: 1, timed: true, strategy: 'fewest-switches' };
const programOf = (id: string): ScenarioProgram => ({ kind: 'scenario', id, params: {} });
const open = async (id: string) => (await engine.openAlong(programOf(id), settings)).run;

function lostOf({ trace }: ModelRun): number[] {
  const lost = [];
  for (let seq = 0; seq < trace.length; seq++) {
    if (trace.phase(seq) === Phase.end && trace.value(seq) === EndStatus.lost) {
      lost.push(trace.thread(seq));
      expect(readLost(trace.text(seq))).toEqual({ kind: 'hung', seconds: 0.8 });
    }
  }
  return lost;
}

it('ends the thread that computes on and on, and the others go on', async () => {
  const run = await open('thread');
  expect(await run.run(1000)).toBe('halted');
  expect(lostOf(run)).toEqual([1]);
  expect(await run.run(1000)).toBe('finished');
  expect(made).toBe(3);

  const { run: again, misfit } = await engine.openAlong(
    programOf('thread'),
    settings,
    run.schedule(),
  );
  expect(misfit).toBeUndefined();
  expect(firstDifferent(run.trace, again.trace, 0, run.trace.length)).toBeUndefined();
  for (let step = 0; step <= again.stepCount; step++) {
    const { choices } = await again.standing(step);
    if (step < again.stepCount) {
      const possible = choices.map(({ thread }) => thread);
      const isLoss = again.trace.phase(again.eventsAfter(step)) === Phase.end;
      if (!isLoss) expect(possible).toContain(again.threadAt(step));
    }
  }
  expect(made).toBe(3);
});

it.runIf(isWhole)('knows who it was at once when it takes a single step', async () => {
  const run = await open('thread');
  while (lostOf(run).length === 0) await run.step();
  expect(lostOf(run)).toEqual([1]);
  expect(made).toBe(2);
});

it.runIf(isWhole)('finds it out when it is asked what could happen', async () => {
  const run = await open('main');
  await run.step();
  await run.step();
  expect((await run.standing(2)).choices).toMatchObject([{ thread: 0, op: -1 }]);
  expect(lostOf(run)).toEqual([0]);
  expect(await run.run(10)).toBe('finished');
});
