/**
 * Messages between the page and the model's Worker. Everything is cloned, except that the columns of events and steps are
 * transferred. The page sends one request at a time (save `halt`) and waits for the answer of the same number.
 */
import type { Ms, ObjectIndex, ThreadIndex } from '../../../base/units.ts';
import type { Choice } from '../choice.ts';
import type { Departure } from '../record.ts';
import type { Misfit } from '../replay.ts';
import type { RunSettings, Schedule, Typed } from '../schedule.ts';
import type { Obstacle, ThreadChoice } from '../standing.ts';
import type { StrategyName } from '../strategies/registry.ts';
import type { EventColumns } from './event-columns.ts';

export interface StepSettings extends RunSettings {
  /** hand: nobody moves until the reader names a thread. */
  readonly strategy: StrategyName | 'hand';
}

/** Where a stretch of steps is to end early. */
export type Until =
  /** Just after the next event of this thread. */
  | { readonly kind: 'thread'; readonly thread: ThreadIndex }
  /** Just after the next event about this object. */
  | { readonly kind: 'object'; readonly object: ObjectIndex }
  /** Only this thread moves, until it stands at another line, or has ended. */
  | { readonly kind: 'line'; readonly thread: ThreadIndex }
  /** As soon as a thread comes to one of these lines, or just after an event about one of these objects. */
  | {
      readonly kind: 'breakpoints';
      readonly lines: readonly number[];
      readonly objects: readonly ObjectIndex[];
    };

/**
 * Why a stretch of steps ended. limit: all steps that were asked for. met: what was waited for. input: nobody can move
 * until a line is typed. waiting: the strategy chose nobody. refused: that thread cannot move. halted: the page wished so, or a thread computed on and on and was ended.
 */
export type StepEnd =
  'limit' | 'met' | 'finished' | 'deadlock' | 'input' | 'waiting' | 'refused' | 'halted';

/** Who can move after a number of steps, and why the others cannot. */
export interface Standing {
  readonly step: number;
  readonly choices: readonly ThreadChoice[];
  readonly obstacles: readonly Obstacle[];
}

/** One entry a step. */
export interface StepColumns {
  readonly choices: Uint16Array<ArrayBuffer>;
  /** The step's first event. */
  readonly firstEvents: Uint32Array<ArrayBuffer>;
  /** The core that it ran on, or -1 where the strategy has none. */
  readonly cores: Int8Array<ArrayBuffer>;
  /** How many cores the strategy has; 0 for none. */
  readonly coreCount: number;
}

/** Page to Worker. */
export type ToModel =
  /** Makes a run and takes it along the schedule. `known`: steps whose events the page has; -1: it has none at all. */
  | {
      readonly type: 'open';
      readonly request: number;
      readonly scenario: string;
      readonly params: unknown;
      readonly strategy: StepSettings['strategy'];
      readonly schedule: Schedule;
      readonly known: number;
    }
  /** Takes up to `most` steps: the first by `choice`, where it is given, all others by the strategy. */
  | {
      readonly type: 'go';
      readonly request: number;
      readonly choice: Choice | undefined;
      /** With a choice that loses a thread. */
      readonly report: string;
      /** With the choice TYPING. */
      readonly typed: Typed | undefined;
      readonly most: number;
      readonly until: Until | undefined;
      /** Sends all events and says who is about to move, before each step. */
      readonly careful: boolean;
    }
  | { readonly type: 'standing'; readonly request: number; readonly step: number }
  /** Makes a schedule of a live trace. */
  | {
      readonly type: 'record';
      readonly request: number;
      readonly scenario: string;
      readonly params: unknown;
      readonly seed: number;
      readonly events: EventColumns;
    }
  | { readonly type: 'halt' };

/** Worker to page. */
export type FromModel =
  /** What the open run did since the last batch. */
  | { readonly type: 'batch'; readonly steps: StepColumns; readonly events: EventColumns }
  | { readonly type: 'opened'; readonly request: number; readonly misfit: Misfit | undefined }
  | { readonly type: 'stopped'; readonly request: number; readonly end: StepEnd }
  | { readonly type: 'standing'; readonly request: number; readonly standing: Standing }
  | {
      readonly type: 'recorded';
      readonly request: number;
      readonly schedule: Schedule;
      readonly departure: Departure | undefined;
    }
  /** The program could not be loaded, or Weft itself failed. */
  | { readonly type: 'failed'; readonly request: number; readonly report: string }
  /** It computes from now on, and says so again and again: if it falls silent, it hangs. */
  | { readonly type: 'computing' }
  /** This thread computes up to its next op. */
  | { readonly type: 'trying'; readonly thread: ThreadIndex };

/** Program time that each step takes, so that spins end and intervals are seen. */
export const STEP_COST: Ms = 0.01;
