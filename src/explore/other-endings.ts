/** Which endings count as other than one, where a reader asks what decided it. */
import type { Outcome } from '../trace/outcome.ts';

/** Is this an ending of another kind? */
export type IsOther = (outcome: Outcome) => boolean;

/**
 * Endings of another kind; where there are none, those that leave something else; else those that print something else.
 * undefined: there are no others.
 */
export function otherThan(own: Outcome, endings: readonly Outcome[]): IsOther | undefined {
  const left = JSON.stringify(own.finals);
  const printed = JSON.stringify(own.printed);
  const tests: readonly IsOther[] = [
    ({ kind }) => kind !== own.kind,
    ({ finals }) => JSON.stringify(finals) !== left,
    (other) => JSON.stringify(other.printed) !== printed,
  ];
  return tests.find((isOther) => endings.some(isOther));
}
