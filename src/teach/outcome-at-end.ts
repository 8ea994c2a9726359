/** Outcome of a run that is not continued. */
import type { Outcome } from '../trace/outcome.ts';
import type { Trace } from '../trace/trace.ts';
import { History } from '../views/history.ts';
import { endOf, outcomeOf } from '../views/outcome.ts';
import type { World } from '../views/state.ts';

/** undefined while a thread can still continue. `world`: at the end of the trace. */
export function outcomeAtEnd(
  trace: Trace,
  world: World = new History(trace).live(trace.endTime),
): Outcome | undefined {
  const end = endOf(trace, world);
  return end === undefined ? undefined : outcomeOf(trace, world, end);
}
