/**
 * What modules of the vocabulary add to the life of every thread, set as a program imports them. A program that imports none
 * of them does without, and nothing of it is loaded.
 */
import type { Ending } from './endings.ts';
import type { Job } from './replay.ts';
import type { Steps } from './steps.ts';

export interface Additions {
  /**
   * Steps of a main thread, interrupted by pending signal handlers. Of modules that can send signals: before one is imported no
   * handler is ever pending.
   */
  interruptible?: <R>(steps: Steps<R>) => Steps<R>;
  /** Of modules that can fork: before one is imported nothing is recorded. */
  replay?: {
    readonly translate: (job: string) => Job;
    readonly recorded: <R>(steps: Steps<R>, job: Job) => Steps<R>;
  };
  /** End of the main thread of a process that multiprocessing started. Of modules that start one. */
  endChild?: (ending: Ending, name: string) => Steps<void>;
}

export const additions: Additions = {};
