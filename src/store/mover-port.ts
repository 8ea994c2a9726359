/** Port from key commands to the list of movable threads, which exists only while its panel does. */
import type { ThreadIndex } from '../base/units.ts';

export interface MoverList {
  /** Moves the focus to the next thread of the list, or to the one before. */
  walk(by: 1 | -1): void;
  /** The focused thread. */
  aimed(): ThreadIndex | undefined;
}

let list: MoverList | undefined;

/** Returns a function that detaches it. */
export function attachMovers(attached: MoverList): () => void {
  list = attached;
  return () => {
    if (list === attached) list = undefined;
  };
}

export const walkMovers = (by: 1 | -1): void => list?.walk(by);

export const aimedThread = (): ThreadIndex | undefined => list?.aimed();
