/**
 * Strategies choose the thread of the next step. A strategy is notified of every step, whoever chose it, so that it can
 * take over after any prefix of a run; `choose` itself must have no side effects.
 */
import type { Ms, ObjectIndex, ProcessIndex, ThreadIndex } from '../../base/units.ts';
import type { Choice } from './choice.ts';

/** What a strategy may read. The order of the enabled threads depends on the run's history only. */
export interface Situation {
  /** Number of steps so far. */
  readonly stepCount: number;
  /** Number of enabled threads; at least 1. */
  readonly enabledCount: number;
  /** One of those, by position from 0. */
  enabledAt(position: number): ThreadIndex;
  isEnabled(thread: ThreadIndex): boolean;
  /**
   * Whether it is busy until {@link limitOf}. Its next step may be chosen all the same: then time passes until it has
   * computed.
   */
  isComputing(thread: ThreadIndex): boolean;
  /** Program time at which its computing ends, or its timeout expires. */
  limitOf(thread: ThreadIndex): Ms;
  /** Upper bound of thread indices. */
  readonly threadCount: number;
  processOf(thread: ThreadIndex): ProcessIndex;
  /** The object of its next step; -1 if unknown, or possibly several. */
  aimOf(thread: ThreadIndex): ObjectIndex;
  /** The thread of the last step; -1 before the first. */
  readonly last: ThreadIndex;
}

/** Returned by `choose` for "no thread, for now": the run waits. */
export const NOBODY: Choice = -1;

export interface Strategy {
  /** A run starts. All randomness must come from `seed` and the number of the step. */
  begin(seed: number): void;
  /** An enabled thread, or {@link NOBODY}. */
  choose(choices: Situation): Choice;
  /** This step is taken now: its own choice or another. */
  takes(choice: Choice, choices: Situation): void;
  /** For a strategy with cores: the core of the last step, from 0. */
  readonly core?: number;
  /** The number of cores. */
  readonly cores?: number;
}
