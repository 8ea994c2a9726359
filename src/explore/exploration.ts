/**
 * What an exploration is asked for and what it has found: plain values, so that they go between Workers and into JSON
 * as they are.
 */
import type { Schedule } from '../engines/model/schedule.ts';
import type { Outcome } from '../trace/outcome.ts';
import type { Sampling } from './random-search.ts';

/** all: every interleaving once. bound: those with at most so many preemptions. sample: some by chance. */
export type Method =
  | { readonly kind: 'all' }
  | { readonly kind: 'bound'; readonly preemptions: number }
  | ({ readonly kind: 'sample' } & Sampling);

export interface ExploreOptions {
  /** Default: all. */
  readonly method?: Method;
  /** True: sleeps and time limits order events as on an idle machine. Default: they guarantee nothing. */
  readonly timed?: boolean;
  /** The most runs. Default: no limit. It may be raised later: `Explorer.allow`. */
  readonly executions?: number;
  /** The most steps of one run; a longer one never ends, as far as is known. Default: see run-limit.ts. */
  readonly steps?: number;
}

/** One way to end, which runs may come to in several orders. */
export interface Ending extends Outcome {
  /** The same for the same ending of the same program, in any exploration; for links and lists. */
  readonly key: string;
  /** Runs that ended so. */
  readonly count: number;
  /** Part of all runs, from 0 to 1. */
  readonly share: number;
  /** Of the runs that end so, one with the fewest switches that were found: for the model, step mode and links. */
  readonly schedule: Schedule;
  /** Its switches from one thread to another, counted in steps that others can notice. */
  readonly switches: number;
  /** No run that ends so has fewer: proved, since all runs were looked at in all their orders. */
  readonly isMinimal: boolean;
}

/** An ending without how it is reached: that takes a run to say. */
export type KnownEnding = Omit<Ending, 'schedule'>;

/** What has been counted so far: cheap, for showing progress. */
export interface Counts {
  /** Runs that came to an end of their own, or were cut. */
  readonly executions: number;
  /** Runs that were given up because others come to the same; not among the executions. */
  readonly blocked: number;
  /** Of the executions, those that took more steps than they may. */
  readonly cut: number;
  /** Different endings. */
  readonly endings: number;
}

/** open: `step` goes on. limit: the most runs are done, `allow` and `step` go on. over: nothing is left to do. */
export type Progress = 'open' | 'limit' | 'over';

export interface Exploration {
  readonly method: Method;
  /** False: a sleep guarantees nothing, and a time limit may run out at any moment. */
  readonly timed: boolean;
  readonly progress: Progress;
  /**
   * It is a proof: every run that the method is about was explored, and none was cut. Of method all: no run of the
   * program ends in another way; of a bound: no run with so few preemptions. Of runs by chance it never is.
   */
  readonly isComplete: boolean;
  readonly counts: Counts;
  /** Fewest switches first. */
  readonly endings: readonly Ending[];
}
