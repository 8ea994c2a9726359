/** Navigation by keys from the selection to related and following events, without a canvas. */
import type { EventIndex, Ms } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Arrow } from '../views/arrows.ts';
import type { Lane } from '../views/lane.ts';
import { stepInLane } from '../views/search.ts';
import type { TimelineData, TimelineSelection } from './frame.ts';

/** Maximum distance from the selected event at which an arrow is searched, in events of its lane. */
const LOOK = 200;

/** The lane in which an event is shown: for a wake that of the woken thread. */
export function laneOfEvent({ trace, lanes }: TimelineData, seq: EventIndex): Lane | undefined {
  if (seq < 0 || seq >= trace.length) return undefined;
  return lanes.threads[trace.phase(seq) === Phase.wake ? trace.other(seq) : trace.thread(seq)];
}

export function laneOf(data: TimelineData, selection: TimelineSelection): Lane | undefined {
  switch (selection.kind) {
    case 'thread':
      return data.lanes.threads[selection.index];
    case 'object':
      return data.lanes.objects[selection.index];
    case 'event':
      return laneOfEvent(data, selection.seq);
    default:
      return undefined;
  }
}

/** The time range of the selection: for an event, its interval. `edge`: the live edge. */
export function stretchOf(
  data: TimelineData,
  selection: TimelineSelection,
  edge: Ms,
): { readonly start: Ms; readonly end: Ms } | undefined {
  const { axis } = data;
  if (selection.kind === 'range')
    return { start: axis.ofTime(selection.start), end: axis.ofTime(selection.end) };
  if (selection.kind === 'arrow')
    return { start: axis.at(selection.from), end: axis.at(selection.to) };
  if (selection.kind !== 'event') return undefined;
  const lane = laneOfEvent(data, selection.seq);
  if (lane?.kind !== 'thread') return undefined;
  const i = lane.intervals.at(axis.at(selection.seq));
  return i < 0
    ? undefined
    : { start: lane.intervals.start[i]!, end: lane.intervals.endOf(i, edge) };
}

/** The event of a lane after (1) or before (-1) the selected one, else relative to the first `happened` events. */
export function nextEvent(
  selection: TimelineSelection,
  lane: Lane,
  happened: number,
  direction: 1 | -1,
): EventIndex {
  if (selection.kind === 'event') return stepInLane(lane, selection.seq, direction);
  return stepInLane(lane, direction === 1 ? happened - 1 : happened, direction);
}

/** The event by which another thread ended the wait that begins with `seq`; -1 if none did, or it lasts. */
export function enderOf({ trace, lanes, arrows }: TimelineData, seq: EventIndex): EventIndex {
  if (seq < 0 || trace.phase(seq) !== Phase.block) return -1;
  const lane = lanes.threads[trace.thread(seq)];
  if (lane === undefined) return -1;
  let event = stepInLane(lane, seq, 1);
  for (let looked = 0; event >= 0 && looked < LOOK; looked++) {
    const arrow = arrows.into(event);
    if (arrow?.toThread === lane.index) return arrow.from;
    // It continued by itself after its timeout.
    if (trace.thread(event) === lane.index) return -1;
    event = stepInLane(lane, event, 1);
  }
  return -1;
}

/** The wait ended by `seq`: the event that began it; -1 for none. Of several, that of the first woken thread. */
export function waitEndedBy({ trace, lanes, arrows }: TimelineData, seq: EventIndex): EventIndex {
  for (const { to, toThread } of arrows.outOf(seq)) {
    const lane = lanes.threads[toThread];
    if (lane === undefined || trace.phase(to) !== Phase.wake) continue;
    // What it did until it was woken.
    for (let event = stepInLane(lane, to, -1); event >= 0; event = stepInLane(lane, event, -1)) {
      if (trace.thread(event) !== toThread) continue;
      if (trace.phase(event) === Phase.block) return event;
      break;
    }
  }
  return -1;
}

/**
 * The arrow that leaves the selected event (1) or ends at it (-1). If there is none, that of the nearest event in the
 * same lane, in the direction of movement.
 */
export function nextArrow(
  data: TimelineData,
  selection: TimelineSelection,
  lane: Lane | undefined,
  direction: 1 | -1,
): Arrow | undefined {
  const { arrows } = data;
  if (selection.kind === 'arrow') return arrows.into(selection.to);
  if (selection.kind !== 'event') return undefined;
  let seq = selection.seq;
  for (let looked = 0; seq >= 0 && looked < LOOK; looked++) {
    const arrow = direction === 1 ? arrows.outOf(seq)[0] : arrows.into(seq);
    if (arrow !== undefined) return arrow;
    seq = lane === undefined ? -1 : stepInLane(lane, seq, direction);
  }
  return undefined;
}
