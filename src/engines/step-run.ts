/**
 * Contract of engines that run programs under a scheduler, for step mode. One request at a time, except `halt` and
 * `dispose`, which may come at any time.
 */
import type { Typed } from '../base/typed-line.ts';
import type { EventIndex, Ms, ObjectIndex, ThreadIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';
import type { Program } from './program.ts';
import type { Run } from './run.ts';
import type { Standing } from './standing.ts';

/** Strategies. hand: no thread moves until the reader names one. */
export const strategyNames = [
  'random',
  'hand',
  'round-robin',
  'two-cores',
  'four-cores',
  'gil-two-cores',
  'gil',
  'nasty',
  'pos',
  'pct',
  'fewest-switches',
] as const;
export type StrategyName = (typeof strategyNames)[number];

export interface StepSettings {
  /** Seed of all random choices of the run: a 32-bit integer. */
  readonly seed: number;
  /** False: durations are unknown, so time is one more choice. */
  readonly timed: boolean;
  readonly strategy: StrategyName;
}

/** A line of one of the program's sources. */
export interface SourceLine {
  /** Row of the trace's table of sources. */
  readonly source: number;
  /** From 1; 0 unknown. */
  readonly line: number;
}

/** Where a series of steps is to end early. */
export type Until =
  /** Just after the next event of this thread. */
  | { readonly kind: 'thread'; readonly thread: ThreadIndex }
  /** Just after the next event on this object. */
  | { readonly kind: 'object'; readonly object: ObjectIndex }
  /** Only this thread moves, until it reaches another line, or has ended. */
  | { readonly kind: 'line'; readonly thread: ThreadIndex }
  /** Before program time passes this; if that cannot be known, after the first step beyond it. */
  | { readonly kind: 'time'; readonly time: Ms }
  /** As soon as a thread comes to one of these lines, or just after an event about one of these objects. */
  | {
      readonly kind: 'breakpoints';
      readonly lines: readonly SourceLine[];
      readonly objects: readonly ObjectIndex[];
    };

/**
 * Why a stretch of steps ended. limit: all steps that were asked for. met: what was waited for. input: nobody can move
 * until a line is typed. waiting: the strategy chose nobody. refused: that thread cannot move. halted: the page wished
 * so, or a thread computed on and on and was ended.
 */
export type StepEnd =
  | 'limit'
  | 'met'
  | 'finished'
  | 'deadlock'
  | 'input'
  | 'waiting'
  | 'refused'
  | 'halted';

/** What a text carries of the steps of a run. */
export interface CarriedSteps {
  /** From the first on. */
  readonly carried: number;
  /** Number of steps of the run. */
  readonly total: number;
  /** How many of those carried a strategy chooses again, by the seed. */
  readonly chosen: number;
  /** How many of the first have their times rounded down to `unit`; then those of the others are exact. */
  readonly rounded: number;
  readonly unit: Ms;
}

/** A run as a text: undefined where nothing can be carried. */
export type RunText = CarriedSteps & { readonly text: string | undefined };

/** One branch: a run that advances only on request. Its trace only grows. */
export interface StepRun extends Run {
  /** Number of steps whose events are in the trace. */
  readonly stepCount: number;
  /** Number of events after the first `step` steps. */
  eventsAfter(step: number): EventIndex;
  /** Number of steps completed within the first `count` events. */
  stepAt(count: EventIndex): number;
  /** The thread of a step, counted from 0; -1 for a typed line. */
  threadAt(step: number): ThreadIndex;
  /** Threads that can move after the last step, as reported by the engine; undefined if it did not report. */
  readonly standingNow: Standing | undefined;
  /** Threads that can move after the first `step` steps, and why the others cannot. */
  standing(step: number): Promise<Standing>;
  /** One step, of `thread` if given. */
  step(thread?: ThreadIndex): Promise<StepEnd>;
  /** One step: the reader types a line. */
  typeLine(typed: Typed): Promise<StepEnd>;
  /** Up to `most` steps chosen by the strategy. */
  run(most: number, until?: Until): Promise<StepEnd>;
  /** Ends `run` soon. */
  halt(): void;
  /** Whether its steps are a prefix of another run's. */
  isBeginningOf(other: StepRun): boolean;
  /** All steps as a text, or as many as fit into so many characters. */
  toText(limit: number): RunText;
}

/** State of a run when opened. Default: before its first step. */
export type Beginning =
  /** After the first steps of another run of the same program, from the same engine. */
  | { readonly kind: 'run'; readonly run: StepRun; readonly steps: number }
  /** At the end of a text from `toText`, or of any other text. */
  | { readonly kind: 'text'; readonly text: string }
  /** At the end of a live run of the same program with the same seed. */
  | { readonly kind: 'live'; readonly trace: Trace };

/**
 * Why a run could not be opened completely; the run goes up to that point. not-a-schedule, newer-version, cut-short,
 * damaged: problems of the text. no-such-thread … over: a step does not fit the program. differs: the program's events
 * differ from the trace.
 */
export type OpenProblem =
  | 'not-a-schedule'
  | 'newer-version'
  | 'cut-short'
  | 'damaged'
  | Misstep
  | 'differs';

/** Why a step could not be taken; stopped: the reader cancelled. */
export type Misstep =
  | 'no-such-thread'
  | 'not-started'
  | 'ended'
  | 'blocked'
  | 'not-barred'
  | 'no-terminal'
  | 'over'
  | 'stopped';

export interface OpenedRun {
  readonly run: StepRun;
  readonly problem?: OpenProblem;
}

export interface StepEngine {
  /**
   * Rejects if the program cannot be loaded, or the engine fails.
   *
   * @param onSteps called repeatedly with the number of steps decoded, then of steps taken
   */
  open(
    program: Program,
    settings: StepSettings,
    beginning?: Beginning,
    onSteps?: (steps: number) => void,
  ): Promise<OpenedRun>;
  /** Stops opening soon; the run goes as far as it has come. */
  stopOpening(): void;
  /** Pending requests reject. */
  dispose(): void;
}
