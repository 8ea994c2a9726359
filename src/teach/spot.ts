/** How data names an event of a run: by what it says, and which of those that say so. What is absent is not asked. */
import type { EventIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { Names } from '../views/names.ts';

export interface Spot {
  /** As the page calls it: 'Ann', 'MainThread'; a process by its name. */
  readonly thread?: string;
  /** Standard name of the operation: 'acquire', 'sleep'. */
  readonly op?: string;
  /** Name of the object, as the program calls it. */
  readonly object?: string;
  readonly phase?: keyof typeof Phase;
  /** How its text begins: what is printed, put, raised. */
  readonly text?: string;
  /** Which one of them, from 1. Default: the first. */
  readonly nth?: number;
}

/** Finds events of one trace by spots; keeps what it has worked out of names. */
export class Spotter {
  readonly #trace: Trace;
  #names: Names | undefined;
  #count = -1;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** The first event from `from` on and before `until`; -1 where there is none. */
  find(spot: Spot, from: EventIndex = 0, until: EventIndex = this.#trace.length): EventIndex {
    let left = spot.nth ?? 1;
    for (let seq = from; seq < until; seq++) {
      if (this.#says(seq, spot) && --left === 0) return seq;
    }
    return -1;
  }

  /** What the page calls the thread of an event. */
  threadAt(seq: EventIndex): string {
    return this.threadName(this.#trace.thread(seq));
  }

  threadName(thread: number): string {
    const { length } = this.#trace;
    if (this.#count !== length) this.#names = undefined;
    this.#count = length;
    this.#names ??= new Names(this.#trace);
    return this.#names.brief(thread);
  }

  #says(seq: EventIndex, { thread, op, object, phase, text }: Spot): boolean {
    const trace = this.#trace;
    if (phase !== undefined && trace.phase(seq) !== Phase[phase]) return false;
    if (op !== undefined && (trace.op(seq) < 0 || trace.opName(trace.op(seq)) !== op)) return false;
    if (object !== undefined && trace.objects[trace.object(seq)]?.name !== object) return false;
    if (text !== undefined && !trace.text(seq).startsWith(text)) return false;
    return thread === undefined || this.threadAt(seq) === thread;
  }
}
