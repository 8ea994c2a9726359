/**
 * Who takes the next step. A strategy is told of every step, whoever chose it, so that it can take over after any prefix
 * of a run; `choose` itself must change nothing.
 */
import type { Ms, ObjectIndex, ProcessIndex, ThreadIndex } from '../../base/units.ts';
import type { Choice } from './choice.ts';

/** What a strategy may look at. The order of the enabled threads depends on the run's history only. */
export interface Situation {
  /** Steps taken so far. */
  readonly stepCount: number;
  /** How many threads can move; at least 1. */
  readonly enabledCount: number;
  /** One of those, by position from 0. */
  enabledAt(position: number): ThreadIndex;
  isEnabled(thread: ThreadIndex): boolean;
  /** Is it busy until {@link limitOf}? Its next step may be chosen all the same: then time passes until it has computed. */
  isComputing(thread: ThreadIndex): boolean;
  /** Program time at which it has computed, or gives up waiting. */
  limitOf(thread: ThreadIndex): Ms;
  /** Threads that exist: their indices are below it. */
  readonly threadCount: number;
  processOf(thread: ThreadIndex): ProcessIndex;
  /** The object that its next step is about; -1 where that is not known, or it may be about several. */
  aimOf(thread: ThreadIndex): ObjectIndex;
  /** Who took the last step; -1 before the first. */
  readonly last: ThreadIndex;
}

/** Returned by `choose` for "nobody, for now": the run waits. */
export const NOBODY: Choice = -1;

export interface Strategy {
  /** A run begins. All chance must come from `seed` and the number of the step. */
  begin(seed: number): void;
  /** An enabled thread, or {@link NOBODY}. */
  choose(choices: Situation): Choice;
  /** This step is taken now: its own choice or another. */
  takes(choice: Choice, choices: Situation): void;
  /** Where the strategy has cores: the one that runs the last step, from 0. */
  readonly core?: number;
  /** And how many it has. */
  readonly cores?: number;
}
