/** What actions ask of the timeline, which is there only while its panel is. */
import type { Ms } from '../base/units.ts';

export interface Span {
  readonly start: Ms;
  readonly end: Ms;
}

export interface TimelinePort {
  /** The stretch of program time that it shows; undefined while it follows the live edge. */
  view(): Span | undefined;
  show(span: Span): void;
  follow(): void;
}

let port: TimelinePort | undefined;
let wanted: Span | undefined;

/** Returns what detaches it. */
export function attachTimeline(timeline: TimelinePort): () => void {
  port = timeline;
  if (wanted !== undefined) port.show(wanted);
  wanted = undefined;
  return () => {
    if (port === timeline) {
      wanted = timeline.view();
      port = undefined;
    }
  };
}

export function timelineView(): Span | undefined {
  return port === undefined ? wanted : port.view();
}

/** undefined follows the live edge. Kept for later if the timeline is not there. */
export function showInTimeline(span: Span | undefined): void {
  if (port === undefined) wanted = span;
  else if (span === undefined) port.follow();
  else port.show(span);
}
