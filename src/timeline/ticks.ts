/** Ticks of the time ruler: round instants, as far apart as their labels need. */
import { scaleLinear } from 'd3-scale';
import type { CssPx, Ms } from '../base/units.ts';
import type { ViewRange } from './view-range.ts';

export interface Tick {
  readonly time: Ms;
  readonly label: string;
}

/** Room that a label needs, with the gap to the next. */
const LABEL_WIDTH: CssPx = 84;

export function ticksOf(view: ViewRange, width: CssPx): Tick[] {
  const count = Math.max(2, Math.floor(width / LABEL_WIDTH));
  const times = scaleLinear().domain([view.start, view.end]).ticks(count);
  const step = times.length > 1 ? times[1]! - times[0]! : view.end - view.start;
  return times.map((time) => ({ time, label: tickLabel(time, step, view.end) }));
}

/** Seconds from one second on, else milliseconds; as many decimals as the step needs, so that all labels line up. */
export function tickLabel(time: Ms, step: Ms, end: Ms): string {
  if (Math.abs(time) < step / 1e6) return '0';
  const [value, size, unit] = end >= 1000 ? [time / 1000, step / 1000, 's'] : [time, step, 'ms'];
  const decimals = Math.max(0, Math.ceil(-Math.log10(size) - 1e-9));
  return `${value.toFixed(decimals)} ${unit}`;
}
