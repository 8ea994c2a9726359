/** Typed lines in a trace. */
import type { Typed } from '../../base/typed-line.ts';
import type { EventIndex } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';

/** Whether this is the event of a typed line. */
export const isTyping = (trace: Trace, seq: EventIndex): boolean =>
  trace.thread(seq) < 0 && trace.opInfo(seq)?.name === 'type';

/** The typed line: the event's text is the input, the line with its newline, or nothing. */
export function typedBy(trace: Trace, seq: EventIndex): Typed {
  const text = trace.text(seq);
  return { terminal: trace.object(seq), line: text === '' ? null : text.slice(0, -1) };
}
