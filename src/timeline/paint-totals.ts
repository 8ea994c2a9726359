/** Below a thread's name: how it has spent its time up to the cursor. */
import type { CssPx } from '../base/units.ts';
import type { ThreadLane } from '../views/lane.ts';
import { LANE_STATES, LaneState } from '../views/interval-column.ts';
import type { Context } from './brushes.ts';
import type { Frame } from './frame.ts';
import type { Layout } from './layout.ts';
import { STACK } from './summarise-intervals.ts';
import { css } from './theme.ts';

/** Working states first, then waiting states. */
function order(state: number): number {
  return state === LaneState.zombie ? LANE_STATES : state;
}

const inOrder = STACK.toSorted((a, b) => order(a) - order(b));
const HEIGHT: CssPx = 2;
const MARGIN: CssPx = 8;

/** Time in each lane state from the thread's start to `place` on the axis. */
export function spentUntil({ intervals }: ThreadLane, place: number): Float64Array {
  const spent = new Float64Array(LANE_STATES);
  const first = intervals.start[0] ?? Infinity;
  if (place > first) intervals.spend(first, intervals.at(first), place, spent);
  return spent;
}

export function paintTotals(
  ctx: Context,
  frame: Frame,
  { plot }: Layout,
  lane: ThreadLane,
  left: CssPx,
  y: CssPx,
): void {
  const spent = spentUntil(lane, frame.cursor.time);
  const all = STACK.reduce((sum: number, state) => sum + spent[state]!, 0);
  if (all <= 0) return;
  const width = plot.x - left - MARGIN;
  let x = left;
  for (const state of inOrder) {
    const fill = frame.theme.states[state];
    const part = (spent[state]! / all) * width;
    if (fill === undefined || part <= 0) continue;
    ctx.fillStyle = css(fill);
    ctx.fillRect(x, y + frame.laneHeight - HEIGHT - 1, part, HEIGHT);
    x += part;
  }
}
