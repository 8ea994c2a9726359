/** The vocabulary: kinds of objects and their calls. */
import { dataThings } from './vocabulary-data.ts';
import { fileThings } from './vocabulary-files.ts';
import { printThings } from './vocabulary-print.ts';
import { processThings } from './vocabulary-processes.ts';
import { threadThings } from './vocabulary-threads.ts';
import type { Limit } from './program.ts';

/**
 * A placeholder for a timeout, a duration to sleep, an integer, any value, a text, any printable value; `pick`: one of
 * a list.
 */
export type Chance = 'T' | 'R' | 'N' | 'V' | 'S' | 'P' | { readonly pick: readonly Hole[] };
export type Hole = Chance | { readonly is: number | string | boolean | null | Limit };

/** One call. `py` alone: Weft has the same name in camelCase, and a method for an attribute. */
export interface Call {
  readonly py: string;
  readonly js: string;
  readonly args: readonly Hole[];
}

export interface ThingKind {
  readonly make: { readonly py: string; readonly js: string };
  /** Number of objects that it creates, if more than one. */
  readonly ends?: number;
  /** One of these argument lists. */
  readonly makeArgs?: readonly (readonly Hole[])[];
  readonly calls: readonly Call[];
  /** Sequences of calls that belong together. */
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
