/** The open run: a model at its last step, and the events not yet sent to the page. */
import { bug } from '../../../base/bug.ts';
import type { EventIndex, ThreadIndex } from '../../../base/units.ts';
import { Move, moveOf, threadOf, TYPING, type Choice } from '../choice.ts';
import { Model } from '../engine.ts';
import type { ModelOptions } from '../options.ts';
import { replay, type Misfit } from '../replay.ts';
import { strategyOf } from '../strategies/registry.ts';
import type { Strategy } from '../strategy.ts';
import { bufferOf, EventCollector } from './event-columns.ts';
import type { ScenarioProgram } from '../../program.ts';
import type { ToModel } from './protocol.ts';
import { StepCollector } from './step-columns.ts';
import type { Module, Surroundings } from './surroundings.ts';

/** Replayed steps between two signs of life. */
export const STEPS_A_SIGN = 20_000;

type Open = ToModel & { type: 'open'; program: ScenarioProgram };

/** Data with which the open run was opened. */
export interface OpenedWith {
  readonly options: ModelOptions;
  readonly strategy: Strategy;
  /** Threads that the schedule removes, each with its last step before that: their computation after it never ends. */
  lastSteps: ReadonlyMap<ThreadIndex, number>;
  /** Times from a live run, as far as given. */
  readonly times: Float64Array | undefined;
}

export class OpenRun {
  /** Events not yet sent to the page. */
  readonly events = new EventCollector();
  readonly #around: Surroundings;
  readonly #steps = new StepCollector();
  #model: Model | undefined;
  #opened: OpenedWith | undefined;
  #isHalted = false;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  get model(): Model {
    return this.#model ?? bug('nothing is open');
  }

  get opened(): OpenedWith {
    return this.#opened ?? bug('nothing is open');
  }

  /** Stops following its schedule. */
  halt(): void {
    this.#isHalted = true;
  }

  /** Opens another run and follows its schedule. */
  open(message: Open, module: Module): Promise<Misfit | undefined> {
    const { program, strategy: name, luck, schedule, known } = message;
    const { params } = program;
    const strategy = strategyOf(name, luck);
    const { seed, timed, cost, start, choices, times } = schedule;
    const options = { module, params, seed, timed, cost, start, strategy, sink: this.events };
    this.events.isMuted = known >= 0;
    this.#isHalted = false;
    this.events.take();
    this.#steps.take(0);
    this.#opened = { options, strategy, times, lastSteps: lastStepsOf(choices) };
    if (this.#model === undefined) this.#model = new Model(options);
    else this.#model.restart(options);
    return this.#follow(this.#model, message);
  }

  /** Call before a step that is to be recorded. */
  atStep(): EventIndex {
    this.model.flush();
    return this.model.eventCount;
  }

  /** The model has taken a step whose first event is this one. */
  noteStep(choice: Choice, first: EventIndex): void {
    const core = choice === TYPING ? -1 : (this.#opened?.strategy.core ?? -1);
    this.#steps.add(choice, first, core);
  }

  /** A thread was lost. */
  noteLoss(): void {
    this.opened.lastSteps = lastStepsOf(this.model.choices.slice());
  }

  /** Sends new events to the page. */
  post(): void {
    this.#model?.flush();
    if (this.events.length === 0 && this.#steps.length === 0) return;
    const events = this.events.take();
    const steps = this.#steps.take(this.#opened?.strategy.cores ?? 0);
    const { choices, firstEvents, cores } = steps;
    this.#around.post({ type: 'batch', steps, events }, [
      bufferOf(events),
      choices.buffer,
      firstEvents.buffer,
      cores.buffer,
    ]);
  }

  async #follow(model: Model, { schedule, known }: Open): Promise<Misfit | undefined> {
    const { length } = schedule.choices;
    while (model.stepCount < length) {
      const first = model.stepCount;
      const near = first < known ? known : length;
      const misfit = replay(
        model,
        schedule,
        Math.min(first + STEPS_A_SIGN, near),
        (choice, event) => {
          if (model.stepCount > known) this.noteStep(choice, event);
        },
      );
      if (misfit !== undefined || model.stepCount >= known) this.#unmute(model);
      if (misfit !== undefined) {
        this.post();
        return misfit;
      }
      if (model.stepCount > known) this.post();
      this.#around.post({ type: 'computing', steps: model.stepCount });
      await new Promise<void>((resolve) => this.#around.defer(resolve));
      // Steps that the page has already must not be missing.
      if (this.#isHalted && known < 0 && model.stepCount < length)
        return { step: model.stepCount, thread: -1, why: 'stopped' };
    }
    this.#unmute(model);
    this.post();
    return undefined;
  }

  #unmute(model: Model): void {
    if (!this.events.isMuted) return;
    model.flush();
    this.events.isMuted = false;
  }
}

const isStepOf = (choice: Choice, thread: ThreadIndex): boolean =>
  choice !== TYPING && threadOf(choice) === thread;

/** Threads that these choices remove, each with its last step before that. */
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
