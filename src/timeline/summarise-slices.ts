/**
 * A row of slices as one row of pixels, and a counter as columns. A slice that covers pixels is filled at once; of many
 * slices in a pixel the last stands for all. The cost depends on the number of pixels.
 */
import type { CounterTrack, SliceRow } from '../trace/tracks.ts';
import { lastAtMost } from '../views/grow.ts';
import { rangeOf } from '../views/track-index.ts';
import { packRgb } from './pixels.ts';
import { clearStrip, type Strip, type WideIntervals } from './summarise-intervals.ts';
import type { Rgb } from './theme.ts';
import type { ViewRange } from './view-range.ts';

/** Slices at least this wide leave their last pixel empty: otherwise adjacent ones would merge. */
const GAP_FROM = 4;

/** @param wordOf the colour of a name, as a pixel word */
export function summariseSlices(
  { start, end, name }: SliceRow,
  view: ViewRange,
  wordOf: (name: number) => number,
  strip: Strip,
  wide: WideIntervals,
): void {
  clearStrip(strip);
  const { pixels, offset, width } = strip;
  const count = start.length;
  const perPixel = (view.end - view.start) / width;
  if (count === 0 || !(perPixel > 0)) return;
  const pixelOf = (time: number) => Math.floor((time - view.start) / perPixel);
  let i = Math.max(0, lastAtMost(start, view.start, count));
  let pixel = Math.max(0, pixelOf(start[i]!));
  while (pixel < width) {
    const from = view.start + pixel * perPixel;
    i = lastAtMost(start, from + perPixel, count, i);
    if (i >= 0 && end[i]! >= from) {
      const next = Math.min(width, Math.max(pixel + 1, pixelOf(end[i]!)));
      const gap = next - pixel >= GAP_FROM && next < width ? 1 : 0;
      pixels.fill(wordOf(name[i]!), offset + pixel, offset + next - gap);
      if (next - pixel >= wide.threshold) wide.index.push(i);
      pixel = next;
      continue;
    }
    const following = i + 1;
    if (following >= count) return;
    pixel = Math.max(pixel + 1, pixelOf(start[following]!));
  }
}

/** The counter over time, from 0: one column per pixel, as high as its largest value. */
export function summariseCounter(
  counter: CounterTrack,
  view: ViewRange,
  edge: number,
  fill: Rgb,
  strip: Strip,
): void {
  clearStrip(strip);
  const { start, value } = counter;
  const { pixels, offset, stride, width, rows } = strip;
  const { least, most } = rangeOf(counter);
  const span = most - least;
  const perPixel = (view.end - view.start) / width;
  if (start.length === 0 || !(span > 0) || !(perPixel > 0)) return;
  const word = packRgb(fill);
  const rowOf = (number: number) =>
    Math.min(rows - 1, Math.max(0, Math.round(((most - number) / span) * (rows - 1))));
  const zero = rowOf(0);
  let i = Math.max(0, lastAtMost(start, view.start, start.length));
  for (let pixel = 0; pixel < width; pixel++) {
    const from = view.start + pixel * perPixel;
    if (from > edge) return;
    const last = lastAtMost(start, from + perPixel, start.length, i);
    if (last < 0) continue;
    let peak = value[last]!;
    // A few are examined; of many, a sample.
    const step = Math.max(1, Math.floor((last - i) / 32));
    for (let at = Math.max(0, i); at <= last; at += step)
      if (Math.abs(value[at]!) > Math.abs(peak)) peak = value[at]!;
    i = last;
    const row = rowOf(peak);
    for (let y = Math.min(row, zero); y <= Math.max(row, zero); y++)
      pixels[offset + y * stride + pixel] = word;
  }
}
