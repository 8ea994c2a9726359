/** Uniform choice among enabled threads. */
import { draw } from '../chance.ts';
import { go } from '../choice.ts';
import type { Strategy } from '../strategy.ts';

export function random(): Strategy {
  let seed = 0;
  return {
    begin(given) {
      seed = given;
    },
    choose: (choices) => go(choices.enabledAt(draw(seed, choices.stepCount, choices.enabledCount))),
    takes: () => undefined,
  };
}
