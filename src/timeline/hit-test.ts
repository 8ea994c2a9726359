/** What is at a point of the page. Elements narrower than a few pixels can still be hit. */
import type {
  CssPx,
  EventIndex,
  Ms,
  ObjectIndex,
  ProcessIndex,
  ThreadIndex,
} from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { SliceTrack } from '../trace/tracks.ts';
import { LaneState, laneStateNames, type LaneStateName } from '../views/interval-column.ts';
import type { CoreLane, ObjectLane, ThreadLane } from '../views/lane.ts';
import { countAt, sliceAt, textOfSlice } from '../views/track-index.ts';
import { distanceTo, type ArrowPath } from './arrow-layout.ts';
import { flagAt } from './flag-layout.ts';
import type { Frame } from './frame.ts';
import type { Layout } from './layout.ts';
import { timeOf, xOf, yOf } from './placement.ts';
import { rowAt, SLICE_HEIGHT, type Row } from './rows.ts';

/** Distance that counts as a hit. */
const REACH: CssPx = 4;
/** Maximum number of intervals searched. */
const LOOK = 400;

/** Data for a tooltip; no sentences. */
export type Thing =
  | { readonly kind: 'ruler'; readonly time: Ms }
  | { readonly kind: 'overview' }
  /** The events of a flag. */
  | { readonly kind: 'flag'; readonly events: readonly EventIndex[] }
  | { readonly kind: 'group'; readonly process: ProcessIndex }
  | { readonly kind: 'thread'; readonly thread: ThreadIndex }
  | { readonly kind: 'object'; readonly object: ObjectIndex }
  | IntervalThing
  | StepThing
  | CoreThing
  | SliceThing
  | { readonly kind: 'counter'; readonly name: string; readonly value: number | undefined }
  | { readonly kind: 'arrow'; readonly path: ArrowPath };

export interface IntervalThing {
  readonly kind: 'interval';
  readonly thread: ThreadIndex;
  readonly state: LaneStateName;
  /** Name of the operation that it waits in, or ''. */
  readonly op: string;
  readonly object: ObjectIndex;
  readonly from: Ms;
  readonly to: Ms;
  /** It lasts until now, so `to` is the live edge. */
  readonly open: boolean;
  /** The event that begins it. */
  readonly event: EventIndex;
  /** An event of the thread at the pointer, or -1. */
  readonly near: EventIndex;
  /** Number of intervals in the same pixel; then this is the most significant one. */
  readonly crowd: number;
}

export interface StepThing {
  readonly kind: 'step';
  readonly object: ObjectIndex;
  readonly value: number;
  /** A variable's value in full. */
  readonly text: string;
  /** The lock holder, or the thread that made the step; -1 for none. */
  readonly thread: ThreadIndex;
  readonly from: Ms;
  readonly to: Ms;
  readonly open: boolean;
  readonly event: EventIndex;
  readonly crowd: number;
}

/** The thread on a core; thread -1 for none. */
export interface CoreThing {
  readonly kind: 'core';
  /** From 0. */
  readonly core: number;
  readonly thread: ThreadIndex;
  readonly from: Ms;
  readonly to: Ms;
}

export interface SliceThing {
  readonly kind: 'slice';
  /** Index into the tracks' names. */
  readonly name: number;
  /** What it carries besides. */
  readonly text: string;
  readonly thread: ThreadIndex;
  readonly track: string;
  readonly from: Ms;
  readonly to: Ms;
}

/** The event that a click on it pins. */
export const eventOf = (thing: IntervalThing): EventIndex =>
  thing.near >= 0 ? thing.near : thing.event;

export function hitTest(frame: Frame, layout: Layout, x: CssPx, y: CssPx): Thing | undefined {
  const { plot } = layout;
  const flag = flagAt(layout.flags, plot.y, x, y);
  if (flag !== undefined) return { kind: 'flag', events: flag.flags.map(({ seq }) => seq) };
  if (y < plot.y) return x < plot.x ? undefined : { kind: 'ruler', time: timeOf(frame, layout, x) };
  if (y >= plot.y + plot.height) {
    return layout.overview.height > 0 && x >= plot.x ? { kind: 'overview' } : undefined;
  }
  const row = rowUnder(layout, y);
  if (x < plot.x) {
    const { heading } = layout;
    if (heading !== undefined && row?.isPinned !== true && y < heading.y + frame.laneHeight)
      return { kind: 'group', process: heading.row.group.process };
    if (row === undefined) return undefined;
    if (row.kind === 'group') return { kind: 'group', process: row.group.process };
    if (row.kind === 'core' || row.kind === 'slices' || row.kind === 'counter') return undefined;
    return row.kind === 'thread'
      ? { kind: 'thread', thread: row.lane.index }
      : { kind: 'object', object: row.lane.index };
  }
  const arrow = nearestArrow(layout, x, y);
  if (arrow !== undefined) return { kind: 'arrow', path: arrow };
  if (row?.kind === 'thread') return intervalAt(frame, layout, row.lane, x);
  if (row?.kind === 'object') return stepAt(frame, layout, row.lane, x);
  if (row?.kind === 'core') return coreAt(frame, layout, row.lane, x);
  if (row?.kind === 'slices') {
    const depth = Math.floor((y - yOf(layout, row)) / SLICE_HEIGHT);
    return thingOfSlice(frame, layout, row.track, depth, x);
  }
  if (row?.kind === 'counter') {
    const { name } = row.counter;
    return { kind: 'counter', name, value: countAt(row.counter, timeOf(frame, layout, x)) };
  }
  return undefined;
}

