/**
 * Thread on each core, event by event, for traces of an engine with cores. A thread gets a core with a step on it, and
 * leaves it when it blocks or ends, or when another thread takes a step there: then it is ready without a core.
 */
import type { EventIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';

/** By core: the thread on it, or -1. */
export type Seats = readonly ThreadIndex[];

export interface SeatChange {
  readonly seats: Seats;
  /** The preempted thread, or -1. */
  readonly displaced: ThreadIndex;
}

/** The effect of an event; undefined if none. */
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
