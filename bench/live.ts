/** Starting threads in the live engine, read off the trace: both ends of a start are events with a real time. */
import { LiveEngine } from '../src/engines/live/engine.ts';
import { Phase } from '../src/trace/format.ts';
import type { Trace } from '../src/trace/trace.ts';
import { median, quantile, type Sample } from './sample.ts';

const THREADS = 101;

async function runHundred(threads: number, settleMs: number): Promise<Trace> {
  const engine = new LiveEngine({
    transport: 'shared',
    onFailure: (report) => console.error(report),
  });
  engine.prepare('hundred-threads', threads);
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const run = engine.start(
    'hundred-threads',
    { lock: false, gap: 0.5 },
    { threads, seed: 1, speed: 1, paused: false },
  );
  while (run.status !== 'ended') {
    run.pump();
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
  engine.dispose();
  return run.trace;
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

/** A Worker that does nothing, from its making to its first message: what a cold start cannot be below. */
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
