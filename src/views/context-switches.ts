/**
 * Context switches, for traces of an engine that has cores: where one thread comes to run in another's place. The place is
 * that of the thread that loses its core to it; else, in a process of which never two ran at once (one core, or a GIL),
 * that of the thread of it that ran last; else that of the thread that was on the core last.
 */
import type { EventIndex, ProcessIndex, ThreadIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';
import type { SeatChange, Seats } from './core-seats.ts';

export interface ContextSwitch {
  /** The first event of the thread that runs from then on. */
  readonly seq: EventIndex;
  /** Where that lies along the lanes. */
  readonly at: number;
  readonly from: ThreadIndex;
  readonly to: ThreadIndex;
}

export class ContextSwitches {
  /** In order. */
  readonly all: ContextSwitch[] = [];
  readonly #trace: Trace;
  readonly #onCore: ThreadIndex[] = [];
  readonly #ofProcess = new Map<ProcessIndex, ThreadIndex>();
  /** Processes of which two have run at once. */
  readonly #parallel = new Set<ProcessIndex>();

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** Takes in that `before` has become `change` by an event that lies at `at`. */
  eat(seq: EventIndex, at: number, before: Seats, { seats, displaced }: SeatChange): void {
    for (const [core, to] of seats.entries()) {
      if (to < 0 || (before[core] ?? -1) === to) continue;
      const process = this.#processOf(to);
      const others = seats.filter((one) => one >= 0 && this.#processOf(one) === process);
      if (others.length > 1) this.#parallel.add(process);
      const turn = this.#parallel.has(process) ? -1 : (this.#ofProcess.get(process) ?? -1);
      const candidates = [displaced, turn, this.#onCore[core] ?? -1];
      const from = candidates.find((one) => one >= 0 && one !== to);
      if (from !== undefined) this.all.push({ seq, at, from, to });
      this.#onCore[core] = to;
      this.#ofProcess.set(process, to);
    }
  }

  /** Those that lie from one place up to another. */
  between(from: number, to: number): readonly ContextSwitch[] {
    return this.all.slice(this.#countBefore(from), this.#countBefore(to));
  }

  #countBefore(place: number): number {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.all[middle]!.at < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #processOf(thread: ThreadIndex): ProcessIndex {
    return this.#trace.threads[thread]?.process ?? -1;
  }
}
