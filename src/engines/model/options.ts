/** Options of a model, and results of its steps. */
import type { EventIndex, Ms, ThreadIndex } from '../../base/units.ts';
import type { EventSink } from '../../kernel/ring.ts';
import type { Choice } from './choice.ts';
import type { Lives } from './lives.ts';
import type { Standstill } from './movers.ts';
import type { RunSettings } from './schedule.ts';
import type { Strategy } from './strategy.ts';

export interface ModelOptions extends RunSettings {
  /** `main`, and the functions of its threads, by name. */
  readonly module: Readonly<Record<string, unknown>>;
  /** Argument of `main`. */
  readonly params: unknown;
  readonly strategy: Strategy;
  /** False: events are counted and dropped, and `trace` stays empty. Default true. */
  readonly traced?: boolean;
  /** Owner of the threads' generators. Default: each runs from its beginning. */
  readonly lives?: Lives;
  /** Receives events instead of `trace`. */
  readonly sink?: EventSink;
}

/** The state of a model, apart from the kernel's memory and the lives. */
export interface ModelStanding {
  readonly stepCount: number;
  /** The thread of the last step. */
  readonly last: ThreadIndex;
  /** Program time of the last step, and the earliest of the next. */
  readonly time: Ms;
  readonly now: Ms;
  /** Computing threads, with their end times. */
  readonly computing: readonly (readonly [thread: ThreadIndex, until: Ms])[];
}

/** waiting: the strategy chose no thread. refused: the choice could not be made, without effect. */
export type Stop = Standstill | 'waiting' | 'refused';

export type StepResult =
  | {
      readonly kind: 'stepped';
      readonly choice: Choice;
      /** Its events: the first, written by the moving thread, and the one after the last. */
      readonly first: EventIndex;
      readonly end: EventIndex;
    }
  | { readonly kind: Stop };

/** How a series of steps ended. limit: all requested steps were taken. */
export type RunEnd = 'limit' | Stop;
