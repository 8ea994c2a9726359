/** The shortest text of a run, or of as much of it as fits. */
import type { Ms } from '../../../base/units.ts';
import type { RunText } from '../../step-run.ts';
import { shorten, type Schedule } from '../schedule.ts';
import type { Stretch } from '../stretches.ts';
import { withCoarseTimes } from './coarse-times.ts';
import { chosenSteps, encodePlan } from './plan-text.ts';
import { encodeSchedule } from './schedule-text.ts';

/** Units to which the times at a live run's start are rounded if its text would be too long. */
const COARSE_UNITS: readonly Ms[] = [10, 100, 1000];

/**
 * All explicit choices if they fit into `limit` characters; else strategies and counts; else the order with coarser
 * times; else a prefix.
 */
export function textOfRun(
  schedule: Schedule,
  stretches: readonly Stretch[],
  limit: number,
): RunText {
  const total = schedule.choices.length;
  const whole = { carried: total, total, chosen: 0, rounded: 0, unit: 0 };
  if (total === 0) return { ...whole, text: undefined };
  const fits = (text: string | undefined) => text !== undefined && text.length <= limit;
  const text = encodeSchedule(schedule);
  if (fits(text)) return { ...whole, text };
  const plan = encodePlan(schedule, stretches);
  if (fits(plan)) return { ...whole, text: plan, chosen: chosenSteps(stretches) };
  for (const unit of schedule.times === undefined ? [] : COARSE_UNITS) {
    const textOf = (rounded: number) => encodeSchedule(withCoarseTimes(schedule, rounded, unit));
    const exact = mostThat(total, (count) => fits(textOf(total - count)));
    if (exact === undefined) continue;
    return { ...whole, text: textOf(total - exact), rounded: total - exact, unit };
  }
  const textOf = (count: number) => encodeSchedule(shorten(schedule, count));
  const carried = mostThat(total, (count) => fits(textOf(count))) ?? 0;
  return { ...whole, carried, text: textOf(carried) };
}

/** The largest number from 0 to `limit` that fits, assuming monotonicity; undefined if not even 0 fits. */
function mostThat(limit: number, fits: (count: number) => boolean): number | undefined {
  if (!fits(0)) return undefined;
  let low = 0;
  let high = limit;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
