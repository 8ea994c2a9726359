/** The stretch of program time in view, and how it moves. All pure: a view in, a view out. */
import type { Ms } from '../base/units.ts';
import type { Axis } from './axis.ts';

export interface ViewRange {
  readonly start: Ms;
  readonly end: Ms;
}

/** How long a stretch of an axis is looked at, in its unit. */
export interface Scale {
  /** The shortest stretch that can be looked at. */
  readonly least: number;
  /** The shortest and longest span that a view takes on by itself: beyond it, the run scrolls by. */
  readonly shortest: number;
  readonly longest: number;
}

export const scales: Readonly<Record<Axis['unit'], Scale>> = {
  // 10 µs are twice the resolution of the clock of an isolated page.
  time: { least: 0.01, shortest: 64, longest: 8192 },
  step: { least: 4, shortest: 32, longest: 64 },
};

/** The longest stretch that can be looked at, as a multiple of the run. */
const LONGEST = 1.5;
/** Empty room right of the live edge, as a share of the span. */
const EDGE_ROOM = 0.06;

/** A span that shows a run whole while it is short. Grows by a step now and then instead of all the time. */
export const autoSpan = (edge: Ms, { shortest, longest }: Scale = scales.time): Ms =>
  Math.min(longest, Math.max(shortest, 2 ** (Math.ceil(Math.log2(edge * 1.08 + 1e-9) * 2) / 2)));

export const spanOf = (view: ViewRange): Ms => view.end - view.start;

const longestSpan = (edge: Ms, { longest }: Scale): Ms => Math.max(longest, edge) * LONGEST;

/** Keeps a view within what there is to see: some of the run always stays in it. */
export function within(view: ViewRange, edge: Ms, scale = scales.time): ViewRange {
  const span = Math.min(Math.max(spanOf(view), scale.least), longestSpan(edge, scale));
  const lowest = -span * 0.5;
  const highest = Math.max(edge - span * 0.5, 0);
  // A view that is too short or too long grows or shrinks around its middle.
  const middle = (view.start + view.end) / 2;
  const start = Math.min(Math.max(middle - span / 2, lowest), highest);
  return { start, end: start + span };
}

/** `factor` above 1 zooms in; what is at `time` stays where it is. */
export function zoomAround(
  view: ViewRange,
  time: Ms,
  factor: number,
  edge: Ms,
  scale = scales.time,
): ViewRange {
  const bounded = Math.max(factor, spanOf(view) / longestSpan(edge, scale));
  const limited = Math.min(bounded, Math.max(1, spanOf(view) / scale.least));
  const start = time - (time - view.start) / limited;
  return within({ start, end: start + spanOf(view) / limited }, edge, scale);
}

export const panBy = (view: ViewRange, time: Ms, edge: Ms, scale = scales.time): ViewRange =>
  within({ start: view.start + time, end: view.end + time }, edge, scale);

/** The view of a span around `place` that does not leave the run, as far as it fits: the window of the overview. */
export function around(place: number, span: Ms, edge: Ms): ViewRange {
  const start = Math.max(0, Math.min(place - span / 2, edge - span));
  return { start, end: start + span };
}

/** The view that follows the live edge, keeping its span. */
export function following(edge: Ms, span: Ms): ViewRange {
  const end = Math.max(span * (1 - 0.02), edge + span * EDGE_ROOM);
  return { start: end - span, end };
}

/** A stretch of time with a little room on both sides. */
export function fitting(start: Ms, end: Ms, edge: Ms, scale = scales.time): ViewRange {
  const span = Math.max(end - start, scale.least);
  return within({ start: start - span * 0.04, end: end + span * 0.06 }, edge, scale);
}

/** Moves just far enough to bring `time` into view with some room around it. */
export function revealing(view: ViewRange, time: Ms, edge: Ms, scale = scales.time): ViewRange {
  const span = spanOf(view);
  if (time < view.start + span * 0.02)
    return panBy(view, time - span * 0.2 - view.start, edge, scale);
  if (time > view.end - span * 0.02) return panBy(view, time + span * 0.2 - view.end, edge, scale);
  return view;
}

/** The view on the way from one to another, `share` from 0 to 1. Zooms evenly, as spans are felt by their ratio. */
export function between(from: ViewRange, to: ViewRange, share: number): ViewRange {
  if (share >= 1) return to;
  const eased = 1 - (1 - share) ** 3;
  const [a, b] = [spanOf(from), spanOf(to)];
  if (Math.abs(Math.log(b / a)) < 1e-6) {
    const start = from.start + (to.start - from.start) * eased;
    return { start, end: start + a };
  }
  const span = a * (b / a) ** eased;
  // With the span goes the share of the way: then the point that both views have in one place stays there.
  const way = (span - a) / (b - a);
  const start = from.start + (to.start - from.start) * way;
  return { start, end: start + span };
}
