/**
 * A computation over a long trace in slices: a million events take seconds, and the page stays responsive meanwhile.
 */
export interface InTurns {
  /** Reads events until the first `upTo` are covered, at most `most` of them. True: they are covered. */
  advance(upTo: number, most: number): boolean;
}
