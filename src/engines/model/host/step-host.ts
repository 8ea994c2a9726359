/**
 * The model in its Worker: opens a run, takes it on in slices short enough to hear the page in between, and answers
 * questions about its past with a second model that follows the same choices.
 */
import { bug } from '../../../base/bug.ts';
import type { Ms, ThreadIndex } from '../../../base/units.ts';
import { opInfos } from '../../../kernel/ops.ts';
import { Trace } from '../../../trace/trace.ts';
import { go, Move, moveOf, threadOf, TYPING, type Choice } from '../choice.ts';
import { Model } from '../engine.ts';
import type { ModelOptions } from '../options.ts';
import { scheduleOfTrace } from '../record.ts';
import { replay, type Misfit } from '../replay.ts';
import { describeChoice, findObstacles, type ThreadChoice } from '../standing.ts';
import { hand } from '../strategies/hand.ts';
import { strategies } from '../strategies/registry.ts';
import type { Strategy } from '../strategy.ts';
import { buffersOf, EventCollector, pourEvents } from './event-columns.ts';
import type { FromModel, Standing, StepEnd, ToModel } from './protocol.ts';
import { StepCollector } from './step-columns.ts';
import { Watch } from './until.ts';

/** Real time of one slice, and steps between two looks at the clock. */
const SLICE_MS: Ms = 12;
const STEPS_A_LOOK = 16;
/** Steps of a replay between two signs of life. */
const STEPS_A_SIGN = 20_000;

type Module = Readonly<Record<string, unknown>>;
type Open = ToModel & { type: 'open' };
type Go = ToModel & { type: 'go' };
type RecordRequest = ToModel & { type: 'record' };

export interface Surroundings {
  readonly post: (message: FromModel, transfer?: ArrayBuffer[]) => void;
  readonly loadProgram: (scenario: string) => Promise<Module>;
  /** Calls back once messages that came meanwhile have been heard. */
  readonly defer: (act: () => void) => void;
}

/** The run that is open. */
interface OpenRun {
  readonly options: ModelOptions;
  readonly strategy: Strategy;
  /** Threads that the schedule loses, each with its last step before that: what they compute then never ends. */
  lastSteps: ReadonlyMap<ThreadIndex, number>;
  /** As far as a live run gave them. */
  readonly times: Float64Array | undefined;
}

