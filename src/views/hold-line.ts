import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { measureOf } from './object-fold.ts';
import type { ObjectState } from './state.ts';

/** Program line of the operation with which the present measure began (for a lock: of the acquire); 0 if unknown. */
export function holdLine(trace: Trace, object: ObjectState): number {
  const isHold = measureOf(trace, object.index) === 'hold';
  const isSame = (value: number) =>
    isHold ? value > 0 === object.measure > 0 : value === object.measure;
  let line = 0;
  const last = Math.min(object.lastEvent, trace.countUntil(object.since) - 1);
  for (let seq = last; seq >= 0 && trace.time(seq) >= object.since; seq--) {
    if (trace.object(seq) !== object.index || trace.phase(seq) !== Phase.done) continue;
    // Further back at the same instant: the measure was another one.
    if (!isSame(trace.value(seq))) break;
    line = trace.line(seq);
  }
  return line;
}
