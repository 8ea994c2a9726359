/** A trace with its views for exporters. */
import type { Trace } from '../trace/trace.ts';
import { Arrows } from '../views/arrows.ts';
import { Lanes } from '../views/lanes.ts';
import { NameHistory, type Names } from '../views/names.ts';

export interface Told {
  readonly trace: Trace;
  readonly lanes: Lanes;
  readonly arrows: Arrows;
  /** Names at the end of the trace. */
  readonly names: Names;
}

export function tell(trace: Trace): Told {
  const [lanes, arrows] = [new Lanes(trace), new Arrows(trace)];
  lanes.advance();
  arrows.advance();
  return { trace, lanes, arrows, names: new NameHistory(trace).at(trace.length) };
}
