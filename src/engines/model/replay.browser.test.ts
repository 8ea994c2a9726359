/** The proof that both engines mean the same: the model can follow every live run, event by event. */
import { afterAll, describe, expect, it } from 'vitest';
import { defaultsOf } from '../../scenarios/params.ts';
import { loadProgram } from '../../scenarios/programs.ts';
import { scenarios } from '../../scenarios/registry.ts';
import type { ParamTable, ParamValues, Scenario } from '../../scenarios/scenario.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { LiveEngine } from '../live/engine.ts';
import type { Run } from '../run.ts';
import { Model } from './engine.ts';
import { firstDifferent, scheduleOfTrace } from './record.ts';
import { replay } from './replay.ts';
import { hand } from './strategies/hand.ts';

const SEED = 7;
/** A run that does not end by itself is stopped after so many events, or so much real time from its first step. */
const EVENTS = 1500;
const PATIENCE_MS = 2500;
const BOOT_EVENTS = 2;

/** The defaults, with the shortest times. */
function quickParams(table: ParamTable): ParamValues {
  const quick = Object.entries(table).map(([name, param]) => [
    name,
    param.type === 'seconds' ? Math.min(param.default, Math.max(param.min, 0.2)) : param.default,
  ]);
  return { ...defaultsOf(table), ...(Object.fromEntries(quick) as ParamValues) };
}

/** A live run up to its end or to the limits, paused and sped up on the way. */
async function record(engine: LiveEngine, scenario: Scenario): Promise<Run> {
  const params = quickParams(scenario.params);
  const options = { threads: scenario.threads(params), seed: SEED, speed: 10, paused: false };
  const run = engine.start(scenario.id, params, options);
  let start = Infinity;
  for (let turn = 0; run.status !== 'ended'; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 4));
    run.pump();
    if (start === Infinity && run.trace.length > BOOT_EVENTS) start = performance.now();
    if (turn === 20) run.pause();
    if (turn === 25) run.resume();
    if (turn === 40) run.setSpeed(20);
    if (run.trace.length > EVENTS || performance.now() - start > PATIENCE_MS) run.stop();
  }
  return run;
}

const describeEvent = (trace: Trace, seq: number) =>
  seq < trace.length ? { ...trace.event(seq), phase: phaseNames[trace.phase(seq)] } : 'none';
const phaseNames = Object.keys(Phase);

describe.each(['shared', 'message'] as const)('over %s transport', (transport) => {
  const engine = new LiveEngine({
    transport,
    onFailure: (report) => {
      throw new Error(report);
    },
  });
  afterAll(() => engine.dispose());

  it.each(scenarios.map((scenario) => [scenario.id, scenario] as const))(
    '%s can be replayed as it happened',
    { timeout: 30_000 },
    async (id, scenario) => {
      const { trace } = await record(engine, scenario);
      const program = { module: await loadProgram(id), params: quickParams(scenario.params) };
      const { schedule, departure } = scheduleOfTrace(trace, program, SEED);
      expect(departure).toBeUndefined();

      const model = new Model({ ...program, ...schedule, strategy: hand() });
      expect(replay(model, schedule)).toBeUndefined();
      const halted = trace.phase(trace.length - 1) === Phase.halt;
      const length = halted ? trace.length - 1 : trace.length;
      const different = firstDifferent(trace, model.trace, 0, length);
      if (different !== undefined) {
        expect(describeEvent(model.trace, different)).toEqual(describeEvent(trace, different));
      }
      expect(schedule.choices.length).toBeGreaterThan(5);
    },
  );
});
