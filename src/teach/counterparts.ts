/**
 * Matches threads, processes and objects of two runs of one program. Each is identified by its creator and how many
 * that had created before (objects: of that name), which does not depend on the schedule; indices do.
 */
import type { ObjectIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';

/** Identities in one run. Grows with the trace. */
export class Identities {
  readonly threads: string[] = [];
  readonly objects: string[] = [];
  readonly processes: string[] = [];
  readonly #trace: Trace;
  readonly #made = new Map<string, number>();
  #count = 0;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  advance(): this {
    const trace = this.#trace;
    while (this.#count < trace.length) this.#take(this.#count++);
    return this;
  }

  #take(seq: number): void {
    const trace = this.#trace;
    const phase = trace.phase(seq);
    if (phase === Phase.thread) this.threads[trace.other(seq)] = this.#name(seq, 'thread');
    else if (phase === Phase.process) this.processes[trace.value(seq)] = this.#name(seq, 'process');
    else if (phase === Phase.object) {
      const object = trace.object(seq);
      this.objects[object] = this.#name(seq, `object ${trace.objects[object]?.name ?? ''}`);
    }
  }

  #name(seq: number, what: string): string {
    const maker = this.threads[this.#trace.thread(seq)] ?? '';
    const base = `${maker}/${what}`;
    const number = (this.#made.get(base) ?? 0) + 1;
    this.#made.set(base, number);
    return `${base} ${number}`;
  }
}

/** For each index in one run the index of its counterpart in the other, or -1. */
export interface Counterparts {
  readonly threads: readonly ThreadIndex[];
  readonly objects: readonly ObjectIndex[];
  readonly processes: readonly number[];
}

export function counterpartsOf(from: Identities, to: Identities): Counterparts {
  const find = (all: readonly string[], others: readonly string[]) => {
    const places = new Map(others.map((name, index) => [name, index]));
    return all.map((name) => places.get(name) ?? -1);
  };
  return {
    threads: find(from.threads, to.threads),
    objects: find(from.objects, to.objects),
    processes: find(from.processes, to.processes),
  };
}
