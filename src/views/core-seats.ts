/**
 * Which thread is on which core, event by event, for traces of an engine that has cores. A thread comes to a core with a
 * step that it takes there, and leaves it when it blocks or ends, or when another takes a step there: then it is ready,
 * but without a core.
 */
import type { EventIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';

/** By core: the thread on it, or -1. */
export type Seats = readonly ThreadIndex[];

export interface SeatChange {
  readonly seats: Seats;
  /** The thread that has lost its core to another, or -1. */
  readonly displaced: ThreadIndex;
}

/** What an event changes; undefined if nothing. */
export function changeSeats(trace: Trace, seats: Seats, seq: EventIndex): SeatChange | undefined {
  if (trace.cores === 0) return undefined;
  const core = trace.core(seq);
  const thread = trace.thread(seq);
  const phase = trace.phase(seq);
  const leaves = phase === Phase.block || phase === Phase.end;
  const displaced = core < 0 || seats[core] === thread ? -1 : (seats[core] ?? -1);
  const next = Array.from({ length: trace.cores }, (_, at) => {
    if (at === core && !leaves) return thread;
    const seated = seats[at] ?? -1;
    return seated === thread || seated === displaced ? -1 : seated;
  });
  return next.every((seated, at) => seated === seats[at]) ? undefined : { seats: next, displaced };
}
