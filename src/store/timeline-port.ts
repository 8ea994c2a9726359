/** What actions ask of the timeline, which is there only while its panel is. */
import type { Ms } from '../base/units.ts';
import type { Flag } from '../timeline/frame.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { Trace } from '../trace/trace.ts';
import type { ViewRange } from '../timeline/view-range.ts';

let timeline: Timeline | undefined;
let isFollowing = true;
let isRevealing = true;
let keepsPlace = false;
/** The view of a link, or of a timeline that is gone for now, to be shown as soon as there is something to show. */
let wanted: ViewRange | undefined;

export function currentTimeline(): Timeline | undefined {
  return timeline;
}

/** Returns what detaches it. */
export function attachTimeline(attached: Timeline): () => void {
  timeline = attached;
  return () => {
    if (timeline !== attached) return;
    wanted = timelineView();
    timeline = undefined;
  };
}

/** The timeline has got the run that it shows. True if it shows what was wanted of it, and must not move by itself. */
export function timelineHasData(): boolean {
  const isWanted = wanted !== undefined;
  if (wanted !== undefined) timeline?.setView(wanted);
  wanted = undefined;
  return isWanted;
}

/** The run that is shown next is a variation of the shown one: lanes and times stay where they are. */
export function keepPlace(): void {
  keepsPlace = true;
}

export function takeKeptPlace(): boolean {
  const kept = keepsPlace;
  keepsPlace = false;
  return kept;
}

/** Moves the cursor and leaves the view where it is. */
export function withoutRevealing(move: () => void): void {
  isRevealing = false;
  move();
  isRevealing = true;
}

/** Events of the trace that is shown that are to be kept in sight. */
let flags: { readonly trace: Trace; readonly events: readonly Flag[] } | undefined;

export function flagEvents(trace: Trace, events: readonly Flag[]): void {
  const before = flagsOf(trace);
  const isSame = (event: Flag, i: number) =>
    before?.[i]?.seq === event.seq && before[i].level === event.level;
  if (before?.length === events.length && events.every(isSame)) return;
  flags = { trace, events };
}

export const flagsOf = (trace: Trace): readonly Flag[] | undefined =>
  flags?.trace === trace ? flags.events : undefined;

/** Moves the cursor of two runs that are compared to an instant of either. */
let moveBoth: ((time: Ms) => void) | undefined;

export function whileComparing(move: (time: Ms) => void): () => void {
  moveBoth = move;
  return () => {
    moveBoth = undefined;
    parting = undefined;
  };
}

/** How the cursor is moved while two runs are compared; undefined while they are not. */
export const cursorOfBoth = (): ((time: Ms) => void) | undefined => moveBoth;

/** Where the run on the page parts from the one that it is compared with. */
let parting: Ms | undefined;

export function markParting(time: Ms | undefined): void {
  parting = time;
}

export const partingNow = (): Ms | undefined => parting;

/** Whether the timeline is to show where the cursor goes. */
export const revealsCursor = (): boolean => isRevealing;

/** Brings the newest event into view. */
export function revealEdge({ length, endTime }: Trace): void {
  if (!isFollowing) timeline?.revealInstant(length, endTime);
}

/** The timeline says whether it follows the live edge. */
export function setTimelineFollows(follows: boolean): void {
  isFollowing = follows;
}

/** The stretch of its axis that the timeline shows; undefined while it follows the live edge. */
export function timelineView(): ViewRange | undefined {
  if (timeline === undefined) return wanted;
  if (isFollowing) return undefined;
  // The room before the start of the run is no time of the program.
  const { start, end } = timeline.view;
  return { start: Math.max(0, start), end };
}

/** What the timeline shows of the run that starts next; undefined follows the live edge. */
export function showInTimeline(view: ViewRange | undefined): void {
  wanted = view;
}
