/** Proves that both engines agree: the model can follow every live run, event by event. */
import type { ParamValues } from '../../base/param-values.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultsOf } from '../../scenarios/params.ts';
import { loadProgram } from '../../scenarios/programs.ts';
import { scenarios } from '../../scenarios/registry.ts';
import type { CannedLine, ParamTable, Scenario } from '../../scenarios/scenario.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { LiveEngine } from '../live/engine.ts';
import type { Run } from '../run.ts';
import { Model } from './engine.ts';
import { firstDifferent, scheduleOfTrace } from './record.ts';
import { replay } from './replay.ts';
import { hand } from './strategies/hand.ts';
import { thinned } from '../../base/sweep.ts';

const SEED = 7;
/** Limits of a run that does not end by itself: number of events, and real time from its first step. */
const EVENTS = 1500;
const PATIENCE_MS = 2000;
/** Time without events after which all threads count as blocked for ever. */
const SILENCE_MS = 1000;
const BOOT_EVENTS = 2;

/** The defaults, with the shortest times. */
function quickParams(table: ParamTable): ParamValues {
  const quick = Object.entries(table).map(([name, param]) => [
    name,
    param.type === 'seconds' ? Math.min(param.default, Math.max(param.min, 0.2)) : param.default,
  ]);
  return { ...defaultsOf(table), ...(Object.fromEntries(quick) as ParamValues) };
}

/** A live run up to its end or to the limits, paused and accelerated on the way, with its canned lines typed. */
async function record(engine: LiveEngine, scenario: Scenario, params: ParamValues): Promise<Run> {
  const { coreOnly = false } = scenario;
  const needs = { threads: scenario.threads(params), coreOnly };
  await engine.prepare(scenario.id, needs);
  const options = { ...needs, seed: SEED, speed: 10, paused: false };
  const run = engine.start({ kind: 'scenario', id: scenario.id, params }, options);
  const input = [...(scenario.input ?? [])];
  let start = Infinity;
  let lastMove = Infinity;
  for (let turn = 0; run.status !== 'ended'; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 4));
    const now = performance.now();
    if (run.pump() && run.trace.length > BOOT_EVENTS) {
      start = Math.min(start, now);
      lastMove = now;
    }
    if (turn === 20) run.pause();
    if (turn === 25) run.resume();
    if (turn === 40) run.setSpeed(20);
    if (turn % 10 === 0) typeNext(run, input);
    const isOver = now - start > PATIENCE_MS || now - lastMove > SILENCE_MS;
    if (run.trace.length > EVENTS || isOver) run.stop();
  }
  return run;
}

/** Types the next line once its terminal exists. */
function typeNext(run: Run, input: CannedLine[]): void {
  const [next] = input;
  if (next === undefined) return;
  const terminal = run.trace.objects.findIndex(
    ({ kind, name }) => kind === 'terminal' && name === next.terminal,
  );
  if (terminal < 0) return;
  run.type(terminal, next.line);
  input.shift();
}

const describeEvent = (trace: Trace, seq: number) =>
  seq < trace.length ? { ...trace.event(seq), phase: phaseNames[trace.phase(seq)] } : 'none';
const phaseNames = Object.keys(Phase);

const transports = ['shared', 'message'] as const;
const engines = transports.map(
  (transport) =>
    new LiveEngine({
      transport,
      // A Worker without a thread failed: two hundred are started at once, and the run continues without it.
      onFailure: (report) => console.warn(report),
    }),
);
afterAll(() => {
  for (const engine of engines) engine.dispose();
});

/** Records a live run and follows it. */
async function prove(engine: LiveEngine, scenario: Scenario): Promise<void> {
  const params = quickParams(scenario.params);
  const { trace } = await record(engine, scenario, params);
  const program = { module: await loadProgram(scenario.id), params };
  const { schedule, departure } = scheduleOfTrace(trace, program, SEED);
  const { kind } = engine.transport;
  expect(departure, `over ${kind} transport`).toBeUndefined();

  const model = new Model({ ...program, ...schedule, strategy: hand() });
  expect(replay(model, schedule), `over ${kind} transport`).toBeUndefined();
  const halted = trace.phase(trace.length - 1) === Phase.halt;
  const length = halted ? trace.length - 1 : trace.length;
  const different = firstDifferent(trace, model.trace, 0, length);
  if (different !== undefined) {
    expect(describeEvent(model.trace, different), `over ${kind} transport`).toEqual(
      describeEvent(trace, different),
    );
  }
  expect(schedule.choices.length, `over ${kind} transport`).toBeGreaterThan(5);
}

/** By number of threads, so that the Workers of one scenario are reused for the next. */
const inOrder = scenarios
  .map((scenario) => ({ scenario, threads: scenario.threads(quickParams(scenario.params)) }))
  .toSorted((a, b) => a.threads - b.threads);

describe('over both transports', () => {
  it.each(thinned(inOrder, 14).map(({ scenario }) => [scenario.id, scenario] as const))(
    '%s can be replayed as it happened',
    async (_id, scenario) => {
      await Promise.all(engines.map((engine) => prove(engine, scenario)));
    },
  );
});
