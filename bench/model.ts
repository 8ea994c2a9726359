/** The model engine, and what one of its runs weighs in a link. */
import { replaysPerSecond, stepBackMs, stepsPerSecond } from '../src/engines/model/measure.ts';
import type { Sample } from './sample.ts';

export function modelSpeed(): Promise<Sample> {
  return Promise.resolve({
    steps_per_s: stepsPerSecond(1, 'fewest', false),
    traced_steps_per_s: stepsPerSecond(1, 'fewest', true),
    random_steps_per_s: stepsPerSecond(4, 'random', false),
    replays_per_s: replaysPerSecond(),
    step_back_ms: stepBackMs(),
  });
}
