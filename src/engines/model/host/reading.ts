/** Decodes the texts of runs in the Worker, in slices between which a halt is handled. */
import { readPlan } from '../encoding/plan-text.ts';
import type { ToModel } from './protocol.ts';
import type { Surroundings } from './surroundings.ts';

export class Reading {
  readonly #around: Pick<Surroundings, 'post' | 'defer'>;
  #isHalted = false;

  constructor(around: Pick<Surroundings, 'post' | 'defer'>) {
    this.#around = around;
  }

  halt(): void {
    this.#isHalted = true;
  }

  read({ request, text }: ToModel & { type: 'read' }): void {
    const reading = readPlan(text);
    this.#isHalted = false;
    const turn = (): void => {
      const { done, value } = this.#isHalted
        ? ({ done: true, value: undefined } as const)
        : reading.next();
      if (done === true) {
        this.#around.post({ type: 'read', request, plan: value });
        return;
      }
      this.#around.post({ type: 'computing', steps: value });
      this.#around.defer(turn);
    };
    turn();
  }
}
