/**
 * A program as data: its objects, its threads and processes, and what each of them calls. Both texts, Python's and
 * Weft's, are printed from it.
 */

/** A time limit of so many rounds: see timing.ts. */
export interface Limit {
  readonly limit: number;
}

/** A sleep of so many rounds. */
export interface Rounds {
  readonly rounds: number;
}

/** Something of the program by name: another object, or a function. */
export interface Name {
  readonly name: string;
}

export type Arg = number | string | boolean | null | Limit | Rounds | Name | readonly Arg[];

/** One call. In its texts `#` stands for the arguments and `$`, if it is there, for the object. */
export interface Act {
  /** The object that is called, or '' where the text says it all. */
  readonly on: string;
  /** What follows the object and a dot in Python: `acquire(#)`. */
  readonly py: string;
  /** The same in Weft. */
  readonly js: string;
  readonly args: readonly Arg[];
  /** The result is kept under this name, and not compared. */
  readonly as?: string;
  /** os.fork(): the child goes on with the task of this name, under which its pid is kept. */
  readonly forks?: string;
}

/** What main makes before anything else: an object, or the two ends of a pipe. */
export interface Thing {
  readonly names: readonly string[];
  readonly py: string;
  readonly js: string;
  readonly args: readonly Arg[];
}

export type TaskKind =
  'main' | 'thread' | 'daemon' | 'timer' | 'process' | 'daemon-process' | 'fork';

export interface Task {
  readonly name: string;
  readonly kind: TaskKind;
  readonly acts: readonly Act[];
  /** Rounds after its start in which a timer fires, if main starts it. */
  readonly interval?: number;
  /** What it comes to an end with: it raises this, or its process exits with this. */
  readonly raises?: string;
  readonly exits?: number;
}

export interface Program {
  readonly seed: number;
  readonly kind: string;
  readonly things: readonly Thing[];
  /** Main first. */
  readonly tasks: readonly Task[];
  /** Names of the calls that are handed to pools and executors; each has a slot of its own. */
  readonly jobs: readonly string[];
}
