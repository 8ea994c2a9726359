import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import type { ObjectState } from './state.ts';

/** Program line of the operation with which the present measure began (for a lock: of the acquire); 0 if unknown. */
export function holdLine(trace: Trace, object: ObjectState): number {
  let line = 0;
  const last = Math.min(object.lastEvent, trace.countUntil(object.since) - 1);
  for (let seq = last; seq >= 0 && trace.time(seq) >= object.since; seq--) {
    if (trace.object(seq) !== object.index || trace.phase(seq) !== Phase.done) continue;
    // Further back at the same instant: the measure was another one.
    if (trace.value(seq) !== object.measure) break;
    line = trace.line(seq);
  }
  return line;
}
