/** Waiters of a lock or a semaphore as one row of pixels. The cost depends on pixels, and no wait is lost. */
import type { Ms } from '../base/units.ts';
import type { ObjectLane } from '../views/lane.ts';
import type { StepColumn, StepSummary } from '../views/step-column.ts';
import { packRgb } from './pixels.ts';
import { clearStrip, type Strip } from './summarise-intervals.ts';
import type { Rgb } from './theme.ts';
import type { ViewRange } from './view-range.ts';

interface Fills {
  /** It is held, and a thread waits. */
  readonly contended: Rgb;
  /** It is free, and a woken thread has not acquired it yet. */
  readonly wanted: Rgb;
}

const summary: StepSummary = { min: 0, max: 0, mean: 0 };

/** A pixel shows contention if a thread waits while the object is held at any time in it. */
export function summariseWaiters(
  { steps, waiters }: Pick<ObjectLane, 'steps' | 'waiters'>,
  view: ViewRange,
  edge: Ms,
  { contended, wanted }: Fills,
  strip: Strip,
): void {
  const { pixels, offset, width } = strip;
  clearStrip(strip);
  if (waiters.length === 0 || steps.length === 0) return;
  const perPixel = (view.end - view.start) / width;
  const words = { contended: packRgb(contended), wanted: packRgb(wanted) };
  const first = Math.max(0, Math.floor((waiters.start[0]! - view.start) / perPixel));
  let [w, s] = [0, 0];
  for (let pixel = first; pixel < width; pixel++) {
    const from = Math.max(waiters.start[0]!, view.start + pixel * perPixel);
    const to = Math.min(view.start + (pixel + 1) * perPixel, edge);
    if (from >= edge) return;
    w = waiters.at(from, w);
    const lastWaiter = waiters.at(to, w);
    waiters.summary(from, w, to, lastWaiter, summary);
    if (summary.max === 0) continue;
    s = Math.max(0, steps.at(from, s));
    const lastStep = Math.max(s, steps.at(to, s));
    const isHeld = isHeldWhileWaited(steps, s, lastStep, waiters, w, lastWaiter, from, to);
    pixels[offset + pixel] = isHeld ? words.contended : words.wanted;
  }
}

/** Maximum number of steps examined per pixel: with more, any hold and any wait count as simultaneous. */
const MOST = 24;

function isHeldWhileWaited(
  steps: StepColumn,
  firstStep: number,
  lastStep: number,
  waiters: StepColumn,
  firstWaiter: number,
  lastWaiter: number,
  from: Ms,
  to: Ms,
): boolean {
  if (lastStep - firstStep + lastWaiter - firstWaiter > MOST) {
    steps.summary(from, firstStep, to, lastStep, summary);
    return summary.max > 0;
  }
  let [s, w] = [firstStep, firstWaiter];
  for (let at = from; at < to;) {
    const next = Math.min(steps.endOf(s, to), waiters.endOf(w, to), to);
    if (next > at && steps.value[s]! > 0 && waiters.value[w]! > 0) return true;
    if (steps.endOf(s, to) <= next && s < lastStep) s++;
    else if (waiters.endOf(w, to) <= next && w < lastWaiter) w++;
    else return false;
    at = Math.max(at, next);
  }
  return false;
}
