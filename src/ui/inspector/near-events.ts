/** Events near another one. Each search examines at most a few thousand events, so it may run while a program runs. */
import type { EventIndex } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';

const BUDGET = 4000;

/** The last `want` events up to and including `from` for which `matches` holds, newest first. */
export function eventsBefore(
  from: EventIndex,
  want: number,
  matches: (seq: EventIndex) => boolean,
): EventIndex[] {
  const found: EventIndex[] = [];
  const end = Math.max(0, from - BUDGET);
  for (let seq = from; seq >= end && found.length < want; seq--) if (matches(seq)) found.push(seq);
  return found;
}

/** The first `want` effects of `seq` among the first `count` events. */
export function effectsOf(
  trace: Trace,
  seq: EventIndex,
  count: number,
  want: number,
): EventIndex[] {
  const found: EventIndex[] = [];
  const end = Math.min(count, seq + BUDGET);
  for (let at = seq + 1; at < end && found.length < want; at++) {
    if (trace.cause(at) === seq) found.push(at);
  }
  return found;
}
