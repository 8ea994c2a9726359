/** Past states of a thread, up to an instant. */
import type { EventIndex, Ms } from '../base/units.ts';
import type { IntervalColumn, LaneState } from './interval-column.ts';

export interface PastState {
  readonly state: LaneState;
  readonly from: Ms;
  /** For the present state: the instant itself. */
  readonly to: Ms;
  /** The event that began it and says why. */
  readonly event: EventIndex;
}

/**
 * The last `want` states, newest first, the present one included: those that began among the first `count` events.
 * States of zero length are left out, except the present one; if all are of zero length, all are returned.
 */
export function pastStates(
  intervals: IntervalColumn,
  count: number,
  time: Ms,
  want: number,
): PastState[] {
  let last = intervals.at(time);
  while (last >= 0 && intervals.event[last]! >= count) last--;
  const found: PastState[] = [];
  const brief: PastState[] = [];
  for (let i = last; i >= 0 && found.length < want; i--) {
    const from = intervals.start[i]!;
    const to = i === last ? time : intervals.start[i + 1]!;
    const one = { state: intervals.state[i] as LaneState, from, to, event: intervals.event[i]! };
    if (i === last || to > from) found.push(one);
    if (brief.length < want) brief.push(one);
  }
  return found.length > 1 ? found : brief;
}
