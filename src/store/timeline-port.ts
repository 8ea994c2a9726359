/** Port from actions to the timeline, which exists only while its panel does. */
import type { Ms } from '../base/units.ts';
import type { Flag } from '../timeline/frame.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { Trace } from '../trace/trace.ts';
import type { ViewRange } from '../timeline/view-range.ts';

let timeline: Timeline | undefined;
let isFollowing = true;
let isRevealing = true;
let keepsPlace = false;
/** The view of a link, or of an unmounted timeline, to be restored as soon as there is something to show. */
let wanted: ViewRange | undefined;

export function currentTimeline(): Timeline | undefined {
  return timeline;
}

/** Returns a function that detaches it. */
export function attachTimeline(attached: Timeline): () => void {
  timeline = attached;
  return () => {
    if (timeline !== attached) return;
    wanted = timelineView();
    timeline = undefined;
  };
}

/** The timeline has received its run. True if it shows a requested view, and must not move by itself. */
export function timelineHasData(): boolean {
  const isWanted = wanted !== undefined;
  if (wanted !== undefined) timeline?.setView(wanted);
  wanted = undefined;
  return isWanted;
}

/** The next run is a variation of the present one: lanes and times stay in place. */
export function keepPlace(): void {
  keepsPlace = true;
}

export function takeKeptPlace(): boolean {
  const kept = keepsPlace;
  keepsPlace = false;
  return kept;
}

/** Moves the cursor without scrolling the view. */
export function withoutRevealing(move: () => void): void {
  isRevealing = false;
  move();
  isRevealing = true;
}

/** Flagged events of the trace. */
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

/** Moves the cursor of two compared runs to an instant of either. */
let moveBoth: ((time: Ms) => void) | undefined;

export function whileComparing(move: (time: Ms) => void): () => void {
  moveBoth = move;
  return () => {
    moveBoth = undefined;
    parting = undefined;
  };
}

/** The function that moves the cursor while two runs are compared; undefined otherwise. */
export const cursorOfBoth = (): ((time: Ms) => void) | undefined => moveBoth;

/** Where the page's run diverges from the compared one. */
let parting: Ms | undefined;

export function markParting(time: Ms | undefined): void {
  parting = time;
}

export const partingNow = (): Ms | undefined => parting;

/** Whether the timeline scrolls to the cursor. */
export const revealsCursor = (): boolean => isRevealing;

/** Scrolls to the newest event. */
export function revealEdge({ length, endTime }: Trace): void {
  if (!isFollowing) timeline?.revealInstant(length, endTime);
}

/** The timeline reports whether it follows the live edge. */
export function setTimelineFollows(follows: boolean): void {
  isFollowing = follows;
}

/** The visible range on its axis; undefined while it follows the live edge. */
export function timelineView(): ViewRange | undefined {
  if (timeline === undefined) return wanted;
  if (isFollowing) return undefined;
  // The margin before the start of the run is no program time.
  const { start, end } = timeline.view;
  return { start: Math.max(0, start), end };
}

/** The visible range for the next run; undefined follows the live edge. */
export function showInTimeline(view: ViewRange | undefined): void {
  wanted = view;
}
