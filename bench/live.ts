/** Thread starts in the live engine, from the trace: both ends of a start are events with a real time. */
import type { ParamValues } from '../src/base/param-values.ts';
import { LiveEngine } from '../src/engines/live/engine.ts';
import { findScenario } from '../src/scenarios/registry.ts';
import { Phase } from '../src/trace/format.ts';
import type { Trace } from '../src/trace/trace.ts';
import { median, quantile, type Sample } from './sample.ts';

const THREADS = 101;

export interface LiveProgram {
  readonly scenario: string;
  readonly params: ParamValues;
  readonly threads: number;
}

/** Runs a program on one pool of Workers, after `settleMs` for its preparation; each run is stopped after `limitMs`. */
export async function runLive(
  { scenario, params, threads }: LiveProgram,
  { settleMs, runs = 1, speed = 1, limitMs = Infinity }: LiveManner,
): Promise<Trace[]> {
  const engine = new LiveEngine({
    transport: 'shared',
    onFailure: (report) => console.error(report),
  });
  const needs = { threads, coreOnly: findScenario(scenario)?.coreOnly ?? false };
  await Promise.all([engine.prepare(scenario, needs), pause(settleMs)]);
  const traces = [];
  for (let n = 0; n < runs; n++) {
    const program = { kind: 'scenario', id: scenario, params } as const;
    const run = engine.start(program, { ...needs, seed: 1, speed, paused: false });
    const end = performance.now() + limitMs;
    while (run.status !== 'ended') {
      run.pump();
      if (performance.now() > end) run.stop();
      await pause(4);
    }
    traces.push(run.trace);
    // Waits for the return of its Workers.
    if (n + 1 < runs) await pause(100);
  }
  engine.dispose();
  return traces;
}

interface LiveManner {
  readonly settleMs: number;
  readonly runs?: number;
  readonly speed?: number;
  readonly limitMs?: number;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function runHundred(threads: number, settleMs: number): Promise<Trace> {
  const params = { lock: false, gap: 0.5 };
  const [trace] = await runLive({ scenario: 'hundred-threads', params, threads }, { settleMs });
  if (trace === undefined) throw new Error('no run');
  return trace;
}

/** Real time from each start() to the first event of its thread, in ms. */
function startDelays(trace: Trace): number[] {
  const delays = [];
  for (let seq = 0; seq < trace.length; seq++) {
    const cause = trace.cause(seq);
    if (trace.phase(seq) === Phase.start && cause >= 0)
      delays.push(trace.real(seq) - trace.real(cause));
  }
  return delays;
}

/** From the first start() of the program to the last thread's first event, in ms. */
function allStarted(trace: Trace): number {
  let first = Infinity;
  let last = 0;
  for (let seq = 0; seq < trace.length; seq++) {
    const cause = trace.cause(seq);
    if (trace.phase(seq) !== Phase.start || cause < 0) continue;
    first = Math.min(first, trace.real(cause));
    last = Math.max(last, trace.real(seq));
  }
  return last - first;
}

export async function warmStart(): Promise<Sample> {
  const trace = await runHundred(THREADS, 2500);
  const delays = startDelays(trace);
  return {
    start_ms: median(delays),
    start_p95_ms: quantile(delays, 0.95),
    hundred_ms: allStarted(trace),
  };
}

/** An empty Worker, from its creation to its first message: a lower bound of a cold start. */
async function bareWorker(): Promise<number> {
  const began = performance.now();
  const worker = new Worker(new URL('./empty.worker.ts', import.meta.url), { type: 'module' });
  await new Promise((resolve) => {
    worker.onmessage = resolve;
  });
  const took = performance.now() - began;
  worker.terminate();
  return took;
}

export async function coldStart(): Promise<Sample> {
  const trace = await runHundred(1, 500);
  const start = median(startDelays(trace));
  const bare = [];
  for (let n = 0; n < 20; n++) bare.push(await bareWorker());
  const worker = median(bare);
  return {
    start_ms: start,
    hundred_ms: allStarted(trace),
    worker_ms: worker,
    over_worker_ratio: start / worker,
  };
}
