/** Answers questions about the past of the open run, with a second model that follows the same choices. */
import { bug } from '../../../base/bug.ts';
import type { ThreadIndex } from '../../../base/units.ts';
import type { Standing, ThreadChoice } from '../../standing.ts';
import { Model } from '../engine.ts';
import { replay } from '../replay.ts';
import { describeChoice, findObstacles } from '../standing.ts';
import { hand } from '../strategies/hand.ts';
import { STEPS_A_SIGN, type OpenRun } from './open-run.ts';
import type { Surroundings } from './surroundings.ts';

export class Past {
  readonly #around: Surroundings;
  readonly #run: OpenRun;
  /** Stands somewhere in the past of the open run; created on demand. */
  #probe: Model | undefined;
  #fits = false;

  constructor(around: Surroundings, run: OpenRun) {
    this.#around = around;
    this.#run = run;
  }

  /** Another run is open. */
  forget(): void {
    this.#fits = false;
  }

  /** Threads that can move after the last step. */
  standingNow(): Standing {
    return this.standing(this.#run.model.stepCount);
  }

  /** Threads that could move after `step` steps, and why the others could not. */
  standing(step: number): Standing {
    const model = this.#modelAt(step);
    const choices = moversIn(model).map((thread) => this.#describe(model, thread));
    return { step, choices, obstacles: findObstacles(model) };
  }

  /** Movable threads before each step from `from` on. */
  moversFrom(from: number): ThreadIndex[][] {
    const movers: ThreadIndex[][] = [];
    for (let step = from; step < this.#run.model.stepCount; step++) {
      movers.push(moversIn(this.#modelAt(step)));
    }
    return movers;
  }

  #describe(model: Model, thread: ThreadIndex): ThreadChoice {
    const last = this.#run.opened.lastSteps.get(thread);
    if (last !== undefined && last < model.stepCount) {
      // It computes for ever: its next op is unknown.
      const line = model.lives.line(thread);
      return { thread, op: -1, object: -1, other: -1, line, after: 'computing' };
    }
    this.#around.post({ type: 'trying', thread });
    return describeChoice(model, thread);
  }

  /** A model that has taken `step` steps of the open run. */
  #modelAt(step: number): Model {
    const head = this.#run.model;
    const { options, times } = this.#run.opened;
    if (step >= head.stepCount) return head;
    const quiet = { ...options, strategy: hand(), traced: false };
    if (this.#probe === undefined) this.#probe = new Model(quiet);
    else if (!this.#fits || this.#probe.stepCount > step) this.#probe.restart(quiet);
    this.#fits = true;
    const probe = this.#probe;
    const { reports, typed } = head;
    const past = { choices: head.choices.view, times, reports, typed };
    while (probe.stepCount < step) {
      const next = Math.min(step, probe.stepCount + STEPS_A_SIGN);
      if (replay(probe, past, next) !== undefined) bug('a run does not fit its own choices');
      this.#around.post({ type: 'computing' });
    }
    return probe;
  }
}

/** Threads that can move in the model's present state. */
function moversIn(model: Model): ThreadIndex[] {
  const movers: ThreadIndex[] = [];
  if (model.prepare() !== 'go') return movers;
  for (let thread = 0; thread < model.threadCount; thread++) {
    if (model.mayMove(thread)) movers.push(thread);
  }
  return movers;
}
