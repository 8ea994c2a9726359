/** Which endings count as different from a given one, when a reader asks what decided it. */
import type { Outcome } from '../trace/outcome.ts';

/** Whether an ending counts as different. */
export type IsOther = (outcome: Outcome) => boolean;

/**
 * Endings of another kind; if there are none, those with other final values; else those with other output. undefined:
 * there are no others.
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
