import type { EventIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';

/** Content of the value column: an event's text, else the object's measure afterwards. */
export function valueText(trace: Trace, seq: EventIndex): string {
  switch (trace.phase(seq)) {
    case Phase.done:
    case Phase.fail:
    case Phase.raise: {
      const text = trace.text(seq).trim();
      if (text !== '') return text;
      return trace.object(seq) >= 0 ? String(trace.value(seq)) : '';
    }
    case Phase.exit:
      return String(trace.value(seq));
    default:
      return '';
  }
}
