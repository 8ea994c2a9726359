/** The spans of a lane to draw: of many within a distance too small to be seen, only the first. */
import type { CssPx } from '../base/units.ts';
import { lastAtMost, lowerBound } from '../views/grow.ts';
import type { Frame } from './frame.ts';
import { spanOnPage, timeOf, type Placement, type Spans } from './placement.ts';

/** Starts increase, and only the first `length` elements are valid; no span ends after the start of the next. */
export interface SpanColumn extends Spans {
  readonly length: number;
}

/**
 * Visible spans, left to right, that reach at least `least` beyond the previously drawn one. Others are skipped by
 * search, so the cost depends on the number drawn.
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
    // All spans before the last that begins earlier have ended by then.
    const next = timeOf(frame, placed, drawn + least);
    i = Math.max(i + 1, lowerBound(start, next, length, i + 1) - 1);
  }
}
