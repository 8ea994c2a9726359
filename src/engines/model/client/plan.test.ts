import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { print, Variable } from '../../../program/builtins.ts';
import type { Steps } from '../../../program/steps.ts';
import { Condition, Thread } from '../../../program/threading.ts';
import { monotonic, sleep } from '../../../program/time.ts';
import type { ScenarioProgram } from '../../program.ts';
import { withCoarseTimes } from '../encoding/coarse-times.ts';
import { decodePlan, encodePlan, isPlan, type PlanPart } from '../encoding/plan-text.ts';
import { encodeSchedule } from '../encoding/schedule-text.ts';
import { firstDifferent } from '../record.ts';
import { shorten } from '../schedule.ts';
import { followPlan } from './follow-plan.ts';
import { localWorker } from './local-worker.ts';
import { ModelEngine } from './model-engine.ts';
import type { ModelRun } from './model-run.ts';
import { sweep } from '../../../base/sweep.ts';

/** Three threads that count, sleep and wait with a timeout. */
function* main({ rounds }: { rounds: number }): Steps<void> {
  const n = yield* new Variable(0);
  const changed = yield* new Condition();
  const threads = [];
  for (const name of ['a', 'b', 'c']) {
    const thread = yield* new Thread({ target: count, args: [n, changed, rounds], name });
    yield* thread.start();
    threads.push(thread);
  }
  for (const thread of threads) yield* thread.join();
}

function* count(n: Variable<number>, changed: Condition, rounds: number): Steps<void> {
  for (let round = 0; round < rounds; round++) {
    yield* n.set((yield* n.get()) + 1);
    yield* sleep(0.013);
    yield* changed.acquire();
    yield* changed.notify();
    yield* changed.wait(0.007);
    yield* changed.release();
  }
  yield* print('at', yield* monotonic());
}

const program: ScenarioProgram = { kind: 'scenario', id: 'count', params: { rounds: 60 } };
const settings = { seed: 7, timed: true, strategy: 'random' } as const;

let engine: ModelEngine;
beforeEach(() => {
  engine = new ModelEngine({ createWorker: () => localWorker({ count: { main, count } }) });
});
afterEach(() => engine.dispose());

const open = (strategy: 'random' | 'nasty' | 'gil', from?: ModelRun) =>
  engine.openAlong(program, { ...settings, strategy }, from?.schedule(), from?.stretches());

const follow = (parts: readonly PlanPart[], of = program) =>
  followPlan(
    (strategy, schedule, stretches) =>
      engine.openAlong(of, { ...settings, strategy }, schedule, stretches),
    settings.strategy,
    parts,
  );

/** By a strategy, by hand, by another strategy, by hand. */
async function mixedRun(): Promise<ModelRun> {
  const { run } = await open('random');
  await run.run(300);
  const { choices } = await run.standing(run.stepCount);
  await run.step(choices.at(-1)?.thread);
  await run.run(100);
  const { run: next } = await open('nasty', run);
  await next.run(200);
  await next.run(1, { kind: 'line', thread: 1 });
  return next;
}

const planOf = (run: ModelRun) => encodePlan(run.schedule(), run.stretches()) ?? '';

