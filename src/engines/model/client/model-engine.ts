/**
 * Step mode's engine on the page: any number of runs, of which the Worker has one open at a time. The page has all of
 * the Worker's data, so a run is reopened by its schedule after another was open, or after the Worker was terminated.
 */
import { bug } from '../../../base/bug.ts';
import type { Ms, ThreadIndex } from '../../../base/units.ts';
import { opInfos } from '../../../kernel/ops.ts';
import type { OpInfo, Source } from '../../../trace/format.ts';
import { lostText, type LostReport } from '../../../trace/lost-report.ts';
import type { Trace } from '../../../trace/trace.ts';
import type { Program, RunnableProgram, ScenarioProgram } from '../../program.ts';
import type { Standing } from '../../standing.ts';
import type { Beginning, OpenedRun, StepEnd, StepEngine, StepSettings } from '../../step-run.ts';
import { bufferOf, columnsOf } from '../host/event-columns.ts';
import { STEP_COST } from '../host/protocol.ts';
import type { Departure } from '../record.ts';
import type { Misfit } from '../replay.ts';
import { shorten, type Schedule } from '../schedule.ts';
import { firstStretches, type Stretch } from '../stretches.ts';
import { followPlan, type Along } from './follow-plan.ts';
import { losing, ModelRun, type RunOwner, type Wish } from './model-run.ts';
import { Gone, HANG_LIMIT_MS, ModelWorker } from './model-worker.ts';
import { createModelWorker } from './worker-factory.ts';

export interface ModelEngineOptions {
  /** Kind of programs that the Worker runs. Default: scenarios. */
  readonly runs?: RunnableProgram['kind'];
  /** Operation table of its traces. Default: the kernel's. */
  readonly ops?: readonly OpInfo[];
  /** Default: the model's. */
  readonly createWorker?: () => Worker;
  readonly hangLimit?: Ms;
}

export interface Recorded {
  readonly schedule: Schedule;
  /** Where the trace could not be followed: the schedule goes up to there. */
  readonly departure?: Departure;
}

export class ModelEngine implements StepEngine, RunOwner {
  readonly #worker: ModelWorker;
  readonly #runs: RunnableProgram['kind'];
  readonly #ops: readonly OpInfo[];
  /** The run that the Worker has open. */
  #open: ModelRun | undefined;
  /** The run whose steps are being taken. */
  #going: ModelRun | undefined;
  /** Progress callback of a run being opened; undefined at other times. */
  #onSteps: ((steps: number) => void) | undefined;