export class StepHost {
  readonly #around: Surroundings;
  readonly #events = new EventCollector();
  readonly #steps = new StepCollector();
  #model: Model | undefined;
  /** Stands somewhere in the past of the open run; undefined until it is needed. */
  #probe: Model | undefined;
  #probeFits = false;
  #run: OpenRun | undefined;
  #halted = false;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  receive(message: ToModel): void {
    if (message.type === 'halt') {
      this.#halted = true;
      return;
    }
    this.#act(message).catch((error: unknown) => {
      const report = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#around.post({ type: 'failed', request: message.request, report });
    });
  }

  async #act(message: Exclude<ToModel, { type: 'halt' }>): Promise<void> {
    const { request } = message;
    switch (message.type) {
      case 'open': {
        const misfit = await this.#open(message);
        this.#around.post({ type: 'opened', request, misfit });
        return;
      }
      case 'go': {
        this.#around.post({ type: 'computing' });
        const end = await this.#go(message);
        this.#around.post({ type: 'stopped', request, end });
        return;
      }
      case 'standing': {
        this.#around.post({ type: 'computing' });
        this.#around.post({ type: 'standing', request, standing: this.#standing(message.step) });
        return;
      }
      case 'record':
        await this.#record(message);
        return;
    }
  }

  async #open({
    scenario,
    params,
    strategy: name,
    schedule,
    known,
  }: Open): Promise<Misfit | undefined> {
    const module = await this.#around.loadProgram(scenario);
    this.#around.post({ type: 'computing' });
    const strategy = name === 'hand' ? hand() : strategies[name]();
    const { seed, timed, cost, start, choices, times } = schedule;
    const options = { module, params, seed, timed, cost, start, strategy, sink: this.#events };
    this.#events.isMuted = known >= 0;
    this.#events.take();
    this.#steps.take(0);
    this.#probeFits = false;
    this.#run = { options, strategy, times, lastSteps: lastStepsOf(choices) };
    if (this.#model === undefined) this.#model = new Model(options);
    else this.#model.restart(options);

    const model = this.#model;
    for (let misfit: Misfit | undefined; model.stepCount < choices.length;) {
      const first = model.stepCount;
      const near = first < known ? known : choices.length;
      misfit = replay(model, schedule, Math.min(first + STEPS_A_SIGN, near), (choice, event) => {
        if (model.stepCount > known) this.#steps.add(choice, event, strategy.core ?? -1);
      });
      if (misfit !== undefined || model.stepCount >= known) this.#unmute(model);
      if (misfit !== undefined) {
        this.#postBatch();
        return misfit;
      }
      if (model.stepCount > known) this.#postBatch();
      this.#around.post({ type: 'computing' });
    }
    this.#unmute(model);
    this.#postBatch();
    return undefined;
  }

  #unmute(model: Model): void {
    if (!this.#events.isMuted) return;
    model.flush();
    this.#events.isMuted = false;
  }

  /** Takes steps in slices, until one of the reasons to end. */
  #go(message: Go): Promise<StepEnd> {
    const model = this.#model ?? bug('nothing is open');
    const watch =
      message.until === undefined ? undefined : new Watch(message.until, model, this.#events);
    this.#halted = false;
    let left = message.most;
    return new Promise((resolve, reject) => {
      const turn = (): void => {
        try {
          const sliceEnd = performance.now() + SLICE_MS;
          let end: StepEnd | undefined;
          while (end === undefined && left > 0) {
            const isFirst = left === message.most;
            end = this.#step(model, message, isFirst, watch);
            left -= 1;
            if (left % STEPS_A_LOOK === 0 && performance.now() > sliceEnd) break;
          }
          if (end === undefined && left <= 0) end = this.#endOf(model);
          if (end === undefined && this.#halted) end = 'halted';
          this.#postBatch();
          if (end !== undefined) {
            resolve(end);
            return;
          }
          this.#around.post({ type: 'computing' });
          this.#around.defer(turn);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      turn();
    });
  }

  #step(
    model: Model,
    message: Go,
    isFirst: boolean,
    watch: Watch | undefined,
  ): StepEnd | undefined {
    const found = model.prepare();
    const forced = isFirst
      ? message.choice
      : watch?.only === undefined
        ? undefined
        : go(watch.only);
    const losing = forced !== undefined && moveOf(forced) === Move.lose;
    if (forced === TYPING) return this.#type(model, message);
    if (found !== 'go' && !losing) return found;
    const choice = forced ?? this.#run?.strategy.choose(model) ?? -1;
    if (choice < 0) return 'waiting';
    if (message.careful) {
      this.#postBatch();
      this.#around.post({ type: 'trying', thread: threadOf(choice) });
    }
    model.flush();
    const before = this.#events.length;
    const first = model.eventCount;
    if (!model.take(choice, undefined, message.report)) return 'refused';
    model.flush();
    this.#steps.add(model.choices.at(model.stepCount - 1), first, this.#run?.strategy.core ?? -1);
    if (losing && this.#run !== undefined) {
      this.#run.lastSteps = lastStepsOf(model.choices.slice());
    }
    return watch?.isMet(before) === true ? 'met' : undefined;
  }

  #type(model: Model, { typed }: Go): StepEnd | undefined {
    model.flush();
    const first = model.eventCount;
    if (typed === undefined || !model.type(typed)) return 'refused';
    model.flush();
    this.#steps.add(TYPING, first, -1);
    return undefined;
  }

  #endOf(model: Model): StepEnd {
    const found = model.prepare();
    return found === 'go' ? 'limit' : found;
  }

  #postBatch(): void {
    this.#model?.flush();
    if (this.#events.length === 0 && this.#steps.length === 0) return;
    const events = this.#events.take();
    const steps = this.#steps.take(this.#run?.strategy.cores ?? 0);
    const { choices, firstEvents, cores } = steps;
    this.#around.post({ type: 'batch', steps, events }, [
      ...buffersOf(events),
      choices.buffer,
      firstEvents.buffer,
      cores.buffer,
    ]);
  }

  #standing(step: number): Standing {
    const model = this.#modelAt(step);
    const found = model.prepare();
    const choices: ThreadChoice[] = [];
    if (found === 'go') {
      for (let thread = 0; thread < model.threadCount; thread++) {
        if (model.isEnabled(thread)) choices.push(this.#describe(model, thread));
      }
    }
    return { step, choices, obstacles: findObstacles(model) };
  }

  #describe(model: Model, thread: ThreadIndex): ThreadChoice {
    const last = this.#run?.lastSteps.get(thread);
    if (last !== undefined && last < model.stepCount) {
      // It computes for ever: nobody can say what comes next.
      const line = model.lives.line(thread);
      return { thread, op: -1, object: -1, other: -1, line, after: 'computing' };
    }
    this.#around.post({ type: 'trying', thread });
    return describeChoice(model, thread);
  }

  /** A model that has taken `step` steps of the open run. */
  #modelAt(step: number): Model {
    const head = this.#model ?? bug('nothing is open');
    const { options, times } = this.#run ?? bug('nothing is open');
    if (step >= head.stepCount) return head;
    const quiet = { ...options, strategy: hand(), traced: false };
    if (this.#probe === undefined) this.#probe = new Model(quiet);
    else if (!this.#probeFits || this.#probe.stepCount > step) this.#probe.restart(quiet);
    this.#probeFits = true;
    const probe = this.#probe;
    const { reports, typed } = head;
    const past = { choices: head.choices.slice(0, step), times, reports, typed };
    while (probe.stepCount < step) {
      const next = Math.min(step, probe.stepCount + STEPS_A_SIGN);
      if (replay(probe, past, next) !== undefined) bug('a run does not fit its own choices');
      this.#around.post({ type: 'computing' });
    }
    return probe;
  }

  async #record({ request, scenario, params, seed, events }: RecordRequest): Promise<void> {
    const module = await this.#around.loadProgram(scenario);
    const computing = () => this.#around.post({ type: 'computing' });
    computing();
    const trace = new Trace(opInfos);
    pourEvents(events, trace);
    const { schedule, departure } = scheduleOfTrace(trace, { module, params }, seed, computing);
    this.#around.post({ type: 'recorded', request, schedule, departure });
  }
}

const isStepOf = (choice: Choice, thread: ThreadIndex): boolean =>
  choice !== TYPING && threadOf(choice) === thread;

/** The threads that these choices lose, each with its last step before that. */
function lastStepsOf(choices: Uint16Array): Map<ThreadIndex, number> {
  const lastSteps = new Map<ThreadIndex, number>();
  for (const [lostAt, choice] of choices.entries()) {
    if (moveOf(choice) !== Move.lose) continue;
    let step = lostAt - 1;
    while (step >= 0 && !isStepOf(choices[step]!, threadOf(choice))) step -= 1;
    lastSteps.set(threadOf(choice), step);
  }
  return lastSteps;
}
