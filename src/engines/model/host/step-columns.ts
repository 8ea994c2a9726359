/** One entry per step, collected until taken. */
import type { EventIndex } from '../../../base/units.ts';
import type { Choice } from '../choice.ts';
import type { StepColumns } from './protocol.ts';

export class StepCollector {
  #choices: number[] = [];
  #firstEvents: number[] = [];
  #cores: number[] = [];

  get length(): number {
    return this.#choices.length;
  }

  add(choice: Choice, firstEvent: EventIndex, core: number): void {
    this.#choices.push(choice);
    this.#firstEvents.push(firstEvent);
    this.#cores.push(core);
  }

  take(coreCount: number): StepColumns {
    const taken = {
      choices: Uint16Array.from(this.#choices),
      firstEvents: Uint32Array.from(this.#firstEvents),
      cores: Int8Array.from(this.#cores),
      coreCount,
    };
    this.#choices = [];
    this.#firstEvents = [];
    this.#cores = [];
    return taken;
  }
}