  constructor(options: ModelEngineOptions = {}) {
    this.#runs = options.runs ?? 'scenario';
    this.#ops = options.ops ?? opInfos;
    this.#worker = new ModelWorker({
      createWorker: options.createWorker ?? createModelWorker,
      hangLimit: options.hangLimit ?? HANG_LIMIT_MS,
      onBatch: (batch) => {
        this.#open?.receive(batch);
        // Not displayed yet: read in as it comes, so that a million steps do not block the page.
        if (this.#onSteps !== undefined) this.#open?.settle();
      },
      onSteps: (steps) => this.#onSteps?.(steps),
      onEnd: () => {
        this.#open = undefined;
      },
    });
  }

  // Implements StepEngine.

  async open(
    program: Program,
    settings: StepSettings,
    beginning?: Beginning,
    onSteps: (steps: number) => void = () => undefined,
  ): Promise<OpenedRun> {
    this.#onSteps = onSteps;
    try {
      return await this.#openBy(program, settings, beginning);
    } finally {
      this.#onSteps = undefined;
    }
  }

  stopOpening(): void {
    if (this.#onSteps !== undefined) this.#worker.halt();
  }

  async #openBy(
    program: Program,
    settings: StepSettings,
    beginning: Beginning | undefined,
  ): Promise<OpenedRun> {
    if (program.kind === 'trace' || program.kind !== this.#runs) {
      return bug(`this engine runs no ${program.kind}`);
    }
    const openAlong = (schedule?: Schedule, stretches?: readonly Stretch[]) =>
      this.openAlong(program, settings, schedule, stretches);
    switch (beginning?.kind) {
      case undefined:
        return openedOf(await openAlong());
      case 'run': {
        const { run, steps } = beginning;
        if (!(run instanceof ModelRun)) return bug('a run of another engine');
        const stretches = firstStretches(run.stretches(), steps);
        return openedOf(await openAlong(shorten(run.schedule(), steps), stretches));
      }
      case 'text':
        return this.#openText(program, settings, beginning.text);
      case 'live': {
        if (program.kind !== 'scenario') return bug('only scenarios run live');
        const { schedule, departure } = await this.record(program, settings.seed, beginning.trace);
        return openedOf(await openAlong(schedule), departure?.why);
      }
    }
  }

  dispose(): void {
    this.#worker.dispose();
  }

  async #openText(
    program: RunnableProgram,
    settings: StepSettings,
    text: string,
  ): Promise<OpenedRun> {
    const request = this.#worker.nextRequest();
    const { plan } = await this.#worker.ask({ type: 'read', request, text }, 'read');
    if (plan === undefined) return openedOf(await this.openAlong(program, settings), 'stopped');
    const { parts, problem } = plan;
    const along =
      parts.length === 0
        ? await this.openAlong(program, settings)
        : await followPlan(
            (strategy, schedule, stretches) =>
              this.openAlong(program, { ...settings, strategy }, schedule, stretches),
            settings.strategy,
            parts,
          );
    return openedOf(along, along.misfit?.why === 'stopped' ? 'stopped' : problem?.kind);
  }

  /**
   * A run that has followed a schedule. The schedule's settings start it; without a schedule, `settings` do, and the
   * run is before its first step. `luck`: the strategy's seed in place of the run's. `stretches`: who chose the
   * schedule's steps; default: they were explicit.
   */
  async openAlong(
    program: RunnableProgram,
    settings: StepSettings & { readonly luck?: number },
    schedule?: Schedule,
    stretches: readonly Stretch[] = [],
  ): Promise<Along> {
    const { strategy, luck } = settings;
    const { seed, timed, cost, start, killsAtOnce } = schedule ?? {
      ...settings,
      cost: STEP_COST,
      start: 0,
      killsAtOnce: false,
    };
    const isRecorded = schedule?.times !== undefined;
    const run = new ModelRun(this, {
      program,
      ops: this.#ops,
      sources: sourcesOf(program),
      strategy,
      luck,
      settings: { seed, timed, cost, start, killsAtOnce },
      isRecorded,
    });
    const misfit = await this.#begin(run, schedule ?? run.schedule());
    run.knowStretches(stretches);
    return { run, ...(misfit === undefined ? {} : { misfit }) };
  }

  /** The schedule of a live run of this program. */
  async record(program: ScenarioProgram, seed: number, trace: Trace): Promise<Recorded> {
    const events = columnsOf(trace);
    const request = this.#worker.nextRequest();
    const { schedule, departure } = await this.#worker.ask(
      { type: 'record', request, program, seed, events },
      'recorded',
      [bufferOf(events)],
    );
    return { schedule, ...(departure === undefined ? {} : { departure }) };
  }

  // Implements RunOwner.

  async go(run: ModelRun, wish: Wish): Promise<StepEnd> {
    this.#going = run;
    try {
      return await this.#goOn(run, wish, wish.most === 1);
    } finally {
      this.#going = undefined;
    }
  }

  async standing(run: ModelRun, step: number): Promise<Standing> {
    try {
      return await this.#standing(run, step);
    } catch (error) {
      if (!(error instanceof Gone) || error.thread === undefined) throw error;
      await this.#lose(run, error.thread, error.report);
      return await this.#standing(run, step);
    }
  }

  async moversFrom(run: ModelRun, from: number): Promise<readonly (readonly ThreadIndex[])[]> {
    await this.#ensureOpen(run);
    const request = this.#worker.nextRequest();
    const { movers } = await this.#worker.ask({ type: 'movers', request, from }, 'movers');
    return movers;
  }

  halt(run: ModelRun): void {
    if (this.#going === run) this.#worker.halt();
  }

  /** Opens a run for the first time. A thread that never reaches its next op is removed from it. */
  async #begin(run: ModelRun, schedule: Schedule): Promise<Misfit | undefined> {
    try {
      return await this.#openRun(run, schedule, -1, true);
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
      run.settle();
      // If no thread was about to move, the previous run's state may be the reason.
      const misfit = await this.#openRun(
        run,
        schedule,
        run.stepCount === 0 ? -1 : run.stepCount,
        true,
      );
      if (error.thread !== undefined) await this.#lose(run, error.thread, error.report);
      return misfit;
    }
  }

  /** Makes it the run that the Worker has open. */
  async #ensureOpen(run: ModelRun): Promise<void> {
    run.settle();
    if (this.#open !== run) await this.#openRun(run, run.schedule(), run.stepCount, false);
  }

  async #openRun(
    run: ModelRun,
    schedule: Schedule,
    known: number,
    describes: boolean,
  ): Promise<Misfit | undefined> {
    this.#open = run;
    const { program, strategy, luck } = run.source;
    const request = this.#worker.nextRequest();
    const { misfit, standing } = await this.#worker.ask(
      { type: 'open', request, program, strategy, luck, schedule, known, describes },
      'opened',
    );
    run.settle(standing);
    return misfit;
  }

  async #go(run: ModelRun, wish: Wish, careful: boolean, report: string): Promise<StepEnd> {
    await this.#ensureOpen(run);
    const request = this.#worker.nextRequest();
    const { end, standing } = await this.#worker.ask(
      { type: 'go', request, typed: undefined, ...wish, report, careful },
      'stopped',
    );
    run.settle(standing);
    return end;
  }

  async #standing(run: ModelRun, step: number): Promise<Standing> {
    await this.#ensureOpen(run);
    const request = this.#worker.nextRequest();
    const { standing } = await this.#worker.ask({ type: 'standing', request, step }, 'standing');
    return standing;
  }

  /** A thread that computes endlessly is detected and removed from the run, as in a live run. */
  async #goOn(run: ModelRun, wish: Wish, careful: boolean, report = ''): Promise<StepEnd> {
    try {
      return await this.#go(run, wish, careful, report);
    } catch (error) {
      if (!(error instanceof Gone) || (careful && error.thread === undefined)) throw error;
      if (error.thread === undefined) return await this.#goOn(run, wish, true, report);
      return await this.#lose(run, error.thread, error.report);
    }
  }

  async #lose(run: ModelRun, thread: ThreadIndex, why: LostReport): Promise<StepEnd> {
    const report = lostText(why);
    const wish = { choice: losing(thread), most: 1, until: undefined };
    const end = await this.#goOn(run, wish, true, report);
    return end === 'limit' ? 'halted' : end;
  }
}

/** A scenario's sources are known to the page; a user's program is its own source. */
function sourcesOf(program: RunnableProgram): readonly Source[] {
  if (program.kind === 'scenario') return [];
  const { files, language } = program;
  return files.map(({ path, text }) => ({ id: path, name: path, language, text }));
}

function openedOf({ run, misfit }: Along, problem: OpenedRun['problem'] = misfit?.why): OpenedRun {
  return { run, ...(problem === undefined ? {} : { problem }) };
}
