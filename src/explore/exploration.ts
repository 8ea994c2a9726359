/**
 * Settings and results of an exploration: plain values that can be sent between Workers and written as JSON.
 */
import type { Schedule } from '../engines/model/schedule.ts';
import type { Outcome } from '../trace/outcome.ts';
import type { Sampling } from './random-search.ts';

/** all: every Mazurkiewicz trace once. bound: runs with a bounded number of preemptions. sample: random runs. */
export type Method =
  | { readonly kind: 'all' }
  | { readonly kind: 'bound'; readonly preemptions: number }
  | ({ readonly kind: 'sample' } & Sampling);

export interface ExploreOptions {
  /** Default: all. */
  readonly method?: Method;
  /** True: sleeps and timeouts order events as on an idle machine. Default: they guarantee nothing. */
  readonly timed?: boolean;
  /** Limit on runs. Default: none. It may be raised later: `Explorer.allow`. */
  readonly executions?: number;
  /** Limit on steps of a run; a longer run counts as endless. Default: see run-limit.ts. */
  readonly steps?: number;
}

/** One ending, which several runs may have. */
export interface Ending extends Outcome {
  /** Identifies the ending in any exploration of the program; for links and lists. */
  readonly key: string;
  /** Number of runs with this ending. */
  readonly count: number;
  /** Fraction of all runs, 0 to 1. */
  readonly share: number;
  /** Schedule of the run with the fewest switches found: for the model, step mode and links. */
  readonly schedule: Schedule;
  /** Its thread switches, counted in observable steps. */
  readonly switches: number;
  /** Proved minimal: all runs were examined in all their linearisations. */
  readonly isMinimal: boolean;
}

/** An ending without its schedule, which takes a run to compute. */
export type KnownEnding = Omit<Ending, 'schedule'>;

/** Counters: cheap, for showing progress. */
export interface Counts {
  /** Runs that ended by themselves or were cut. */
  readonly executions: number;
  /** Runs abandoned because an equivalent one was explored; not among the executions. */
  readonly blocked: number;
  /** Executions cut at the step limit. */
  readonly cut: number;
  /** Number of different endings. */
  readonly endings: number;
}

/**
 * open: `step` continues. limit: the limit on runs is reached, continue with `allow` and `step`. over: nothing is left
 * to do.
 */
export type Progress = 'open' | 'limit' | 'over';

export interface Exploration {
  readonly method: Method;
  /** False: a sleep guarantees nothing, and a timeout may expire at any moment. */
  readonly timed: boolean;
  readonly progress: Progress;
  /**
   * A proof: every run within the method's scope was explored, and none was cut. Of method all: no run of the program
   * ends in another way; of bound: no run with so few preemptions. Never true of sampling.
   */
  readonly isComplete: boolean;
  readonly counts: Counts;
  /** Fewest switches first. */
  readonly endings: readonly Ending[];
}
