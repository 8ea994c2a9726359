/** Which events of a trace stand in the console: what the program printed, and what it and the engine report on stderr. */
import type { EventIndex } from '../base/units.ts';
import { EndStatus, Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';

export class ConsoleLines {
  readonly #trace: Trace;
  readonly #events: EventIndex[] = [];
  #read = 0;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** Events of the console, in order. Grows in place. */
  get events(): readonly EventIndex[] {
    return this.#events;
  }

  /** Eats the events that are new. */
  advance(): void {
    for (; this.#read < this.#trace.length; this.#read += 1) {
      if (this.#says(this.#read)) this.#events.push(this.#read);
    }
  }

  /** How many lines there were after the first `count` events. */
  countAt(count: number): number {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#events[middle] ?? 0) < count) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #says(seq: EventIndex): boolean {
    switch (this.#trace.phase(seq)) {
      case Phase.done:
        return this.#trace.opInfo(seq)?.name === 'print';
      case Phase.end:
        return this.#trace.text(seq) !== '' || this.#trace.value(seq) === EndStatus.lost;
      case Phase.halt:
        return true;
      default:
        return false;
    }
  }
}
