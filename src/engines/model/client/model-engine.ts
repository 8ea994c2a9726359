/**
 * Step mode's engine on the page: any number of runs, of which the Worker has one open at a time. What the Worker knows
 * the page knows too, so a run is opened again by its schedule whenever another was, or the Worker had to be ended.
 */
import type { Ms, ThreadIndex } from '../../../base/units.ts';
import { lostText } from '../../../trace/lost-report.ts';
import type { Trace } from '../../../trace/trace.ts';
import type { Departure } from '../record.ts';
import type { Misfit } from '../replay.ts';
import type { Schedule } from '../schedule.ts';
import { buffersOf, columnsOf } from '../host/event-columns.ts';
import { STEP_COST, type Standing, type StepEnd, type StepSettings } from '../host/protocol.ts';
import type { Stretch } from './stretches.ts';
import { losing, ModelRun, type RunOwner, type Wish } from './model-run.ts';
import { HANG_LIMIT_MS, Hung, ModelWorker } from './model-worker.ts';
import { createModelWorker } from './worker-factory.ts';

export interface ModelEngineOptions {
  /** For tests. */
  readonly createWorker?: () => Worker;
  readonly hangLimit?: Ms;
}

export interface Opened {
  readonly run: ModelRun;
  /** Where the schedule stopped fitting: the run goes up to there. */
  readonly misfit?: Misfit;
}

export interface Recorded {
  readonly schedule: Schedule;
  /** Where the trace could not be followed: the schedule goes up to there. */
  readonly departure?: Departure;
}

export class ModelEngine implements RunOwner {
  readonly #worker: ModelWorker;
  readonly #hangLimit: Ms;
  /** Whose run the Worker has open. */
  #open: ModelRun | undefined;
  /** Whose steps are being taken. */
  #going: ModelRun | undefined;
  /** Ends when all that was asked for is done. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: ModelEngineOptions = {}) {
    this.#hangLimit = options.hangLimit ?? HANG_LIMIT_MS;
    this.#worker = new ModelWorker({
      createWorker: options.createWorker ?? createModelWorker,
      hangLimit: this.#hangLimit,
      onBatch: (batch) => this.#open?.receive(batch),
      onEnd: () => {
        this.#open = undefined;
      },
    });
  }

  /**
   * A run that has gone as far as the schedule says. The schedule says how it was started; without one, the settings do,
   * and the run stands before its first step. `stretches` say who chose the schedule's steps; default: they were named.
   */
  open(
    scenario: string,
    params: unknown,
    settings: StepSettings,
    schedule?: Schedule,
    stretches: readonly Stretch[] = [],
  ): Promise<Opened> {
    const { strategy } = settings;
    const { seed, timed, cost = STEP_COST, start = 0 } = schedule ?? settings;
    const isRecorded = schedule?.times !== undefined;
    const source = {
      scenario,
      params,
      strategy,
      settings: { seed, timed, cost, start },
      isRecorded,
    };
    const run = new ModelRun(this, source);
    return this.#inTurn(async () => {
      const misfit = await this.#openRun(run, schedule ?? run.schedule(), -1);
      run.knowStretches(stretches);
      return { run, ...(misfit === undefined ? {} : { misfit }) };
    });
  }

  /** The schedule of a live run of this scenario. */
  record(scenario: string, params: unknown, seed: number, trace: Trace): Promise<Recorded> {
    return this.#inTurn(async () => {
      const events = columnsOf(trace);
      const request = this.#worker.nextRequest();
      const { schedule, departure } = await this.#worker.ask(
        { type: 'record', request, scenario, params, seed, events },
        'recorded',
        buffersOf(events),
      );
      return { schedule, ...(departure === undefined ? {} : { departure }) };
    });
  }

  dispose(): void {
    this.#worker.dispose();
  }

  // RunOwner.

  go(run: ModelRun, wish: Wish): Promise<StepEnd> {
    return this.#inTurn(async () => {
      this.#going = run;
      try {
        return await this.#go(run, wish, wish.most === 1);
      } catch (error) {
        if (!(error instanceof Hung)) throw error;
        return await this.#rescue(run, wish, error.thread);
      } finally {
        this.#going = undefined;
      }
    });
  }

  standing(run: ModelRun, step: number): Promise<Standing> {
    return this.#inTurn(async () => {
      try {
        return await this.#standing(run, step);
      } catch (error) {
        if (!(error instanceof Hung) || error.thread === undefined) throw error;
        await this.#lose(run, error.thread);
        return await this.#standing(run, step);
      }
    });
  }

  halt(run: ModelRun): void {
    if (this.#going === run) this.#worker.halt();
  }

  // Inside its turn.

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(act);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  /** Makes it the Worker's open run. */
  async #ensureOpen(run: ModelRun): Promise<void> {
    run.settle();
    if (this.#open !== run) await this.#openRun(run, run.schedule(), run.stepCount);
  }

  async #openRun(run: ModelRun, schedule: Schedule, known: number): Promise<Misfit | undefined> {
    this.#open = run;
    const { scenario, params, strategy } = run.source;
    const request = this.#worker.nextRequest();
    const { misfit } = await this.#worker.ask(
      { type: 'open', request, scenario, params, strategy, schedule, known },
      'opened',
    );
    return misfit;
  }

  async #go(run: ModelRun, wish: Wish, careful: boolean, report = ''): Promise<StepEnd> {
    await this.#ensureOpen(run);
    const request = this.#worker.nextRequest();
    const { end } = await this.#worker.ask(
      { type: 'go', request, typed: undefined, ...wish, report, careful },
      'stopped',
    );
    run.settle();
    return end;
  }

  async #standing(run: ModelRun, step: number): Promise<Standing> {
    await this.#ensureOpen(run);
    const request = this.#worker.nextRequest();
    const { standing } = await this.#worker.ask({ type: 'standing', request, step }, 'standing');
    return standing;
  }

  /** A thread computes on and on. Finds out which, and takes it out of the run, as live. */
  async #rescue(run: ModelRun, wish: Wish, known: ThreadIndex | undefined): Promise<StepEnd> {
    let thread = known;
    if (thread === undefined) {
      try {
        return await this.#go(run, wish, true);
      } catch (error) {
        if (!(error instanceof Hung) || error.thread === undefined) throw error;
        thread = error.thread;
      }
    }
    return await this.#lose(run, thread);
  }

  async #lose(run: ModelRun, thread: ThreadIndex): Promise<StepEnd> {
    const report = lostText({ kind: 'hung', seconds: this.#hangLimit / 1000 });
    const wish = { choice: losing(thread), most: 1, until: undefined };
    const end = await this.#go(run, wish, false, report);
    return end === 'limit' ? 'halted' : end;
  }
}
