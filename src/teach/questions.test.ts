/**
 * Every question's answer is confirmed by the run in all interleavings for which it is asked: an exploration enumerates
 * them, the model replays each, and the trace is checked.
 */
import { describe, expect, test } from 'vitest';
import { bug } from '../base/bug.ts';
import { go } from '../engines/model/choice.ts';
import { Model } from '../engines/model/engine.ts';
import { replay } from '../engines/model/replay.ts';
import { scheduleOf } from '../engines/model/schedule.ts';
import { hand } from '../engines/model/strategies/hand.ts';
import { strategies } from '../engines/model/strategies/registry.ts';
import { Explorer } from '../explore/explorer.ts';
import { readParams } from '../scenarios/params.ts';
import { traceOfScenario } from '../outcomes/trace-of.ts';
import { loadProgram } from '../scenarios/programs.ts';
import { findScenario, scenarios } from '../scenarios/registry.ts';
import { loadQuestions, questioned } from './question-files.ts';
import { answerOf, momentOf, type Question } from './question.ts';
import { thinned } from '../base/sweep.ts';

const MOST_RUNS = 2000;
/** Number of steps after which an endless run has shown the answer. */
const MOST_STEPS = 400;

/**
 * Lines at the same instant multiply the runs; these questions are about whether a line is printed, not about the
 * order.
 */
const unordered = new Set(['livelock who-first', 'separate-memory parents-purse']);

const rows: (readonly [string, string, Question])[] = [];
for (const id of questioned) {
  for (const one of await loadQuestions(id)) rows.push([id, one.id, one]);
}

test('every pitfall has a question, and a dozen others', () => {
  const pitfalls = scenarios.filter(({ chapter }) => chapter === 'pitfalls').map(({ id }) => id);
  expect(pitfalls.filter((id) => !questioned.includes(id))).toEqual([]);
  expect(rows.filter(([id]) => !pitfalls.includes(id)).length).toBeGreaterThanOrEqual(12);
});

/** All interleavings of the scenario with these settings, as schedules. */
async function interleavings(id: string, { id: question, params, timed, by }: Question) {
  const scenario = findScenario(id) ?? bug(`no scenario ${id}`);
  const { values, problems } = readParams(scenario.params, params);
  expect(problems).toEqual([]);
  const module = { ...(await loadProgram(id)) };
  const orders: (readonly number[])[] = [];
  // The end is the same whatever order independent lines were printed in.
  const isEnd =
    by.kind === 'choice' && by.options.every(({ holds }) => Object.keys(holds).join() === 'ends');
  const ordered = !isEnd && !unordered.has(`${id} ${question}`);
  const subject = { module, params: values, seed: 1, ordered, timed };
  const explorer = new Explorer(
    subject,
    { executions: MOST_RUNS, steps: MOST_STEPS },
    {
      ended({ taken }) {
        orders.push(taken.map(({ thread }) => thread));
      },
      beganAgain() {
        orders.length = 0;
      },
    },
  );
  while (!explorer.step(200));
  expect(explorer.progress).toBe('over');
  const execution = explorer.anotherExecution();
  const schedules = orders.map((order) => {
    execution.restart();
    execution.follow(order);
    return scheduleOf(execution.model);
  });
  const model = new Model({ module, params: values, seed: 1, strategy: hand(), timed });
  return schedules.map((schedule) => {
    model.restart({ strategy: strategies['fewest-switches']() });
    expect(replay(model, schedule)).toBeUndefined();
    // Threads that cannot continue begin to wait, as on the page.
    while (model.stepCount < 2 * MOST_STEPS && model.prepare() === 'go') model.step();
    return model.trace;
  });
}

describe('the run confirms the answer', () => {
  test.each(thinned(rows, 6))('%s %s', async (id, _question, question) => {
    const traces = await interleavings(id, question);
    let asked = 0;
    for (const trace of traces) {
      const moment = momentOf(question, trace);
      if (moment < 0) continue;
      asked += 1;
      expect(answerOf(question, trace, moment)).toBe(question.answer);
    }
    expect(asked).toBeGreaterThan(0);
  });

  test.each(rows)(
    '%s %s: there is something to choose from, in both languages',
    (_id, _q, question) => {
      const { by, answer, texts } = question;
      for (const text of [texts.en, texts['zh-CN']]) {
        expect(text.ask.length).toBeGreaterThan(5);
        expect(text.because.length).toBeGreaterThan(5);
        const options = by.kind === 'choice' ? by.options.length : undefined;
        expect(text.options?.length).toBe(options);
      }
      if (by.kind === 'choice') expect(by.options.map(({ id }) => id)).toContain(answer);
      if (by.kind === 'number') expect(answer).toMatch(/^-?\d+$/);
    },
  );
});

test('where the cook comes last, nobody is told that the cook has called', async () => {
  const { values: params } = readParams(findScenario('missed-notify')!.params, {});
  const module = { ...(await loadProgram('missed-notify')) };
  const model = new Model({ module, params, seed: 1, strategy: hand(), timed: false });
  for (let steps = 0; steps < MOST_STEPS && model.prepare() === 'go'; steps++) {
    const able = Array.from({ length: model.enabledCount }, (_, n) => model.enabledAt(n));
    model.take(go(Math.max(...able)));
  }
  const questions = await loadQuestions('missed-notify');
  const sits = questions.find(({ id }) => id === 'guest-3') ?? bug('no such question');
  expect(momentOf({ ...sits, given: [] }, model.trace)).toBeGreaterThan(0);
  expect(momentOf(sits, model.trace)).toBe(-1);
});

test.each([
  // The eggs have rung before the last page is read; no guest has given up before a place was free.
  ['timer', 'cancelled', { eggs: 2.5 }],
  ['over-released-semaphore', 'how-many-cars', { patience: 4 }],
] as const)('%s in other times does not ask %s', async (id, question, changed) => {
  const asked = (await loadQuestions(id)).find((one) => one.id === question) ?? bug('none');
  const trace = await traceOfScenario(id, { params: changed });
  expect(momentOf({ ...asked, given: [], unless: [] }, trace)).toBeGreaterThan(0);
  expect(momentOf(asked, trace)).toBe(-1);
  expect(momentOf(asked, await traceOfScenario(id))).toBeGreaterThan(0);
});
