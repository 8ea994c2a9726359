/** How threads spent a range of program time. */
import type { Ms, ThreadIndex } from '../../base/units.ts';
import { activeConditions } from '../../views/condition.ts';
import { LaneState, LANE_STATES, type IntervalColumn } from '../../views/interval-column.ts';
import type { Lanes } from '../../views/lanes.ts';
import type { Tone } from '../stage/thread-tone.ts';

/** Time per colour, in the order of the bar. */
export const shareTones = [...activeConditions, 'idle'] as const satisfies readonly Tone[];

export type Shares = Readonly<Record<Tone, Ms>>;

export interface ThreadShares {
  readonly thread: ThreadIndex;
  readonly shares: Shares;
}

/** Threads that existed in the range. `edge`: program time now, the end of each thread's last interval. */
export function sharesIn(lanes: Lanes, start: Ms, end: Ms, edge: Ms): ThreadShares[] {
  const to = Math.min(end, edge);
  return lanes.threads.flatMap(({ index, intervals }) => {
    const from = Math.max(start, intervals.start[0] ?? Infinity);
    return from < to ? [{ thread: index, shares: spent(intervals, from, to) }] : [];
  });
}

export const totalOf = (shares: Shares): Ms =>
  shareTones.reduce((sum, tone) => sum + shares[tone], 0);

function spent(intervals: IntervalColumn, from: Ms, to: Ms): Shares {
  const per = new Float64Array(LANE_STATES);
  intervals.spend(from, intervals.at(from), to, per);
  const sum = (...states: LaneState[]) => states.reduce<Ms>((all, state) => all + per[state]!, 0);
  return {
    running: sum(LaneState.running),
    ready: sum(LaneState.ready),
    blocked: sum(LaneState.blocked),
    joining: sum(LaneState.joining),
    asleep: sum(LaneState.asleep),
    message: sum(LaneState.message),
    idle: sum(LaneState.new, LaneState.zombie, LaneState.ended),
  };
}

/** Formats a fraction as a percentage. */
export function percent(share: number): string {
  if (!(share > 0)) return '·';
  return share < 0.005 ? '<1%' : `${Math.round(100 * share)}%`;
}
