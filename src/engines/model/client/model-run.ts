/** One run in step mode. It advances only on request; its trace only grows. */
import type { Typed } from '../../../base/typed-line.ts';
import type { EventIndex, Ms, ObjectIndex, ThreadIndex } from '../../../base/units.ts';
import { Trace } from '../../../trace/trace.ts';
import { waitsInComments } from '../../../trace/wait-comments.ts';
import type { OpInfo, Source } from '../../../trace/format.ts';
import type { RunnableProgram } from '../../program.ts';
import type { RunStatus } from '../../run.ts';
import type { Standing } from '../../standing.ts';
import type { RunText, StepEnd, StepRun, StrategyName, Until } from '../../step-run.ts';
import { choiceOf, go, Move, moveOf, threadOf, TYPING, type Choice } from '../choice.ts';
import { pourEvents } from '../host/event-columns.ts';
import { textOfRun } from '../encoding/run-text.ts';
import type { StepColumns } from '../host/protocol.ts';
import type { RunSettings, Schedule } from '../schedule.ts';
import { addSteps, firstStretches, type Stretch } from '../stretches.ts';
import { typedBy } from '../typed-by.ts';
import type { Batch } from './model-worker.ts';

/** Requests of a run to its engine. */
export interface RunOwner {
  go(run: ModelRun, wish: Wish): Promise<StepEnd>;
  standing(run: ModelRun, step: number): Promise<Standing>;
  moversFrom(run: ModelRun, from: number): Promise<readonly (readonly ThreadIndex[])[]>;
  halt(run: ModelRun): void;
}

export interface Wish {
  readonly choice: Choice | undefined;
  readonly most: number;
  readonly until: Until | undefined;
  /** For the choice TYPING. */
  readonly typed?: Typed;
}

/** Data from which a run is opened. */
export interface RunSource {
  readonly program: RunnableProgram;
  /** The trace's tables. */
  readonly ops: readonly OpInfo[];
  readonly sources: readonly Source[];
  readonly strategy: StrategyName;
  /** Seed of the strategy; undefined: the run's seed. */
  readonly luck: number | undefined;
  readonly settings: Required<RunSettings>;
  /** Its times are those of a live run. */
  readonly isRecorded: boolean;
}

/** The op by which programs read the clock. */
const CLOCK = 'time';

export class ModelRun implements StepRun {
  readonly trace: Trace;
  readonly transport = { kind: 'model' } as const;
  readonly speed = 1;
  readonly source: RunSource;
  readonly #owner: RunOwner;
  readonly #choices: number[] = [];
  readonly #firstEvents: number[] = [];
  readonly #inbox: Batch[] = [];
  readonly #stretches: Stretch[] = [];
  /** Number of coming steps that were explicit, not chosen by the strategy. */
  #named = Infinity;
  #moved = false;
  #busy = 0;
  #end: StepEnd | undefined;
  #stopped = false;
  #standing: Standing | undefined;
  /** Cached last result: computing it is slow for a long run, and it is requested several times in a row. */
  #text: { readonly limit: number; readonly steps: number; readonly told: RunText } | undefined;

  constructor(owner: RunOwner, source: RunSource) {
    this.#owner = owner;
    this.source = source;
    this.trace = new Trace(source.ops, source.sources);
    this.trace.setWaits(waitsInComments(source.sources));
  }

  /** Number of steps whose events are in the trace. */
  get stepCount(): number {
    return this.#choices.length;
  }

  /** Number of events after the first `step` steps. */
  eventsAfter(step: number): EventIndex {
    return this.#firstEvents[step] ?? this.trace.length;
  }

