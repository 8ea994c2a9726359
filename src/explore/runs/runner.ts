/** Makes runs of one program, one after the other, and returns the outcome of each. */
import { bug } from '../../base/bug.ts';
import { go } from '../../engines/model/choice.ts';
import type { ModelEngine } from '../../engines/model/client/model-engine.ts';
import type { ModelRun } from '../../engines/model/client/model-run.ts';
import { encodeSchedule } from '../../engines/model/encoding/schedule-text.ts';
import { STEP_COST } from '../../engines/model/host/protocol.ts';
import type { Schedule } from '../../engines/model/schedule.ts';
import type { RunnableProgram } from '../../engines/program.ts';
import type { StepEnd, StrategyName } from '../../engines/step-run.ts';
import { Phase } from '../../trace/format.ts';
import type { Outcome } from '../../trace/outcome.ts';
import { History } from '../../views/history.ts';
import { outcomeOf, type RunEnd } from '../../views/outcome.ts';
import type { World } from '../../views/state.ts';
import { keyOf, shortKeyOf } from '../keys.ts';
import type { WalkStep } from '../report.ts';

/** Specification of a run. */
export interface Try {
  /** Threads of its first steps. */
  readonly first: readonly number[];
  /** Strategy for the remaining steps, and its seed. */
  readonly strategy: StrategyName;
  readonly luck: number;
  /** Part of a systematic enumeration, not random. */
  readonly isInOrder: boolean;
}

type Wanted = Omit<Try, 'isInOrder'> & Partial<Pick<Try, 'isInOrder'>>;

/** Number of steps after which a run counts as endless. */
const MOST_STEPS = 20_000;

export class MadeRun {
  readonly outcome: Outcome;
  readonly key: string;
  /** The thread of each step; -1 for a typed line. */
  readonly threads: readonly number[];
  readonly #run: ModelRun;
  readonly #world: World;

  /** Movable threads before each step from the first on that was not given; empty for a random run. */
  readonly movers: readonly (readonly number[])[];

  constructor(run: ModelRun, end: RunEnd, movers: MadeRun['movers']) {
    const { trace } = run;
    this.#run = run;
    this.movers = movers;
    this.#world = new History(trace).live(trace.endTime);
    const outcome = outcomeOf(trace, this.#world, end);
    // Runs are distinguished by what they print, not by its order.
    this.outcome = { ...outcome, printed: outcome.printed.toSorted() };
    this.key = shortKeyOf(keyOf(this.outcome));
    this.threads = Array.from({ length: run.stepCount }, (_, step) => run.threadAt(step));
  }

  /** undefined if it is too long for a text. */
  get text(): string | undefined {
    return encodeSchedule(this.#run.schedule());
  }

  /** Describes a step, with the names at the end of the run. */
  step(at: number): WalkStep {
    const { trace } = this.#run;
    const { names } = this.#world;
    const thread = this.#run.threadAt(at);
    const named = { thread: thread < 0 ? '' : names.thread(thread), op: '', on: '', line: 0, at };
    const end = this.#run.eventsAfter(at + 1);
    for (let seq = this.#run.eventsAfter(at); seq < end; seq++) {
      const phase = trace.phase(seq);
      const isAct = phase >= Phase.block && phase <= Phase.raise && phase !== Phase.wake;
      if (!isAct || trace.thread(seq) !== thread) continue;
      const object = trace.object(seq);
      const other = trace.other(seq);
      const on = object >= 0 ? names.object(object) : other >= 0 ? names.thread(other) : '';
      return { ...named, op: trace.opName(trace.op(seq)), on, line: trace.line(seq) };
    }
    return named;
  }

  get steps(): readonly WalkStep[] {
    return this.threads.map((_, at) => this.step(at));
  }

  /** Movable threads before each step from `from` on. */
  moversFrom(from: number): Promise<readonly (readonly number[])[]> {
    return this.#run.moversFrom(from);
  }
}

export class Runner {
  readonly #engine: ModelEngine;
  readonly #program: RunnableProgram;
  readonly #seed: number;
  readonly #timed: boolean;

  /** `seed`: of the program's random numbers. */
  constructor(engine: ModelEngine, program: RunnableProgram, seed: number, timed: boolean) {
    this.#engine = engine;
    this.#program = program;
    this.#seed = seed;
    this.#timed = timed;
  }

  /** undefined if the first steps do not fit the program. Rejects if the program cannot run at all. */
  async make({ first, strategy, luck, isInOrder = false }: Wanted): Promise<MadeRun | undefined> {
    const settings = { seed: this.#seed, timed: this.#timed, strategy, luck };
    const along = await this.#engine.openAlong(this.#program, settings, this.#schedule(first));
    if (along.misfit !== undefined) return undefined;
    const { run } = along;
    const end = await run.run(MOST_STEPS);
    // Asked for now: the engine has one run at a time.
    return new MadeRun(run, endOf(end), isInOrder ? await run.moversFrom(first.length) : []);
  }

  #schedule(first: readonly number[]): Schedule {
    return {
      seed: this.#seed,
      timed: this.#timed,
      cost: STEP_COST,
      start: 0,
      killsAtOnce: false,
      choices: Uint16Array.from(first, go),
      reports: [],
      typed: [],
    };
  }
}

function endOf(end: StepEnd): RunEnd {
  switch (end) {
    case 'finished':
    case 'deadlock':
    case 'input':
      return end;
    case 'limit':
    case 'halted':
      return 'never';
    default:
      return bug(`a run ended by ${end}`);
  }
}
