/** Finding a place in a trace: by name or text, and by stepping from event to event. */
import type { EventIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import type { Lane } from './lane.ts';

/** The event of the lane after `event` (or before it, for -1); -1 if there is none. */
export function stepInLane(lane: Lane, event: EventIndex, direction: 1 | -1): EventIndex {
  const { events } = lane;
  return direction === 1
    ? events.at(events.countBelow(event + 1))
    : events.at(events.countBelow(event) - 1);
}

export interface Found {
  readonly threads: readonly number[];
  readonly objects: readonly number[];
  /** Events whose operation or text matches, in order. */
  readonly events: readonly EventIndex[];
  /** Where to continue for more events; -1 at the end of the trace. */
  readonly next: EventIndex;
}

/**
 * Searches threads and objects by name, events by operation or text, ignoring case. Reads at most `budget` events from
 * `from` on, so that a search of a million events can be spread over frames.
 */
export function search(trace: Trace, query: string, from: EventIndex = 0, budget = 50_000): Found {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return { threads: [], objects: [], events: [], next: -1 };
  const matches = (text: string) => text.toLowerCase().includes(wanted);
  const named = (table: readonly { readonly name: string }[]) =>
    table.flatMap((row, index) => (matches(row.name) ? [index] : []));
  const opMatches = trace.ops.map((op) => matches(op.name));
  const end = Math.min(trace.length, from + budget);
  const events: EventIndex[] = [];
  for (let seq = from; seq < end; seq++) {
    const op = trace.op(seq);
    // A declaration's text is JSON; its name is in the tables.
    const text = trace.phase(seq) > Phase.object ? trace.text(seq) : '';
    if ((op >= 0 && opMatches[op]) || (text !== '' && matches(text))) events.push(seq);
  }
  return {
    threads: named(trace.threads),
    objects: named(trace.objects),
    events,
    next: end < trace.length ? end : -1,
  };
}
