/**
 * An object's lane as pixels: holds and flags as one row, depths and permits as an area of several rows, values as
 * segments. As for threads, the cost depends on pixels, not steps.
 */
import type { Ms, ThreadIndex } from '../base/units.ts';
import type { Measure } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { measureOf } from '../views/object-fold.ts';
import type { CoreLane, ObjectLane } from '../views/lane.ts';
import type { StepColumn, StepSummary } from '../views/step-column.ts';
import { Mixer, TRANSPARENT, packRgb } from './pixels.ts';
import { clearStrip, type Strip, type WideIntervals } from './summarise-intervals.ts';
import type { Rgb, Theme } from './theme.ts';
import type { ViewRange } from './view-range.ts';

export interface StepPicture {
  readonly column: StepColumn;
  readonly measure: Measure;
  /** Measure at full height, at least 1. */
  readonly full: number;
}

export function pictureFor(trace: Trace, { index, steps }: ObjectLane): StepPicture {
  const { limit } = trace.objects[index]!;
  const full = Math.max(1, limit > 0 ? limit : steps.max);
  return { column: steps, measure: measureOf(trace, index), full };
}

/** A core is drawn like a lock, the thread on it like a holder. */
export const pictureOfCore = ({ steps }: CoreLane): StepPicture => ({
  column: steps,
  measure: 'hold',
  full: 1,
});

/** line: one row of pixels, scaled to the bar. area: as many rows as the bar is high. */
export const pictureOf: Readonly<Record<Measure, 'line' | 'area'>> = {
  hold: 'line',
  flag: 'line',
  value: 'line',
  none: 'line',
  permits: 'area',
  depth: 'area',
  waiting: 'area',
};

export const holderFill = (theme: Theme, holder: ThreadIndex): Rgb =>
  holder < 0 ? theme.measure : (theme.holders[holder % theme.holders.length] ?? theme.measure);

/** Maximum number of steps in one pixel for which holders are distinguished. */
const TOLD_APART = 32;
const SEGMENT_ALPHA = [0.32, 0.2] as const;
const CHANGE_ALPHA = 0.75;
const AREA_ALPHA = { solid: 0.42, range: 0.22, top: 1 } as const;

const mixer = new Mixer();
const summary: StepSummary = { min: 0, max: 0, mean: 0 };

/** Draws the part of the picture in `view`, up to `edge`. */
export function summariseSteps(
  picture: StepPicture,
  view: ViewRange,
  edge: Ms,
  theme: Theme,
  strip: Strip,
  wide?: WideIntervals,
): void {
  const { pixels, offset, width } = strip;
  clearStrip(strip);
  const { column } = picture;
  if (column.length === 0 || edge <= view.start) return;
  const perPixel = (view.end - view.start) / width;
  const pixelOf = (time: Ms) => Math.floor((time - view.start) / perPixel);
  let i = Math.max(0, column.at(view.start));
  let pixel = Math.max(0, pixelOf(column.start[0]!));
  while (pixel < width) {
    const from = view.start + pixel * perPixel;
    if (from >= edge) return;
    if (column.endOf(i, edge) <= from) i = column.at(from, i);
    const end = column.endOf(i, edge);
    const whole = end >= from + perPixel && column.start[i]! <= from;
    const next = whole ? Math.min(width, Math.max(pixel + 1, pixelOf(end))) : pixel + 1;
    const to = Math.min(from + perPixel, edge);
    const last = whole ? i : column.at(to, i);
    const at = offset + pixel;
    if (pictureOf[picture.measure] === 'line') {
      const colour = lineColour(picture, theme, from, i, to, last);
      if (colour !== TRANSPARENT) pixels.fill(colour, at, at + next - pixel);
    } else {
      column.summary(Math.max(from, column.start[i]!), i, to, last, summary);
      fillArea(picture, theme, strip, pixel, next);
    }
    if (wide !== undefined && next - pixel >= wide.threshold) wide.index.push(i);
    i = last;
    pixel = next;
  }
}

function lineColour(
  { column, measure }: StepPicture,
  theme: Theme,
  from: Ms,
  first: number,
  to: Ms,
  last: number,
): number {
  if (measure === 'value')
    return packRgb(
      theme.measure,
      last > first ? CHANGE_ALPHA : SEGMENT_ALPHA[first % 2 === 0 ? 0 : 1],
    );
  const fillOf = (i: number) =>
    measure === 'hold' ? holderFill(theme, column.thread[i]!) : theme.measure;
  if (first === last) return column.value[first]! > 0 ? packRgb(fillOf(first)) : TRANSPARENT;
  if (last - first > TOLD_APART) {
    column.summary(from, first, to, last, summary);
    return packRgb(theme.measure, Math.min(1, Math.max(summary.mean, 0.2)));
  }
  mixer.clear();
  let held = 0;
  for (let i = first; i <= last; i++) {
    if (column.value[i]! <= 0) continue;
    const time = Math.min(column.endOf(i, to), to) - Math.max(column.start[i]!, from);
    mixer.add(fillOf(i), time);
    held += time;
  }
  return mixer.packed(Math.max(held / (to - from), 0.3));
}

/** A step with a line on top; if a pixel contains several, solid up to their mean and faint up to the maximum. */
function fillArea(
  { full }: StepPicture,
  theme: Theme,
  { pixels, offset, stride, rows }: Strip,
  from: number,
  to: number,
): void {
  const heightOf = (value: number): number =>
    value <= 0 ? 0 : Math.max(1, Math.round((Math.min(value, full) / full) * rows));
  const one = summary.min === summary.max;
  const [low, high] = [heightOf(one ? summary.max : summary.mean), heightOf(summary.max)];
  const fillRow = (height: number, colour: number) => {
    const row = offset + (rows - height) * stride;
    pixels.fill(colour, row + from, row + to);
  };
  const solid = packRgb(theme.measure, AREA_ALPHA.solid);
  const range = packRgb(theme.measure, AREA_ALPHA.range);
  for (let height = 1; height <= low; height++) fillRow(height, solid);
  for (let height = low + 1; height <= high; height++) fillRow(height, range);
  if (one && low > 0) fillRow(low, packRgb(theme.measure, AREA_ALPHA.top));
}