/** Pinned rows cover the others. */
export function rowUnder({ plot, rows, scrollY }: Layout, y: CssPx): Row | undefined {
  const top = y - plot.y;
  return rowAt(rows, top < rows.pinnedHeight ? top : top + scrollY);
}

function thingOfSlice(
  frame: Frame,
  layout: Layout,
  track: SliceTrack,
  depth: number,
  x: CssPx,
): SliceThing | undefined {
  const row = track.rows[depth];
  const time = timeOf(frame, layout, x);
  const reach = timeOf(frame, layout, x + REACH / 4) - time;
  const i = row === undefined ? -1 : sliceAt(row, time, reach);
  if (row === undefined || i < 0) return undefined;
  const [from, to, name] = [row.start[i]!, row.end[i]!, row.name[i]!];
  const text = textOfSlice(frame.trace.tracks, row, i);
  return { kind: 'slice', name, text, thread: track.thread, track: track.name, from, to };
}

function nearestArrow({ arrows }: Layout, x: CssPx, y: CssPx): ArrowPath | undefined {
  let best: ArrowPath | undefined;
  let reach = REACH - 1;
  for (const path of arrows.paths) {
    if (y < Math.min(path.y1, path.y2) - REACH || y > Math.max(path.y1, path.y2) + REACH) continue;
    if (x < Math.min(path.x1, path.x2) - REACH || x > Math.max(path.x1, path.x2) + REACH) continue;
    const distance = distanceTo(path, x, y);
    if (distance <= reach) [best, reach] = [path, distance];
  }
  return best;
}

/** Priority of states within reach of the pointer: a reader who sees red points at red. */
const telling: Readonly<Record<LaneStateName, number>> = {
  ended: 0,
  new: 0,
  zombie: 0,
  running: 1,
  ready: 2,
  asleep: 3,
  joining: 4,
  message: 5,
  blocked: 6,
};

function intervalAt(
  frame: Frame,
  layout: Layout,
  lane: ThreadLane,
  x: CssPx,
): IntervalThing | undefined {
  const { trace, liveEdge } = frame;
  const { intervals, index } = lane;
  const time = timeOf(frame, layout, x);
  const reach = timeOf(frame, layout, x + REACH / 2) - time;
  if (time > liveEdge + reach) return undefined;
  const rankOf = (at: number) => (at < 0 ? -1 : telling[laneStateNames[intervals.state[at]!]!]);
  let i = intervals.at(time);
  const first = Math.max(0, intervals.at(time - reach));
  const last = Math.min(intervals.at(time + reach), first + LOOK);
  // Only neighbours that are too narrow to be pointed at are considered.
  for (let other = first; other <= last; other++) {
    const narrow = intervals.endOf(other, liveEdge) - intervals.start[other]! < reach * 2;
    if (narrow && rankOf(other) > rankOf(i)) i = other;
  }
  if (i < 0 || intervals.state[i] === LaneState.ended) return undefined;
  const event = intervals.event[i]!;
  const blocked = trace.phase(event) === Phase.block || trace.phase(event) === Phase.wake;
  return {
    kind: 'interval',
    thread: index,
    state: laneStateNames[intervals.state[i]!]!,
    op: trace.phase(event) === Phase.block ? trace.opName(trace.op(event)) : '',
    object: blocked ? trace.object(event) : -1,
    from: intervals.start[i]!,
    to: intervals.endOf(i, liveEdge),
    open: i === intervals.length - 1,
    event,
    near: nearestEvent(frame, layout, lane, x),
    crowd: crowdAt(intervals, time, reach),
  };
}

function crowdAt(
  column: ThreadLane['intervals'] | ObjectLane['steps'],
  time: Ms,
  reach: Ms,
): number {
  return 1 + column.at(time + reach / 4) - Math.max(0, column.at(time - reach / 4));
}

function nearestEvent(frame: Frame, layout: Layout, lane: ThreadLane, x: CssPx): EventIndex {
  const { axis } = frame;
  const after = lane.events.countBelow(axis.countUntil(timeOf(frame, layout, x)));
  let best = -1;
  let reach = REACH;
  for (const at of [after - 1, after]) {
    const seq = lane.events.at(at);
    const distance = seq < 0 ? Infinity : Math.abs(xOf(frame, layout, axis.at(seq)) - x);
    if (distance < reach) [best, reach] = [seq, distance];
  }
  return best;
}

function coreAt(
  frame: Frame,
  layout: Layout,
  { index, steps }: CoreLane,
  x: CssPx,
): CoreThing | undefined {
  const time = timeOf(frame, layout, x);
  const i = time > frame.liveEdge ? -1 : steps.at(time);
  if (i < 0) return undefined;
  const [from, to] = [steps.start[i]!, steps.endOf(i, frame.liveEdge)];
  return { kind: 'core', core: index, thread: steps.thread[i]!, from, to };
}

function stepAt(frame: Frame, layout: Layout, lane: ObjectLane, x: CssPx): StepThing | undefined {
  const { liveEdge } = frame;
  const { steps } = lane;
  const time = timeOf(frame, layout, x);
  const reach = timeOf(frame, layout, x + REACH / 2) - time;
  const i = time > liveEdge ? -1 : steps.at(time);
  if (i < 0) return undefined;
  const event = steps.event[i]!;
  return {
    kind: 'step',
    object: lane.index,
    value: steps.value[i]!,
    text: frame.lanes.valueText(event),
    thread: steps.thread[i]!,
    from: steps.start[i]!,
    to: steps.endOf(i, liveEdge),
    open: i === steps.length - 1,
    event,
    crowd: crowdAt(steps, time, reach),
  };
}
