import type { SourceIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { measureOf } from './object-fold.ts';
import type { ObjectState } from './state.ts';

/** A line of one of the trace's sources; 0 if unknown. */
export interface Place {
  readonly line: number;
  readonly source: SourceIndex;
}

/** Line of the operation that set the present measure (for a lock: the acquire). */
export function holdLine(trace: Trace, object: ObjectState): Place {
  const isHold = measureOf(trace, object.index) === 'hold';
  const isSame = (value: number) =>
    isHold ? value > 0 === object.measure > 0 : value === object.measure;
  let place: Place = { line: 0, source: 0 };
  const last = Math.min(object.lastEvent, trace.countUntil(object.since) - 1);
  for (let seq = last; seq >= 0 && trace.time(seq) >= object.since; seq--) {
    if (trace.object(seq) !== object.index || trace.phase(seq) !== Phase.done) continue;
    // Earlier at the same instant the measure was a different one.
    if (!isSame(trace.value(seq))) break;
    place = { line: trace.line(seq), source: trace.source(seq) };
  }
  return place;
}
