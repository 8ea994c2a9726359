/** What actions ask of the timeline, which is there only while its panel is. */
import type { Timeline } from '../timeline/timeline.ts';
import type { ViewRange } from '../timeline/view-range.ts';

let timeline: Timeline | undefined;
let isFollowing = true;
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

/** The timeline has got the run that it shows; it starts by following the live edge. */
export function timelineHasData(): void {
  if (wanted !== undefined) timeline?.setView(wanted);
  wanted = undefined;
}

/** The timeline says whether it follows the live edge. */
export function setTimelineFollows(follows: boolean): void {
  isFollowing = follows;
}

/** The stretch of program time that the timeline shows; undefined while it follows the live edge. */
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
