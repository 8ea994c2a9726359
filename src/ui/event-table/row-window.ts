/**
 * Virtual scrolling of a very long table. Browsers cannot draw below some ten million pixels, so beyond `TALLEST` the
 * scroll bar is scaled: a pixel of it stands for more than a pixel of rows.
 */
import type { CssPx } from '../../base/units.ts';

export const ROW: CssPx = 24;
export const TALLEST: CssPx = 8_000_000;

/** Height of the scrolled content. */
export const scrollHeight = (rows: number): CssPx => Math.min(rows * ROW, TALLEST);

/** Distance of the view's top from the table's, for a scroll position. */
export function topOf(scroll: CssPx, rows: number, view: CssPx): CssPx {
  const most = Math.max(0, rows * ROW - view);
  const range = scrollHeight(rows) - view;
  if (range <= 0) return 0;
  return Math.min(most, Math.max(0, rows * ROW <= TALLEST ? scroll : (scroll / range) * most));
}

/** The scroll position for a distance: the inverse of {@link topOf}. */
export function scrollOf(top: CssPx, rows: number, view: CssPx): CssPx {
  const most = Math.max(0, rows * ROW - view);
  const within = Math.min(most, Math.max(0, top));
  if (rows * ROW <= TALLEST || most === 0) return within;
  return (within / most) * (scrollHeight(rows) - view);
}

export interface RowWindow {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
}

export function rowsIn(top: CssPx, rows: number, view: CssPx): RowWindow {
  const first = Math.max(0, Math.floor(top / ROW));
  return { first, end: Math.min(rows, Math.ceil((top + view) / ROW)) };
}

/** The nearest scroll distance at which a row is completely visible. */
export function reveal(row: number, top: CssPx, view: CssPx): CssPx {
  if (row * ROW < top) return row * ROW;
  return Math.max(top, Math.min(row * ROW, (row + 1) * ROW - view));
}
