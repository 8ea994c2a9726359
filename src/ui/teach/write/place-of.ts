import { pythonSpelling } from '../../../base/python-spelling.ts';
import { Spotter, type Spot } from '../../../teach/spot.ts';
import type { Trace } from '../../../trace/trace.ts';
import { formatInstant } from '../../../views/time-format.ts';

/** Short description of an instant: time, thread, operation. undefined if the run does not contain it. */
export function placeOf(at: Spot, trace: Trace | undefined): string | undefined {
  const seq = trace === undefined ? -1 : new Spotter(trace).find(at);
  if (trace === undefined || seq < 0) return undefined;
  const { thread, op, object, phase } = at;
  const what = [thread, op === undefined ? phase : pythonSpelling(op), object]
    .filter(Boolean)
    .join(' · ');
  return `${formatInstant(trace.time(seq))} · ${what}`;
}
