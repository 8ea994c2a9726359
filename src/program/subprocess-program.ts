/** Interface of the programs that subprocess can start. */
import type { Steps } from './steps.ts';

/** argv of a program. */
export type Argv = readonly [program: string, ...args: string[]];

/** Environment of a program: its arguments, its standard streams, and ways to run others. */
export interface Surroundings {
  /** Its name as given: `sh`, or `/bin/sh`. */
  readonly name: string;
  readonly args: readonly string[];
  /** Reads all of standard input. */
  readonly read: () => Steps<string>;
  /** Writes whole lines, with their newlines. */
  readonly write: (text: string) => Steps<void>;
  readonly writeError: (text: string) => Steps<void>;
  /** Runs a program within this process; returns its exit code. `toError`: its output goes to stderr. */
  readonly runHere: (argv: Argv, toError: boolean) => Steps<number>;
  /** Runs it in a child process and waits; a negative result is the signal that ended it. */
  readonly runChild: (argv: Argv, toError: boolean) => Steps<number>;
}

/** Returns the exit code. */
export type Program = (surroundings: Surroundings) => Steps<number>;
