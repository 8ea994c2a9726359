/**
 * Adversarial: for a while it starves some of the threads while others can move, then it starves others. Like chaos
 * mode for a real scheduler (R. O'Callahan, "Introducing rr chaos mode", 2016): it finds bugs that need one thread to
 * stall for long, which uniform choice almost never shows.
 */
import type { ThreadIndex } from '../../../base/units.ts';
import { draw } from '../chance.ts';
import { go } from '../choice.ts';
import type { Situation, Strategy } from '../strategy.ts';

/** Lengths of the starvation periods in steps: short and long ones in turn, drawn at random. */
const SHORTEST = 4;
const LONGEST = 96;
/** One thread in so many starves. */
const STARVED_OF = 3;
/** Number of steps in four in which it stays with the same thread. */
const STAYS = 2;

const SALT_LENGTH = 1;
const SALT_STARVED = 2;
const SALT_STAY = 3;

export function nasty(): Strategy {
  let seed = 0;
  /** First step of this period, and the first after it. */
  let since = 0;
  let until = 0;

  const lengthen = (step: number): void => {
    if (step < until) return;
    since = step;
    const short = draw(seed, step, 2, SALT_LENGTH) === 0;
    until = step + SHORTEST + draw(seed, step, short ? SHORTEST : LONGEST, SALT_LENGTH + 8);
  };
  const isStarved = (thread: ThreadIndex): boolean =>
    draw(seed, since, STARVED_OF, SALT_STARVED + 16 * (thread + 1)) === 0;

  const choose = (choices: Situation): ThreadIndex => {
    const { stepCount, enabledCount, last } = choices;
    const fed: ThreadIndex[] = [];
    for (let position = 0; position < enabledCount; position++) {
      const thread = choices.enabledAt(position);
      if (!isStarved(thread)) fed.push(thread);
    }
    if (fed.includes(last) && draw(seed, stepCount, 4, SALT_STAY) < STAYS) return last;
    // Only starved ones can move.
    return (
      fed[draw(seed, stepCount, fed.length)] ??
      choices.enabledAt(draw(seed, stepCount, enabledCount))
    );
  };
  return {
    begin(given) {
      seed = given;
      since = 0;
      until = 0;
      lengthen(0);
    },
    choose: (choices) => go(choose(choices)),
    takes: (_choice, { stepCount }) => lengthen(stepCount + 1),
  };
}
