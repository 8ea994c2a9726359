/** The states that a thread has been in, up to an instant. */
import type { EventIndex, Ms } from '../base/units.ts';
import type { IntervalColumn, LaneState } from './interval-column.ts';

export interface PastState {
  readonly state: LaneState;
  readonly from: Ms;
  /** The instant itself for the state that it is in. */
  readonly to: Ms;
  /** With which it began: it says why. */
  readonly event: EventIndex;
}

/**
 * The last `want` states, newest first, the present one included: those that began among the first `count` events. What
 * took no time is left out, but for the present one; a thread all of whose states took none has them all.
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
