/** What keys ask of the list of threads that can move, which is there only while its panel is. */
import type { ThreadIndex } from '../base/units.ts';

export interface MoverList {
  /** Moves the focus to the next thread of the list, or to the one before. */
  walk(by: 1 | -1): void;
  /** The thread that the focus is on. */
  aimed(): ThreadIndex | undefined;
}

let list: MoverList | undefined;

/** Returns what takes it back. */
export function attachMovers(attached: MoverList): () => void {
  list = attached;
  return () => {
    if (list === attached) list = undefined;
  };
}

export const walkMovers = (by: 1 | -1): void => list?.walk(by);

export const aimedThread = (): ThreadIndex | undefined => list?.aimed();
