/** Typed lines as a trace tells of them. */
import type { Typed } from '../../base/typed-line.ts';
import type { EventIndex } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';

/** Is this the event that a typed line leaves? */
export const isTyping = (trace: Trace, seq: EventIndex): boolean =>
  trace.thread(seq) < 0 && trace.opInfo(seq)?.name === 'type';

/** What was typed: the event's text is what arrived, the line with its end or nothing. */
export function typedBy(trace: Trace, seq: EventIndex): Typed {
  const text = trace.text(seq);
  return { terminal: trace.object(seq), line: text === '' ? null : text.slice(0, -1) };
}