  /** Number of steps completed within the first `count` events. */
  stepAt(count: EventIndex): number {
    let low = 0;
    let high = this.#choices.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.eventsAfter(middle + 1) <= count) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The thread of a step, counted from 0; -1 for a typed line. */
  threadAt(step: number): ThreadIndex {
    const choice = this.#choices[step] ?? -1;
    return choice === TYPING ? -1 : threadOf(choice);
  }

  get standingNow(): Standing | undefined {
    return this.#standing?.step === this.stepCount ? this.#standing : undefined;
  }

  /** Threads that can move after the first `step` steps, and why the others cannot. */
  standing(step: number): Promise<Standing> {
    return this.#owner.standing(this, step);
  }

  /** Movable threads before each step from `from` on: for explorers, which ask about many. */
  moversFrom(from: number): Promise<readonly (readonly ThreadIndex[])[]> {
    return this.#owner.moversFrom(this, from);
  }

  /** One step, of `thread` if given. */
  step(thread?: ThreadIndex): Promise<StepEnd> {
    const choice = thread === undefined ? undefined : go(thread);
    return this.#go({ choice, most: 1, until: undefined });
  }

  /** One step: the reader types a line. */
  typeLine(typed: Typed): Promise<StepEnd> {
    return this.#go({ choice: TYPING, most: 1, until: undefined, typed });
  }

  /** Up to `most` steps chosen by the strategy. */
  run(most: number, until?: Until): Promise<StepEnd> {
    return this.#go({ choice: undefined, most, until });
  }

  /** Ends `run` soon. */
  halt(): void {
    this.#owner.halt(this);
  }

  /** The schedule so far, as a value. */
  schedule(): Schedule {
    const { settings, isRecorded } = this.source;
    const choices = Uint16Array.from(this.#choices);
    const reports = this.#firstEvents
      .filter((_, step) => moveOf(this.#choices[step] ?? 0) === Move.lose)
      .map((seq) => this.trace.text(seq));
    const typed = this.#firstEvents
      .filter((_, step) => this.#choices[step] === TYPING)
      .map((seq) => typedBy(this.trace, seq));
    if (!isRecorded) return { ...settings, choices, reports, typed };
    const times = Float64Array.from(this.#firstEvents, (seq) => this.trace.time(seq));
    const clockReads = this.#firstEvents.flatMap((seq, step) =>
      this.trace.opInfo(seq)?.name === CLOCK ? [step] : [],
    );
    return { ...settings, choices, times, reports, typed, clockReads };
  }

  isBeginningOf(other: StepRun): boolean {
    if (!(other instanceof ModelRun) || other.stepCount < this.stepCount) return false;
    const [a, b] = [this.schedule().typed, other.schedule().typed];
    const isSameLine = ({ terminal, line }: Typed, n: number) =>
      terminal === b[n]?.terminal && line === b[n].line;
    return this.#choices.every((choice, n) => choice === other.#choices[n]) && a.every(isSameLine);
  }

  toText(limit: number): RunText {
    const { stepCount: steps } = this;
    if (this.#text?.limit !== limit || this.#text.steps !== steps) {
      this.#text = { limit, steps, told: textOfRun(this.schedule(), this.#stretches, limit) };
    }
    return this.#text.told;
  }

  /** Who chose the steps so far. */
  stretches(): readonly Stretch[] {
    return this.#stretches;
  }

  /** The run was opened along a schedule; `stretches`: who chose its steps. */
  knowStretches(stretches: readonly Stretch[]): void {
    this.#take();
    const known = firstStretches(stretches, this.stepCount);
    const count = known.reduce((sum, stretch) => sum + stretch.count, 0);
    if (count === this.stepCount) this.#stretches.splice(0, Infinity, ...known);
  }

  async #go(wish: Wish): Promise<StepEnd> {
    this.#busy += 1;
    this.#take();
    this.#named = wish.until?.kind === 'line' ? Infinity : wish.choice === undefined ? 0 : 1;
    try {
      this.#end = await this.#owner.go(this, wish);
      return this.#end;
    } finally {
      this.#busy -= 1;
      this.#take();
      this.#named = Infinity;
    }
  }

  // Receives a batch from the engine.

  receive(batch: Batch): void {
    this.#inbox.push(batch);
  }

  /** Appends what was received, so that counts and trace agree; `standing` is that after the last step, if known. */
  settle(standing?: Standing): void {
    this.#take();
    this.#standing = standing ?? this.#standing;
  }

  #take(): void {
    for (const { steps, events } of this.#inbox.splice(0)) {
      pourEvents(events, this.trace);
      for (const choice of steps.choices) {
        this.#choices.push(choice);
        addSteps(this.#stretches, this.#chooserOf(choice), 1);
      }
      for (const first of steps.firstEvents) this.#firstEvents.push(first);
      this.#seat(steps);
      this.#moved = true;
    }
  }

  #chooserOf(choice: Choice): Stretch['by'] {
    const move = moveOf(choice);
    const isNamed = this.#named > 0 || move === Move.lose || move === Move.type;
    this.#named = Math.max(0, this.#named - 1);
    return isNamed ? 'hand' : this.source.strategy;
  }

  #seat({ firstEvents, cores, coreCount }: StepColumns): void {
    this.trace.cores = coreCount;
    if (coreCount === 0) return;
    firstEvents.forEach((first, n) => this.trace.setCore(first, cores[n] ?? -1));
  }

  // Implements Run.

  get status(): RunStatus {
    if (this.#stopped || this.#end === 'finished') return 'ended';
    if (this.#busy > 0) return 'running';
    return this.trace.length === 0 ? 'starting' : 'paused';
  }

  now(): Ms {
    return this.trace.endTime;
  }

  pump(): boolean {
    this.#take();
    const moved = this.#moved;
    this.#moved = false;
    return moved;
  }

  /** A step of its own. */
  type(terminal: ObjectIndex, line: string | null): void {
    void this.typeLine({ terminal, line });
  }

  /** It moves only on request. */
  pause(): void {
    this.halt();
  }

  resume(): void {}

  setSpeed(): void {}

  stop(): void {
    this.halt();
    this.#stopped = true;
  }

  workers(): { busy: number; idle: number } {
    return { busy: this.#busy > 0 ? 1 : 0, idle: this.#busy > 0 ? 0 : 1 };
  }
}

/** The choice that removes a thread from a run. */
export const losing = (thread: ThreadIndex): Choice => choiceOf(thread, Move.lose);
