/** What is read off a long trace in turns: a million events take seconds, and the page hears its reader meanwhile. */
export interface InTurns {
  /** Takes in events until the first `upTo` are covered, at most `most` of them. True: they are covered. */
  advance(upTo: number, most: number): boolean;
}
