/** Ticks of the ruler: round instants or whole steps, spaced for their labels. */
import { ticks } from 'd3-array';
import type { CssPx, Ms } from '../base/units.ts';
import { formatDuration } from '../views/time-format.ts';
import type { Axis } from './axis.ts';
import type { Frame } from './frame.ts';
import type { ViewRange } from './view-range.ts';

export interface Tick {
  readonly time: Ms;
  readonly label: string;
}

/** Width of a label, with the gap to the next. */
const LABEL_WIDTH: CssPx = 84;

/** In a folded panel a pixel covers no time. */
const MOST_DECIMALS = 9;

export function ticksOf(view: ViewRange, width: CssPx, unit: Axis['unit'] = 'time'): Tick[] {
  const count = Math.max(2, Math.floor(width / LABEL_WIDTH));
  const times = ticks(view.start, view.end, count);
  if (unit === 'step') {
    const whole = times.filter((place) => place >= 0 && Number.isInteger(place));
    return whole.map((place) => ({ time: place, label: String(place) }));
  }
  const step = times.length > 1 ? times[1]! - times[0]! : view.end - view.start;
  return times.map((time) => ({ time, label: tickLabel(time, step, view.end) }));
}

/** Seconds from one second on, else milliseconds; as many decimals as the step needs, the same for all labels. */
export function tickLabel(time: Ms, step: Ms, end: Ms): string {
  if (Math.abs(time) < step / 1e6) return '0';
  const [value, size, unit] = end >= 1000 ? [time / 1000, step / 1000, 's'] : [time, step, 'ms'];
  const decimals = Math.min(MOST_DECIMALS, Math.max(0, Math.ceil(-Math.log10(size) - 1e-9)));
  return `${value.toFixed(decimals)} ${unit}`;
}

/** A place of the axis as text. `step`: its precision. */
export const placeText = ({ axis, view, text }: Frame, place: number, step: number): string =>
  axis.unit === 'time'
    ? tickLabel(place, step, view.end)
    : text('step', { step: Math.max(0, Math.round(place)) });

/** A length of the axis as text. */
export const lengthText = ({ axis, text }: Pick<Frame, 'axis' | 'text'>, length: number): string =>
  axis.unit === 'time' ? formatDuration(length) : text('steps', { count: Math.round(length) });