describe('a plan', () => {
  it('says who chose which steps', async () => {
    const run = await mixedRun();
    const told = run.stretches().map(({ by, count: steps }) => `${by} ${steps}`);
    expect(told.slice(0, 4)).toEqual(['random 300', 'hand 1', 'random 100', 'nasty 200']);
    expect(planOf(run)).toMatch(/^\d\.[^~]+~random\.300~\d\.[^~]+~random\.100~nasty\.200~/);
    expect(planOf(run).length).toBeLessThan(encodeSchedule(run.schedule())?.length ?? 0);
  });

  it('gives the same run to whoever follows it, and the same plan again', async () => {
    const run = await mixedRun();
    const { parts, problem } = decodePlan(planOf(run));
    expect(problem).toBeUndefined();
    const { run: again, misfit } = await follow(parts);
    expect(misfit).toBeUndefined();
    expect(again.stepCount).toBe(run.stepCount);
    expect(again.trace.length).toBe(run.trace.length);
    expect(firstDifferent(again.trace, run.trace, 0, run.trace.length)).toBeUndefined();
    expect(planOf(again)).toBe(planOf(run));
    // And continues by the strategy of the page.
    await again.run(80);
    expect(again.stretches().at(-1)).toEqual({ by: 'random', count: 80 });
  });

  it('says where the program ended before it', async () => {
    const { parts } = decodePlan(planOf(await mixedRun()));
    const short = { ...program, params: { rounds: 2 } };
    const { run, misfit } = await follow(parts, short);
    expect(misfit).toMatchObject({ why: 'over', step: run.stepCount });
    expect(run.stepCount).toBeLessThan(300);
  });

  it('that was cut is told from a whole one, wherever it was cut', async () => {
    const text = planOf(await mixedRun());
    for (let length = 0; length < text.length; length++) {
      const cut = text.slice(0, length);
      if (isPlan(cut)) expect(decodePlan(cut).problem, cut).toBeDefined();
    }
  });

  it.each([
    '~',
    '~~~~',
    'random.5~5',
    '1.AAAA~5',
    `1.Ft4ABwAACQAEuJwerQA~hand.4~13`,
    `1.Ft4ABwAACQAEuJwerQA~toString.4~13`,
    `1.Ft4ABwAACQAEuJwerQA~random.99999999~13`,
    '~x'.repeat(5000),
  ])('%j is no plan, and says so', (text) => {
    expect(decodePlan(text).problem).toBeDefined();
  });

  it('changed anywhere can be read, and leads to a run or to a sentence', async () => {
    const text = planOf(await mixedRun());
    let state = 5;
    const below = (limit: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * limit);
    };
    const letters = 'AZaz09-_.~';
    for (let n = 0; n < sweep(2000, 10_000, 100_000); n++) {
      const at = below(text.length);
      const letter = letters[below(letters.length)] ?? '';
      const changed = text.slice(0, at) + letter + text.slice(at + below(4));
      const { parts, problem } = decodePlan(changed);
      if (parts.length === 0) expect(problem, changed).toBeDefined();
      // Only a few are followed, since each takes a run.
      if (n % 200 !== 0 || parts.length === 0) continue;
      const { run } = await follow(parts);
      expect((await run.standing(run.stepCount)).step).toBe(run.stepCount);
    }
  });

  it('never has more steps than a schedule', () => {
    const { parts } = decodePlan('1.Ft4ABwAACQAEuJwerQA~random.9999999~random.9999999~1048576');
    const steps = parts.map((part) => (part.by === 'hand' ? 9 : part.count));
    expect(steps).toEqual([9, 2 ** 20 - 9, 0]);
  });
});

describe('coarse times', () => {
  it('keep the order, and the times of the end', async () => {
    const run = await mixedRun();
    const recorded = await engine.record(program, settings.seed, run.trace);
    expect(recorded.departure).toBeUndefined();
    const { schedule } = recorded;
    const total = schedule.choices.length;
    for (const [unit, exact] of [
      [10, 50],
      [1000, 0],
    ] as const) {
      const coarse = withCoarseTimes(schedule, total - exact, unit);
      const { run: again, misfit } = await engine.openAlong(program, settings, coarse);
      expect(misfit).toBeUndefined();
      expect(again.schedule().choices).toEqual(schedule.choices);
      const at = (step: number) => again.trace.time(again.eventsAfter(step));
      for (let step = total - exact; step < total; step++) {
        expect(at(step)).toBe(schedule.times?.[step]);
      }
      expect(encodeSchedule(coarse)?.length).toBeLessThan(encodeSchedule(schedule)?.length ?? 0);
    }
  });

  it('leave a schedule without times as it is', async () => {
    const schedule = shorten((await mixedRun()).schedule(), 20);
    expect(withCoarseTimes(schedule, 20, 10)).toBe(schedule);
  });
});
