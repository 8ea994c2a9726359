/** Speeds are felt as ratios, so the slider is logarithmic. */
import { speedRange } from '../share/link.ts';

/** Stops for keys and snapping of the slider. */
export const speedSteps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20] as const;

const SLIDER_STEPS = 100;
const ratio = Math.log(speedRange.max / speedRange.min);
/** Strength of snapping, without which a preset is hard to hit by hand. */
const PULL = 1.5;

export const sliderRange = { min: 0, max: SLIDER_STEPS } as const;

export function sliderOfSpeed(speed: number): number {
  return Math.round((Math.log(speed / speedRange.min) / ratio) * SLIDER_STEPS);
}

export function speedOfSlider(position: number): number {
  const near = speedSteps.find((step) => Math.abs(sliderOfSpeed(step) - position) <= PULL);
  if (near !== undefined) return near;
  const speed = speedRange.min * Math.exp((position / SLIDER_STEPS) * ratio);
  return Number(speed.toPrecision(2));
}
