/**
 * Messages between the page and the model's Worker. Everything is cloned, except that the columns of events and steps are
 * transferred. The page sends one request at a time (save `halt`) and waits for the answer of the same number.
 */
import type { Typed } from '../../../base/typed-line.ts';
import type { Ms, ThreadIndex } from '../../../base/units.ts';
import type { RunnableProgram, ScenarioProgram } from '../../program.ts';
import type { Standing } from '../../standing.ts';
import type { StepEnd, StrategyName, Until } from '../../step-run.ts';
import type { Choice } from '../choice.ts';
import type { Plan } from '../encoding/plan-text.ts';
import type { Departure } from '../record.ts';
import type { Misfit } from '../replay.ts';
import type { Schedule } from '../schedule.ts';
import type { EventColumns } from './event-columns.ts';

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
  /** Reads the text of a run, which is a stranger's, and may take long. */
  | { readonly type: 'read'; readonly request: number; readonly text: string }
  /**
   * Makes a run and takes it along the schedule. `known`: steps whose events the page has; -1: it has none at all.
   * `describes`: the answer says who can move then.
   */
  | {
      readonly type: 'open';
      readonly request: number;
      readonly program: RunnableProgram;
      readonly strategy: StrategyName;
      /** What the strategy draws from; default: the schedule's seed. */
      readonly luck?: number | undefined;
      readonly schedule: Schedule;
      readonly known: number;
      readonly describes: boolean;
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
  /** Asks who could move, before each step of the open run from `from` on. */
  | { readonly type: 'movers'; readonly request: number; readonly from: number }
  /** Makes a schedule of a live trace. */
  | {
      readonly type: 'record';
      readonly request: number;
      readonly program: ScenarioProgram;
      readonly seed: number;
      readonly events: EventColumns;
    }
  /** What is being read, opened or taken ends soon. */
  | { readonly type: 'halt' };

/** Worker to page. */
export type FromModel =
  /** What the open run did since the last batch. */
  | { readonly type: 'batch'; readonly steps: StepColumns; readonly events: EventColumns }
  /** undefined: it was halted before its end. */
  | { readonly type: 'read'; readonly request: number; readonly plan: Plan | undefined }
  | {
      readonly type: 'opened';
      readonly request: number;
      readonly misfit: Misfit | undefined;
      readonly standing: Standing | undefined;
    }
  /** The steps are over; `standing` is that after the last of them. */
  | {
      readonly type: 'stopped';
      readonly request: number;
      readonly end: StepEnd;
      readonly standing: Standing;
    }
  | { readonly type: 'standing'; readonly request: number; readonly standing: Standing }
  | {
      readonly type: 'movers';
      readonly request: number;
      readonly movers: readonly (readonly ThreadIndex[])[];
    }
  | {
      readonly type: 'recorded';
      readonly request: number;
      readonly schedule: Schedule;
      readonly departure: Departure | undefined;
    }
  /** The program could not be loaded, or Weft itself failed. */
  | {
      readonly type: 'failed';
      readonly request: number;
      readonly report: string;
      /** The program has broken what it runs in: no further request can be answered. */
      readonly isBroken?: true;
    }
  /**
   * It computes from now on, and says so again and again: if it falls silent, it hangs. `steps`: so many of what is opened
   * were read, or taken.
   */
  | { readonly type: 'computing'; readonly steps?: number }
  /** What it runs programs in is on its way: bytes that are here, of all. */
  | { readonly type: 'loading'; readonly done: number; readonly total: number }
  /** This thread computes up to its next op. */
  | { readonly type: 'trying'; readonly thread: ThreadIndex };

/**
 * Least program time from one step of a thread to its next: long enough to be seen beside the sleeps of the scenarios,
 * too short to outlast them. A spin ends by it.
 */
export const STEP_COST: Ms = 1;
