/** What step mode asks of the engine that runs programs under a scheduler. `main.tsx` says which one it is. */
import type { EventIndex, ThreadIndex } from '../base/units.ts';
import type { Standing, StepEnd, StepSettings, Until } from '../engines/model/host/protocol.ts';
import type { Stretch } from '../engines/model/client/stretches.ts';
import type { Departure } from '../engines/model/record.ts';
import type { Misfit } from '../engines/model/replay.ts';
import type { Schedule, Typed } from '../engines/model/schedule.ts';
import type { Run } from '../engines/run.ts';
import type { Trace } from '../trace/trace.ts';

export type { Standing, StepEnd, Until };

/** One branch: a run that stands still until it is asked for steps. Its trace only grows. */
export interface StepRun extends Run {
  /** Steps whose events are in the trace. */
  readonly stepCount: number;
  /** How many events there are after the first `step` steps. */
  eventsAfter(step: number): EventIndex;
  /** How many steps are over after the first `count` events. */
  stepAt(count: EventIndex): number;
  /** Who took a step, from 0; -1 where a line was typed. */
  threadAt(step: number): ThreadIndex;
  standing(step: number): Promise<Standing>;
  /** One step, of `thread` where it is given. */
  step(thread?: ThreadIndex): Promise<StepEnd>;
  /** One step: the reader types a line. */
  typeLine(typed: Typed): Promise<StepEnd>;
  /** Up to `most` steps of the strategy's choice. */
  run(most: number, until?: Until): Promise<StepEnd>;
  /** Ends `run` soon. */
  halt(): void;
  /** Everything so far, as a value. */
  schedule(): Schedule;
  /** Who chose the steps so far. */
  stretches(): readonly Stretch[];
}

/** A run that follows a schedule as far as it goes. */
export interface Opened {
  readonly run: StepRun;
  /** Where the schedule stopped fitting. */
  readonly misfit?: Misfit;
}

export interface Recorded {
  readonly schedule: Schedule;
  readonly departure?: Departure;
}

export interface StepEngine {
  open(
    scenario: string,
    params: unknown,
    settings: StepSettings,
    schedule?: Schedule,
    /** Who chose the steps of the schedule. Default: they were named one by one. */
    stretches?: readonly Stretch[],
  ): Promise<Opened>;
  /** The schedule of a live run. */
  record(scenario: string, params: unknown, seed: number, trace: Trace): Promise<Recorded>;
  dispose(): void;
}
