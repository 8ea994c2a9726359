/**
 * Critical path of a run: the chain of work and waits that determined its length. Found backwards from the last event:
 * along the working thread, and where it had waited, on to the thread that ended the wait. Shortening a part of the
 * path may shorten the run; anything else does not. (Yang and Miller, "Critical path analysis for the execution of
 * parallel and distributed programs", ICDCS 1988.)
 */
import type { EventIndex, Ms, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import type { Arrow, Arrows } from './arrows.ts';
import { LaneState } from './interval-column.ts';
import type { Lanes } from './lanes.ts';

export interface PathPart {
  readonly thread: ThreadIndex;
  /** Bounds on the time axis. */
  readonly from: number;
  readonly to: number;
  readonly state: LaneState;
}

export interface CriticalPath {
  /** First to last. Each begins where the previous one ends, or where an arrow from it ends. */
  readonly parts: readonly PathPart[];
  /** Time on the path by thread. */
  readonly byThread: ReadonlyMap<ThreadIndex, Ms>;
}

/** Maximum number of parts: a longer path is cut at its beginning. */
const MOST = 200_000;

/** Of the first `count` events. Lanes and arrows must be on program time. */
export function criticalPath(
  trace: Trace,
  lanes: Lanes,
  arrows: Arrows,
  count = trace.length,
): CriticalPath {
  const parts: PathPart[] = [];
  let seq = lastOf(trace, count);
  let thread = seq < 0 ? -1 : trace.thread(seq);
  let place = seq < 0 ? 0 : trace.time(seq);
  let known = count;
  for (let turns = 0; thread >= 0 && turns < MOST; turns++) {
    const intervals = lanes.threads[thread]?.intervals;
    if (intervals === undefined) break;
    // The thread's last wait before this that another thread ended.
    const { arrow, from } = cameFrom(trace, arrows, lanes, thread, seq, known);
    let i = intervals.at(place);
    // At one instant there may be several: the path passes through them in reverse order.
    for (; i >= 0; i--) {
      const start = Math.max(intervals.start[i]!, from);
      const state = intervals.state[i]! as LaneState;
      if (state !== LaneState.new && state !== LaneState.ended && place > start)
        parts.push({ thread, from: start, to: place, state });
      place = Math.min(place, start);
      if (intervals.start[i]! <= from) break;
    }
    if (arrow === undefined) break;
    seq = arrow.from;
    known = arrow.from + 1;
    thread = arrow.fromThread;
    place = Math.min(place, arrow.fromTime);
  }
  parts.reverse();
  const byThread = new Map<ThreadIndex, Ms>();
  for (const part of parts)
    byThread.set(part.thread, (byThread.get(part.thread) ?? 0) + part.to - part.from);
  return { parts: joined(parts), byThread };
}

/** The last event of a thread that is neither a wake nor a declaration. */
function lastOf(trace: Trace, count: number): EventIndex {
  for (let seq = count - 1; seq >= 0; seq--) {
    const phase = trace.phase(seq);
    const isOwn =
      phase === Phase.done || phase === Phase.end || phase === Phase.raise || phase === Phase.fail;
    if (isOwn && trace.thread(seq) >= 0) return seq;
  }
  return -1;
}

/** The latest arrow into the thread at or before `seq` whose cause it waited for; and since when it continues. */
function cameFrom(
  trace: Trace,
  arrows: Arrows,
  lanes: Lanes,
  thread: ThreadIndex,
  seq: EventIndex,
  known: number,
): { readonly arrow: Arrow | undefined; readonly from: number } {
  const { events } = lanes.threads[thread]!;
  for (let at = events.countBelow(Math.min(seq + 1, known)) - 1; at >= 0; at--) {
    const event = events.at(at);
    const arrow = arrows.into(event);
    if (arrow?.toThread !== thread) continue;
    if (hadWaited(trace, lanes, thread, event)) return { arrow, from: arrow.fromTime };
  }
  return { arrow: undefined, from: 0 };
}

/** Whether the thread was blocked when the event came: a cause that was there already delayed nothing. */
function hadWaited(trace: Trace, lanes: Lanes, thread: ThreadIndex, event: EventIndex): boolean {
  const phase = trace.phase(event);
  if (phase === Phase.start || phase === Phase.wake) return true;
  const { events } = lanes.threads[thread]!;
  const before = events.at(events.countBelow(event) - 1);
  return before >= 0 && trace.phase(before) === Phase.block && trace.thread(before) === thread;
}

/** Merges neighbours with the same thread and state. */
function joined(parts: readonly PathPart[]): PathPart[] {
  const out: PathPart[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (last?.thread === part.thread && last.state === part.state && last.to === part.from)
      out[out.length - 1] = { ...last, to: part.to };
    else out.push(part);
  }
  return out;
}
