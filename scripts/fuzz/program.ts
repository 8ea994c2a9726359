/**
 * A program as data: its objects, its threads and processes, and their calls. Both texts, Python's and Weft's, are
 * printed from it.
 */

/** A timeout of so many rounds: see timing.ts. */
export interface Limit {
  readonly limit: number;
}

/** A sleep of so many rounds. */
export interface Rounds {
  readonly rounds: number;
}

/** A reference by name: to another object, or a function. */
export interface Name {
  readonly name: string;
}

export type Arg = number | string | boolean | null | Limit | Rounds | Name | readonly Arg[];

/** One call. In its texts `#` stands for the arguments and `$`, if present, for the object. */
export interface Act {
  /** The object, or '' if the text is complete without one. */
  readonly on: string;
  /** What follows the object and a dot in Python: `acquire(#)`. */
  readonly py: string;
  /** The same in Weft. */
  readonly js: string;
  readonly args: readonly Arg[];
  /** The result is stored under this name, and not compared. */
  readonly as?: string;
  /** os.fork(): the child runs the task of this name, under which its pid is stored. */
  readonly forks?: string;
}

/** An object that main creates first, or the two ends of a pipe. */
export interface Thing {
  readonly names: readonly string[];
  readonly py: string;
  readonly js: string;
  readonly args: readonly Arg[];
}

export type TaskKind =
  | 'main'
  | 'thread'
  | 'daemon'
  | 'timer'
  | 'process'
  | 'daemon-process'
  | 'fork';

export interface Task {
  readonly name: string;
  readonly kind: TaskKind;
  readonly acts: readonly Act[];
  /** Rounds after its start in which a timer fires, if main starts it. */
  readonly interval?: number;
  /** How it ends: it raises this, or its process exits with this. */
  readonly raises?: string;
  readonly exits?: number;
}

export interface Program {
  readonly seed: number;
  readonly kind: string;
  readonly things: readonly Thing[];
  /** Main first. */
  readonly tasks: readonly Task[];
  /** Names of the calls submitted to pools and executors; each has a slot of its own. */
  readonly jobs: readonly string[];
}
