/** Manual choice: no thread moves until the reader names one. */
import type { Choice } from '../choice.ts';
import { NOBODY, type Strategy } from '../strategy.ts';

export interface Hand extends Strategy {
  /** Sets the next step. It holds until it is taken, or replaced. */
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
