/** The schedule of an ending, replayed in the model, has that ending. */
import { describe, expect, test } from 'vitest';
import { sweep } from '../base/sweep.ts';
import { Model } from '../engines/model/engine.ts';
import { replay } from '../engines/model/replay.ts';
import { hand } from '../engines/model/strategies/hand.ts';
import { readParams } from '../scenarios/params.ts';
import { loadProgram } from '../scenarios/programs.ts';
import { scenarios } from '../scenarios/registry.ts';
import type { Outcome } from '../trace/outcome.ts';
import { History } from '../views/history.ts';
import { outcomeOf } from '../views/outcome.ts';
import { Explorer } from './explorer.ts';

/** Fields that both express alike; a trace makes names unique. */
const told = ({ kind, stuck, failures, printed, finals }: Outcome) => ({
  kind,
  stuck: stuck.map(({ op }) => op).toSorted(),
  failures: failures.filter((text) => !text.startsWith('exit ')).toSorted(),
  printed: printed.toSorted(),
  values: finals.map(({ value }) => value).toSorted(),
});

/** Every scenario, or every third. */
const some = scenarios.filter((_, n) => n % sweep(6, 3, 1) === 0);

describe.each(some.map(({ id, params }) => [id, params] as const))('%s', (id, params) => {
  test.each([false, true])('timed: %s', async (timed) => {
    const module = await loadProgram(id);
    const { values } = readParams(params, {});
    const subject = { module, params: values, seed: 1, ordered: false };
    const explorer = new Explorer(subject, { timed, executions: 8, steps: 250 });
    explorer.step(10);
    for (const ending of explorer.result.endings.slice(0, 3)) {
      if (ending.kind === 'never') continue;
      const { schedule } = ending;
      const model = new Model({ module, params: values, ...schedule, strategy: hand() });
      expect(replay(model, schedule, schedule.choices.length)).toBeUndefined();
      const { trace } = model;
      const end = ending.kind === 'exception' ? 'finished' : ending.kind;
      const world = new History(trace).live(trace.endTime);
      expect(told(outcomeOf(trace, world, end))).toEqual(told(ending));
    }
  });
});
