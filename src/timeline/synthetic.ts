/** A synthetic run of the maximum size that the timeline must handle: for the benchmark and for design. */
import { randomTrace } from '../trace/random-trace.ts';
import type { Trace } from '../trace/trace.ts';
import { Arrows } from '../views/arrows.ts';
import { History } from '../views/history.ts';
import { Lanes } from '../views/lanes.ts';
import { timeAxis } from './axis.ts';
import type { TimelineData } from './frame.ts';

export interface Synthetic extends TimelineData {
  readonly trace: Trace;
  /** Number of intervals of all threads together. */
  readonly intervals: number;
}

/** Events per interval of a synthetic trace, determined empirically. */
const EVENTS_PER_INTERVAL = 1.6;

/** `intervals`: approximate total, over `threads` lanes of 8 processes with 12 locks and 12 queues. */
export function makeSynthetic(intervals = 1_000_000, threads = 100, seed = 1): Synthetic {
  const events = Math.ceil(intervals * EVENTS_PER_INTERVAL);
  const trace = randomTrace({ events, seed, threads, processes: 8, objects: 12 });
  const [lanes, arrows, history] = [new Lanes(trace), new Arrows(trace), new History(trace)];
  lanes.advance();
  arrows.advance();
  history.advance();
  const made = lanes.threads.reduce((sum, lane) => sum + lane.intervals.length, 0);
  return { trace, lanes, arrows, history, axis: timeAxis(trace), intervals: made };
}
