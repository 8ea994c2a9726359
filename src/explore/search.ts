/** One way through the interleavings of a program: run after run, each to its end. */
import type { Execution } from './execution.ts';
import type { RunStack } from './run-stack.ts';

/** end: nobody can go on. blocked: the run comes to one that was explored. cut: it took more steps than it may. */
export type RunStop = 'end' | 'blocked' | 'cut';

export interface Search {
  readonly execution: Execution;
  /** The present run. */
  readonly run: RunStack;
  /** Nothing is left to explore. */
  readonly isOver: boolean;
  /** What counts as a step has changed: everything found so far has to be found again. */
  readonly mustBeginAgain: boolean;
  beginAgain(): void;
  /** Takes one run to its end. Until {@link conclude} the execution stands there. */
  nextRun(): RunStop;
  conclude(): void;
}
