/** What a model is made with, and what its steps come to. */
import type { EventIndex, Ms, ThreadIndex } from '../../base/units.ts';
import type { EventSink } from '../../kernel/ring.ts';
import type { Choice } from './choice.ts';
import type { Lives } from './lives.ts';
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
  /** Who runs the threads' generators. Default: each in its turn, from its beginning. */
  readonly lives?: Lives;
  /** Where events go instead of `trace`. */
  readonly sink?: EventSink;
}

/** Where a model stands, apart from the kernel's memory and the lives. */
export interface ModelStanding {
  readonly stepCount: number;
  /** Who took the last step. */
  readonly last: ThreadIndex;
  /** Program time of the last step, and of the next at the earliest. */
  readonly time: Ms;
  readonly now: Ms;
  /** Who computes, and until when. */
  readonly computing: readonly (readonly [thread: ThreadIndex, until: Ms])[];
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
