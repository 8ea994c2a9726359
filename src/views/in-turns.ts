/** Reading a long trace in turns: a million events take seconds, and the page hears its reader meanwhile. */
import type { EventIndex } from '../base/units.ts';

/** Events that are eaten before it is asked whether the turn is over: about a millisecond. */
const AT_ONCE = 500;

export interface InTurns {
  /** Eats events until the first `upTo` are covered, or the turn is over. True: they are covered. */
  advance(upTo: number, isOver: () => boolean): boolean;
}

/** Eats the events from `from` up to `upTo`; returns the first one that is left for the next turn. */
export function eatInTurn(
  from: EventIndex,
  upTo: number,
  isOver: () => boolean,
  eat: (seq: EventIndex) => void,
): EventIndex {
  let seq = from;
  while (seq < upTo) {
    const until = Math.min(upTo, seq + AT_ONCE);
    while (seq < until) eat(seq++);
    if (seq < upTo && isOver()) break;
  }
  return seq;
}
