/**
 * Context switches, for traces of an engine with cores: one thread is replaced by another. The replaced thread is the
 * one that loses its core to it; else, in a process whose threads never ran at once (one core, or a GIL), the process's
 * last running thread; else the last thread on that core.
 */
import type { EventIndex, ProcessIndex, ThreadIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';
import type { SeatChange, Seats } from './core-seats.ts';

export interface ContextSwitch {
  /** First event of the new thread. */
  readonly seq: EventIndex;
  /** Its position on the time axis. */
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
  /** Processes in which two threads have run at once. */
  readonly #parallel = new Set<ProcessIndex>();

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** Records that the event at `at` changed the seats from `before` to `change`. */
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

  /** Switches between two positions. */
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
