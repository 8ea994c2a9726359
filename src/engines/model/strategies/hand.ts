/** The reader's own hand: nobody moves until a thread is named. */
import type { Choice } from '../choice.ts';
import { NOBODY, type Strategy } from '../strategy.ts';

export interface Hand extends Strategy {
  /** The next step is to be this one. It holds until it is taken, or another is named. */
  name(choice: Choice): void;
}

export function hand(): Hand {
  let named: Choice = NOBODY;
  return {
    begin() {
      named = NOBODY;
    },
    name(choice) {
      named = choice;
    },
    choose: () => named,
    takes() {
      named = NOBODY;
    },
  };
}
