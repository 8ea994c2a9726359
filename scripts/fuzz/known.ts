/** Intended differences, and their reasons. */
import type { Kind } from './generate.ts';

export interface Known {
  readonly kinds: readonly Kind[];
  /** Matches the line of a difference, as written by outcome.ts, with the call before it: `queue1.put('a')`. */
  readonly line: RegExp;
  readonly reason: string;
}

export const known: readonly Known[] = [];
