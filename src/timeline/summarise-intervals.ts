/**
 * A thread's lane as one row of pixels. Where an interval covers many pixels they are filled at once; where a pixel
 * covers many intervals their shares are mixed. Either way the cost is that of the pixels.
 */
import type { Ms } from '../base/units.ts';
import { LANE_STATES, LaneState, type IntervalColumn } from '../views/interval-column.ts';
import { Mixer, TRANSPARENT, packRgb } from './pixels.ts';
import type { Rgb } from './theme.ts';
import type { ViewRange } from './view-range.ts';

/** Intervals at least `threshold` pixels wide, collected on the way. */
export class WideIntervals {
  length = 0;
  readonly index: number[] = [];
  threshold = Infinity;

  add(i: number): void {
    this.index[this.length++] = i;
  }
}

/**
 * The least share of a pixel's colour that a state gets if it occurs in the pixel at all: a wait of a microsecond in
 * a second of running is the very thing a reader looks for.
 */
const LEAST_SHARE: readonly number[] = Object.assign(new Array<number>(LANE_STATES).fill(0), {
  [LaneState.blocked]: 0.3,
  [LaneState.joining]: 0.3,
  [LaneState.asleep]: 0.2,
  [LaneState.message]: 0.3,
  [LaneState.contending]: 0.1,
});
const LEAST_ALPHA = 0.45;

const spent = new Float64Array(LANE_STATES);
const mixer = new Mixer();

/** Fills `width` pixels of `out` from `offset` with what `column` shows in `view`; nothing is drawn beyond `edge`. */
export function summariseIntervals(
  column: IntervalColumn,
  view: ViewRange,
  edge: Ms,
  width: number,
  fills: readonly (Rgb | undefined)[],
  out: Uint32Array,
  offset: number,
  wide?: WideIntervals,
): void {
  out.fill(TRANSPARENT, offset, offset + width);
  if (column.length === 0 || edge <= view.start) return;
  const perPixel = (view.end - view.start) / width;
  const pixelOf = (time: Ms) => Math.floor((time - view.start) / perPixel);
  let i = Math.max(0, column.at(view.start));
  let pixel = Math.max(0, pixelOf(column.start[0]!));
  while (pixel < width) {
    const from = view.start + pixel * perPixel;
    if (from >= edge) return;
    if (column.endOf(i, edge) <= from) i = column.at(from, i);
    const state = column.state[i]!;
    const fill = fills[state];
    const end = column.endOf(i, edge);
    if (end >= from + perPixel && column.start[i]! <= from) {
      const next = Math.min(width, Math.max(pixel + 1, pixelOf(end)));
      if (fill !== undefined) {
        out.fill(packRgb(fill), offset + pixel, offset + next);
        if (wide !== undefined && next - pixel >= wide.threshold) wide.add(i);
      }
      pixel = next;
      continue;
    }
    const to = Math.min(from + perPixel, edge);
    const last = column.at(to, i);
    spent.fill(0);
    const since = Math.max(from, column.start[i]!);
    if (last > i) column.spent(since, i, to, last, spent);
    else spent[state] = to - since;
    out[offset + pixel] = blend(fills, perPixel);
    i = last;
    pixel++;
  }
}

function blend(fills: readonly (Rgb | undefined)[], perPixel: Ms): number {
  mixer.clear();
  let covered = 0;
  for (let state = 0; state < LANE_STATES; state++) {
    const fill = fills[state];
    const share = spent[state]! / perPixel;
    if (fill === undefined || share < 1e-9) continue;
    covered += share;
    mixer.add(fill, Math.max(share, LEAST_SHARE[state]!));
  }
  return covered === 0 ? TRANSPARENT : mixer.packed(Math.max(covered, LEAST_ALPHA));
}
