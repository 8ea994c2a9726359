/** What a model is made with, and what its steps come to. */
import type { EventIndex } from '../../base/units.ts';
import type { EventSink } from '../../kernel/ring.ts';
import type { Choice } from './choice.ts';
import type { Standstill } from './movers.ts';
import type { RunSettings } from './schedule.ts';
import type { Strategy } from './strategy.ts';

export interface ModelOptions extends RunSettings {
  /** The program: a `main`, and the bodies of its threads, by name. */
  readonly module: Readonly<Record<string, unknown>>;
  /** What `main` gets. */
  readonly params: unknown;
  readonly strategy: Strategy;
  /** False: events are counted and dropped, and `trace` stays empty. Default true. */
  readonly traced?: boolean;
  /** Where events go instead of `trace`. */
  readonly sink?: EventSink;
}

/** waiting: the strategy chose nobody. refused: the choice could not be made; nothing happened. */
export type Stop = Standstill | 'waiting' | 'refused';

export type StepResult =
  | {
      readonly kind: 'stepped';
      readonly choice: Choice;
      /** Its events: the first, which is written by the thread that moved, and the one after the last. */
      readonly first: EventIndex;
      readonly end: EventIndex;
    }
  | { readonly kind: Stop };

/** How a stretch of steps ended. limit: all the steps that were asked for. */
export type RunEnd = 'limit' | Stop;
