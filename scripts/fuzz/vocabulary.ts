/** What can be called: the objects of each kind, and of each its calls. */
import { dataThings } from './vocabulary-data.ts';
import { fileThings } from './vocabulary-files.ts';
import { printThings } from './vocabulary-print.ts';
import { processThings } from './vocabulary-processes.ts';
import { threadThings } from './vocabulary-threads.ts';
import type { Limit } from './program.ts';

/**
 * Stands for a time limit, a time to sleep, a whole number, a value of any kind, a text, one of all that can be printed; of
 * `pick`, for one of those.
 */
export type Chance = 'T' | 'R' | 'N' | 'V' | 'S' | 'P' | { readonly pick: readonly Hole[] };
export type Hole = Chance | { readonly is: number | string | boolean | null | Limit };

/** One call. `py` alone: Weft calls it the same in camelCase, and an attribute is a method there. */
export interface Call {
  readonly py: string;
  readonly js: string;
  readonly args: readonly Hole[];
}

export interface ThingKind {
  readonly make: { readonly py: string; readonly js: string };
  /** How many objects come of it, if more than one. */
  readonly ends?: number;
  /** One of these lists of arguments. */
  readonly makeArgs?: readonly (readonly Hole[])[];
  readonly calls: readonly Call[];
  /** Calls that make sense one after the other. */
  readonly idioms?: readonly (readonly Call[])[];
}

export const thingKinds = {
  ...threadThings,
  ...dataThings,
  ...processThings,
  ...fileThings,
  ...printThings,
};
export type ThingName = keyof typeof thingKinds;
