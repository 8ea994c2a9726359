import { expect, it } from 'vitest';
import { speedRange } from '../share/link.ts';
import { sliderOfSpeed, sliderRange, speedOfSlider, speedSteps } from './speed.ts';

it('reaches both ends of the range', () => {
  expect(speedOfSlider(sliderRange.min)).toBe(speedRange.min);
  expect(speedOfSlider(sliderRange.max)).toBe(speedRange.max);
});

it.each(speedSteps)('%s× is where the slider puts it', (step) => {
  expect(speedOfSlider(sliderOfSpeed(step))).toBe(step);
});

it('never goes back as the slider goes on', () => {
  let before = 0;
  for (let at = sliderRange.min; at <= sliderRange.max; at += 1) {
    expect(speedOfSlider(at)).toBeGreaterThanOrEqual(before);
    before = speedOfSlider(at);
  }
});
