/**
 * Messages between the page and the model's Worker. Everything is cloned, except that the columns of events, and of the
 * model's steps, are transferred. The page sends one request at a time (except `halt`) and waits for the answer with the same number.
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
  /** Core of the step, or -1 if the strategy has none. */
  readonly cores: Int8Array<ArrayBuffer>;
  /** Number of the strategy's cores; 0 for none. */
  readonly coreCount: number;
}

/** Page to Worker. */
export type ToModel =
  /** Decodes the text of a run, which is untrusted and may take long. */
  | { readonly type: 'read'; readonly request: number; readonly text: string }
  /**
   * Creates a run and follows the schedule. `known`: number of steps whose events the page has; -1: none. `describes`:
   * the answer includes the threads that can move.
   */
  | {
      readonly type: 'open';
      readonly request: number;
      readonly program: RunnableProgram;
      readonly strategy: StrategyName;
      /** Seed of the strategy; default: the schedule's seed. */
      readonly luck?: number | undefined;
      readonly schedule: Schedule;
      readonly known: number;
      readonly describes: boolean;
    }
  /** Takes up to `most` steps: the first by `choice`, if given, all others by the strategy. */
  | {
      readonly type: 'go';
      readonly request: number;
      readonly choice: Choice | undefined;
      /** For a choice that removes a thread. */
      readonly report: string;
      /** For the choice TYPING. */
      readonly typed: Typed | undefined;
      readonly most: number;
      readonly until: Until | undefined;
      /** Sends all events and the thread about to move, before each step. */
      readonly careful: boolean;
    }
  | { readonly type: 'standing'; readonly request: number; readonly step: number }
  /** Requests the movable threads before each step of the open run from `from` on. */
  | { readonly type: 'movers'; readonly request: number; readonly from: number }
  /** Computes the schedule of a live trace. */
  | {
      readonly type: 'record';
      readonly request: number;
      readonly program: ScenarioProgram;
      readonly seed: number;
      readonly events: EventColumns;
    }
  /** Ends the decoding, opening or stepping in progress soon. */
  | { readonly type: 'halt' };

/** Worker to page. */
export type FromModel =
  /** Steps of the open run since the last batch. */
  | { readonly type: 'batch'; readonly steps: StepColumns; readonly events: EventColumns }
  /** undefined: halted before its end. */
  | { readonly type: 'read'; readonly request: number; readonly plan: Plan | undefined }
  | {
      readonly type: 'opened';
      readonly request: number;
      readonly misfit: Misfit | undefined;
      readonly standing: Standing | undefined;
    }
  /** The steps are done; `standing` is that after the last of them. */
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
      /** The program has broken its interpreter: no further request can be answered. */
      readonly isBroken?: true;
    }
  /**
   * Sent repeatedly while it computes: silence means that it hangs. `steps`: number of steps read or followed so far.
   */
  | { readonly type: 'computing'; readonly steps?: number }
  /** The interpreter is being fetched: bytes so far, and in all. */
  | { readonly type: 'loading'; readonly done: number; readonly total: number }
  /** The interpreter's code, a WebAssembly.Module, which the page gives to the next Worker. */
  | { readonly type: 'compiled'; readonly code: object }
  /** This thread computes up to its next op. */
  | { readonly type: 'trying'; readonly thread: ThreadIndex };

/**
 * Minimum program time between two steps of a thread: long enough to be visible beside the scenarios' sleeps, too short
 * to outlast them. It makes a busy-wait loop end.
 */
export const STEP_COST: Ms = 1;
