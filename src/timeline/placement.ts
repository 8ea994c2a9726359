/** Coordinates: from time to x and from row to y, and back. */
import type { CssPx, Ms } from '../base/units.ts';
import type { Frame } from './frame.ts';
import type { Row, Rows } from './rows.ts';
import { spanOf } from './view-range.ts';

export interface Rect {
  readonly x: CssPx;
  readonly y: CssPx;
  readonly width: CssPx;
  readonly height: CssPx;
}

export interface Placement {
  /** Area of the lanes: right of the labels and below the ruler. */
  readonly plot: Rect;
  readonly rows: Rows;
  /** Scroll offset of the lanes. */
  readonly scrollY: CssPx;
  /** Space above and below a lane's bar. */
  readonly barInset: CssPx;
}

type View = Pick<Frame, 'view'>;
type Plot = Pick<Placement, 'plot'>;

export const xOf = ({ view }: View, { plot }: Plot, time: Ms): CssPx =>
  plot.x + ((time - view.start) / spanOf(view)) * plot.width;

export const timeOf = ({ view }: View, { plot }: Plot, x: CssPx): Ms =>
  view.start + ((x - plot.x) / Math.max(1, plot.width)) * spanOf(view);

/** Top of a row. */
export const yOf = ({ plot, scrollY }: Pick<Placement, 'plot' | 'scrollY'>, row: Row): CssPx =>
  plot.y + row.y - (row.isPinned ? 0 : scrollY);

export interface Spans {
  readonly start: Float64Array;
  endOf(i: number, edge: Ms): Ms;
}

/** Left and right of span i of a lane, clipped to the plot. */
export function spanOnPage(
  frame: Pick<Frame, 'view' | 'liveEdge'>,
  placed: Pick<Placement, 'plot'>,
  spans: Spans,
  i: number,
): readonly [CssPx, CssPx] {
  const { plot } = placed;
  const x1 = xOf(frame, placed, spans.start[i]!);
  const x2 = xOf(frame, placed, spans.endOf(i, frame.liveEdge));
  return [Math.max(plot.x, x1), Math.min(plot.x + plot.width, x2)];
}
