/** What a program of the page is. */
import type { Steps } from './steps.ts';

/** As a process is given it. */
export type Argv = readonly [program: string, ...args: string[]];

/** What a program has: its arguments, its standard streams, and ways to run others. */
export interface Surroundings {
  /** As it was started: `sh`, or `/bin/sh`. */
  readonly name: string;
  readonly args: readonly string[];
  /** All of its standard input. */
  readonly read: () => Steps<string>;
  /** Whole lines, with their ends. */
  readonly write: (text: string) => Steps<void>;
  readonly writeError: (text: string) => Steps<void>;
  /** Runs a program within this process; its exit code. `toError`: its output goes where errors go. */
  readonly runHere: (argv: Argv, toError: boolean) => Steps<number>;
  /** Runs it in a child, and waits; less than 0 for the signal that ended it. */
  readonly runChild: (argv: Argv, toError: boolean) => Steps<number>;
}

/** Returns its exit code. */
export type Program = (surroundings: Surroundings) => Steps<number>;
