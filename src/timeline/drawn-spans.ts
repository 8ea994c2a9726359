/** Of the spans of a lane those that a drawing shows: of many in a stretch too narrow to be seen, the first. */
import type { CssPx } from '../base/units.ts';
import { lastAtMost, lowerBound } from '../views/grow.ts';
import type { Frame } from './frame.ts';
import { spanOnPage, timeOf, type Placement, type Spans } from './placement.ts';

/** Starts rise, and the first `length` of their room count; no end is after the start of the next. */
export interface SpanColumn extends Spans {
  readonly length: number;
}

/**
 * Spans in view, left to right, that reach at least `least` beyond the one drawn before. What lies between is leapt over, so
 * it costs what is drawn, however many there are.
 */
export function eachDrawn(
  frame: Pick<Frame, 'view' | 'liveEdge'>,
  placed: Pick<Placement, 'plot'>,
  column: SpanColumn,
  least: CssPx,
  draw: (i: number, x1: CssPx, x2: CssPx) => void,
): void {
  const { plot } = placed;
  const { start, length } = column;
  let drawn = plot.x - least;
  let i = Math.max(0, lastAtMost(start, frame.view.start, length));
  while (i < length) {
    const [x1, x2] = spanOnPage(frame, placed, column, i);
    if (x1 > plot.x + plot.width) return;
    if (x2 > plot.x && x2 - drawn >= least) {
      drawn = x2;
      draw(i, x1, Math.max(x2, x1 + least));
    }
    // All before the last that begins earlier than this have ended by then.
    const next = timeOf(frame, placed, drawn + least);
    i = Math.max(i + 1, lowerBound(start, next, length, i + 1) - 1);
  }
}
