/** A search through the interleavings of a program: run after run, each to its end. */
import type { Execution } from './execution.ts';
import type { RunStack } from './run-stack.ts';

/** end: no thread can continue. blocked: the run is equivalent to an explored one. cut: it exceeded the step limit. */
export type RunStop = 'end' | 'blocked' | 'cut';

export interface Search {
  readonly execution: Execution;
  /** The present run. */
  readonly run: RunStack;
  /** Nothing is left to explore. */
  readonly isOver: boolean;
  /** The definition of a step has changed: everything has to be found again. */
  readonly mustBeginAgain: boolean;
  beginAgain(): void;
  /** Runs to the end of one run. The execution stands there until {@link conclude}. */
  nextRun(): RunStop;
  conclude(): void;
}
