/** A requested series of steps, taken in slices short enough to receive messages in between. */
import type { Ms } from '../../../base/units.ts';
import type { StepEnd } from '../../step-run.ts';
import { go, Move, moveOf, TYPING, type Choice } from '../choice.ts';
import type { OpenRun } from './open-run.ts';
import type { ToModel } from './protocol.ts';
import type { Surroundings } from './surroundings.ts';
import { Watch } from './until.ts';

/** Real time of a slice, and steps between two readings of the clock. */
const SLICE_MS: Ms = 12;
const STEPS_A_LOOK = 16;

type Go = ToModel & { type: 'go' };

export class StepOrder {
  readonly #around: Surroundings;
  readonly #run: OpenRun;
  readonly #order: Go;
  readonly #watch: Watch | undefined;
  #left: number;
  #halted = false;

  constructor(around: Surroundings, run: OpenRun, order: Go) {
    this.#around = around;
    this.#run = run;
    this.#order = order;
    this.#left = order.most;
    run.model.lives.onCompute = order.careful
      ? (thread) => around.post({ type: 'trying', thread })
      : undefined;
    if (order.until !== undefined) this.#watch = new Watch(order.until, run.model, run.events);
  }

  /** Requests an end after the present slice. */
  halt(): void {
    this.#halted = true;
  }

  /** Takes the steps, until one of the reasons to end. */
  go(): Promise<StepEnd> {
    return new Promise((resolve, reject) => {
      const turn = (): void => {
        try {
          const end = this.#slice();
          this.#run.post();
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

  #slice(): StepEnd | undefined {
    const sliceEnd = performance.now() + SLICE_MS;
    while (this.#left > 0) {
      const end = this.#step(this.#forced());
      this.#left -= 1;
      if (end !== undefined) return end;
      if (this.#left % STEPS_A_LOOK === 0 && performance.now() > sliceEnd) break;
    }
    if (this.#left <= 0) {
      const found = this.#run.model.prepare();
      return found === 'go' ? 'limit' : found;
    }
    return this.#halted ? 'halted' : undefined;
  }

  /** The choice that the next step has to make, if any. */
  #forced(): Choice | undefined {
    const isFirst = this.#left === this.#order.most;
    if (isFirst && this.#order.choice !== undefined) return this.#order.choice;
    return this.#watch?.only === undefined ? undefined : go(this.#watch.only);
  }

  #step(forced: Choice | undefined): StepEnd | undefined {
    const run = this.#run;
    const { model } = run;
    const found = model.prepare();
    const losing = forced !== undefined && moveOf(forced) === Move.lose;
    if (forced === TYPING) return this.#type();
    if (found !== 'go' && !losing) return found;
    const choice = forced ?? run.opened.strategy.choose(model);
    if (choice < 0) return 'waiting';
    if (this.#order.careful) run.post();
    const first = run.atStep();
    const before = run.events.length;
    if (!model.take(choice, undefined, this.#order.report)) return 'refused';
    model.flush();
    run.noteStep(model.choices.at(model.stepCount - 1), first);
    if (losing) run.noteLoss();
    return this.#watch?.isMet(before) === true ? 'met' : undefined;
  }

  #type(): StepEnd | undefined {
    const run = this.#run;
    const { typed } = this.#order;
    const first = run.atStep();
    if (typed === undefined || !run.model.type(typed)) return 'refused';
    run.model.flush();
    run.noteStep(TYPING, first);
    return undefined;
  }
}
