/**
 * PCT: random priorities; the thread with the highest moves as long as it can; at two random steps the moving thread
 * falls below all others. Finds a bug that depends on few ordering constraints with a known probability. S. Burckhardt
 * and others, "A randomized scheduler with probabilistic guarantees of finding bugs" (ASPLOS 2010), with depth 3.
 */
import { chance, draw } from '../chance.ts';
import { go, threadOf } from '../choice.ts';
import type { Strategy } from '../strategy.ts';

/** Number of priority changes. */
const CHANGES = 2;
/** The length of a run is unknown: it is drawn, from this number of steps, doubled up to so often. */
const SHORTEST = 16;
const DOUBLINGS = 6;

const SALT_LENGTH = 1;
const SALT_CHANGE = 2;
const SALT_PRIORITY = 16;

export function pct(): Strategy {
  let seed = 0;
  let changes: readonly number[] = [];
  /** Threads whose priority has fallen, the lowest last. */
  let fallen: number[] = [];

  const priorityOf = (thread: number): number => {
    const place = fallen.lastIndexOf(thread);
    return place < 0 ? 1 + chance(seed, thread, SALT_PRIORITY) : -place;
  };
  return {
    begin(given) {
      seed = given;
      const length = SHORTEST << draw(seed, 0, DOUBLINGS, SALT_LENGTH);
      changes = Array.from({ length: CHANGES }, (_, n) => draw(seed, n, length, SALT_CHANGE));
      fallen = [];
    },
    choose(choices) {
      let best = choices.enabledAt(0);
      for (let position = 1; position < choices.enabledCount; position++) {
        const thread = choices.enabledAt(position);
        if (priorityOf(thread) > priorityOf(best)) best = thread;
      }
      return go(best);
    },
    takes(choice, { stepCount }) {
      if (changes.includes(stepCount)) fallen.push(threadOf(choice));
    },
  };
}
