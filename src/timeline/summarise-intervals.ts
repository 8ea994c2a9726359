/**
 * A thread's lane as pixels. An interval that covers many pixels is filled at once. A pixel that covers many intervals
 * becomes a column divided like a stacked bar, by the time spent in each state: no state's colour is ever mixed, and
 * none that occurred is lost. The cost depends on the number of pixels, not of intervals.
 */
import type { Ms } from '../base/units.ts';
import { LANE_STATES, LaneState, type IntervalColumn } from '../views/interval-column.ts';
import { Mixer, TRANSPARENT, packRgb } from './pixels.ts';
import type { Rgb } from './theme.ts';
import type { ViewRange } from './view-range.ts';

/** Intervals at least `threshold` pixels wide, collected meanwhile. */
export class WideIntervals {
  readonly index: number[] = [];
  readonly threshold: number;

  constructor(threshold: number) {
    this.threshold = threshold;
  }
}

/**
 * Destination of pixels: `rows` rows of `width`, the first at `offset`, `stride` apart. The lowest row is the last one.
 */
export interface Strip {
  readonly pixels: Uint32Array;
  readonly offset: number;
  readonly stride: number;
  readonly width: number;
  readonly rows: number;
}

/** From the bottom of a column to its top. */
export const STACK: readonly LaneState[] = [
  LaneState.zombie,
  LaneState.running,
  LaneState.ready,
  LaneState.asleep,
  LaneState.message,
  LaneState.joining,
  LaneState.blocked,
];
/** Minimum opacity: anything fainter is invisible. */
const LEAST_ALPHA = 0.45;

const spent = new Float64Array(LANE_STATES);
const heights = new Int32Array(LANE_STATES);
const mixer = new Mixer();

/** Draws the part of `column` in `view`, up to `edge`. `fills` by lane state. */
export function summariseIntervals(
  column: IntervalColumn,
  view: ViewRange,
  edge: Ms,
  fills: readonly (Rgb | undefined)[],
  strip: Strip,
  wide?: WideIntervals,
): void {
  const { width } = strip;
  clearStrip(strip);
  if (column.length === 0 || edge <= view.start) return;
  const perPixel = (view.end - view.start) / width;
  const pixelOf = (time: Ms) => Math.floor((time - view.start) / perPixel);
  const words = Uint32Array.from(fills, (fill) =>
    fill === undefined ? TRANSPARENT : packRgb(fill),
  );
  let i = Math.max(0, column.at(view.start));
  let pixel = Math.max(0, pixelOf(column.start[0]!));
  while (pixel < width) {
    const from = view.start + pixel * perPixel;
    if (from >= edge) return;
    if (column.endOf(i, edge) <= from) i = column.at(from, i);
    const state = column.state[i]!;
    const end = column.endOf(i, edge);
    if (end >= from + perPixel && column.start[i]! <= from) {
      const next = Math.min(width, Math.max(pixel + 1, pixelOf(end)));
      if (words[state] !== TRANSPARENT) {
        fillStrip(strip, pixel, next, words[state]!);
        if (wide !== undefined && next - pixel >= wide.threshold) wide.index.push(i);
      }
      pixel = next;
      continue;
    }
    const to = Math.min(from + perPixel, edge);
    spent.fill(0);
    const last = column.spend(Math.max(from, column.start[i]!), i, to, spent);
    const isEdge = column.start[i]! <= from - perPixel && column.endOf(last, edge) >= to + perPixel;
    if (last <= i + 1 && (isEdge || last === i))
      fillStrip(strip, pixel, pixel + 1, blend(fills, perPixel));
    else stack(strip, pixel, words, perPixel);
    i = last;
    pixel++;
  }
}

export function clearStrip(strip: Strip): void {
  fillStrip(strip, 0, strip.width, TRANSPARENT);
}

function fillStrip(
  { pixels, offset, stride, rows }: Strip,
  from: number,
  to: number,
  word: number,
): void {
  if (to - from === 1)
    for (let row = 0; row < rows; row++) pixels[offset + row * stride + from] = word;
  else
    for (let row = 0; row < rows; row++)
      pixels.fill(word, offset + row * stride + from, offset + row * stride + to);
}

/** The pixel where two long intervals meet: antialiased, so that panning is smooth. */
function blend(fills: readonly (Rgb | undefined)[], perPixel: Ms): number {
  mixer.clear();
  let covered = 0;
  for (let state = 0; state < LANE_STATES; state++) {
    const fill = fills[state];
    if (fill === undefined || spent[state] === 0) continue;
    covered += spent[state]! / perPixel;
    mixer.add(fill, spent[state]!);
  }
  return covered === 0 ? TRANSPARENT : mixer.packed(Math.max(covered, LEAST_ALPHA));
}

function stack(
  { pixels, offset, stride, rows }: Strip,
  pixel: number,
  words: Uint32Array,
  perPixel: Ms,
): void {
  const perTime = rows / perPixel;
  let left = rows;
  let largest: LaneState = LaneState.running;
  let seen = 0;
  for (const state of STACK) {
    const time = spent[state]!;
    let height = 0;
    if (time > 1e-9) {
      seen += time;
      if (time > spent[largest]!) largest = state;
      // A wait of a microsecond in a second of running is exactly what one looks for.
      height = Math.max(1, Math.round(time * perTime));
    }
    heights[state] = height;
    left -= height;
  }
  // The rounding error is added to the largest part, unless part of the time was empty.
  if (left < 0 || perPixel - seen < 1 / perTime)
    heights[largest] = Math.max(1, heights[largest]! + left);
  let at = offset + (rows - 1) * stride + pixel;
  for (const state of STACK) {
    const word = words[state]!;
    for (let n = heights[state]!; n > 0 && at >= offset; n--, at -= stride) pixels[at] = word;
  }
}
