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

export async function coldStart(): Promise<Sample> {
  const trace = await runHundred(1, 500);
  return { start_ms: median(startDelays(trace)), hundred_ms: allStarted(trace) };
}
