/**
 * POS: each pending step has a random priority; the highest is taken. Steps on the same object as the step taken redraw
 * theirs, so that every order of the steps on one object is equally likely. X. Yuan, J. Yang, R. Gu, "Partial order
 * aware concurrency sampling" (CAV 2018).
 */
import { chance } from '../chance.ts';
import { go, threadOf } from '../choice.ts';
import type { Strategy } from '../strategy.ts';

const SALT_PRIORITY = 16;

export function pos(): Strategy {
  let seed = 0;
  /** By thread: the step at which it last drew. */
  let drawn: number[] = [];

  const priorityOf = (thread: number): number =>
    chance(seed, drawn[thread] ?? 0, SALT_PRIORITY + thread);
  return {
    begin(given) {
      seed = given;
      drawn = [];
    },
    choose(choices) {
      let best = choices.enabledAt(0);
      for (let position = 1; position < choices.enabledCount; position++) {
        const thread = choices.enabledAt(position);
        if (priorityOf(thread) > priorityOf(best)) best = thread;
      }
      return go(best);
    },
    takes(choice, choices) {
      const taken = threadOf(choice);
      const about = choices.aimOf(taken);
      const now = choices.stepCount + 1;
      for (let position = 0; position < choices.enabledCount; position++) {
        const thread = choices.enabledAt(position);
        const aim = choices.aimOf(thread);
        if (thread === taken || aim === about || aim < 0 || about < 0) drawn[thread] = now;
      }
    },
  };
}
