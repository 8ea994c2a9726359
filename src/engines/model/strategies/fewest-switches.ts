/** Stays with a thread as long as it can move, then takes the next one in order of creation. */
import { go } from '../choice.ts';
import type { Situation, Strategy } from '../strategy.ts';
import type { ThreadIndex } from '../../../base/units.ts';

export function fewestSwitches(): Strategy {
  return {
    begin: () => undefined,
    choose: (choices) =>
      go(choices.isEnabled(choices.last) ? choices.last : nextEnabled(choices, choices.last)),
    takes: () => undefined,
  };
}

/** The first enabled thread after `thread` in order of creation, cyclically. */
export function nextEnabled(choices: Situation, thread: ThreadIndex): ThreadIndex {
  const { threadCount } = choices;
  const distance = (t: ThreadIndex) => (t - thread - 1 + threadCount) % threadCount;
  let best = choices.enabledAt(0);
  for (let position = 1; position < choices.enabledCount; position++) {
    const candidate = choices.enabledAt(position);
    if (distance(candidate) < distance(best)) best = candidate;
  }
  return best;
}
