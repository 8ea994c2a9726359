/**
 * The present run as a stack of steps with their happens-before order: a vector clock per step, which counts the steps
 * of each thread that happen before it, its own included (C. Fidge, F. Mattern, 1988).
 */
import { cellIn, conflict, Mode, modeIn, type Accesses } from './accesses.ts';
import type { Pending } from './execution.ts';

/** A step that was taken. */
export interface Taken {
  readonly place: number;
  readonly thread: number;
  readonly accesses: Accesses;
  readonly pending: Pending;
  /** Its number among the steps of its thread, from 1. */
  readonly number: number;
  /** The previous step of its thread, or the step that started its thread; -1 for none. */
  readonly before: number;
  /** The previous step of its thread; -1 for none. */
  readonly previous: number;
  /** Number of consecutive steps of its thread, itself included. */
  readonly inARow: number;
  readonly clock: Int32Array;
  /** Its direct predecessors in happens-before; some may occur twice. */
  readonly preceding: readonly number[];
  /** Timed: number of times that time had passed before it. */
  readonly phase: number;
  /** The last steps of all threads before that phase. */
  readonly floor: readonly number[];
  /** Pending steps that it prevented by ending their threads, or that were pending when time passed after it. */
  readonly prevented: readonly Pending[];
  /** Its races with earlier steps, once computed: see races.ts. */
  races: readonly Race[] | undefined;
}

/** The step at `place` and a later one that could have preceded it, with the accesses that it would have had. */
export interface Race {
  readonly place: number;
  readonly accesses: Accesses;
}

/** Steps that touched a cell, by mode; each in order. */
type Touched = readonly [reads: number[], adds: number[], writes: number[]];

const NONE: readonly number[] = [];

export class RunStack {
  readonly taken: Taken[] = [];
  readonly #cells: (Touched | undefined)[] = [];
  /** By thread: its last step, and the step that started it. */
  readonly #last: number[] = [];
  readonly #starter: number[] = [];

  get length(): number {
    return this.taken.length;
  }

  /** Number of threads that have taken steps. */
  get threadCount(): number {
    let count = 0;
    for (const last of this.#last) if (last !== undefined && last >= 0) count += 1;
    return count;
  }

  /** Number of consecutive steps of the last thread. */
  get inARow(): number {
    return this.taken.at(-1)?.inARow ?? 0;
  }

  lastOf(thread: number): number {
    return this.#last[thread] ?? -1;
  }

  /** The step that always happens before the next step of `thread`; -1 for none. */
  beforeNext(thread: number): number {
    const last = this.lastOf(thread);
    return last >= 0 ? last : (this.#starter[thread] ?? -1);
  }

  /** The same as {@link beforeNext} in the state after the step at `place`. */
  beforeNextAt(thread: number, place: number): number {
    let last = this.lastOf(thread);
    while (last > place) last = this.taken[last]!.previous;
    return last >= 0 ? last : (this.#starter[thread] ?? -1);
  }

  /** `phase`: number of times that time had passed before the step. */
  push(
    pending: Pending,
    launched: readonly number[],
    prevented: readonly Pending[],
    phase: number,
  ): void {
    const place = this.taken.length;
    const { thread, accesses } = pending;
    const before = this.beforeNext(thread);
    const previous = this.lastOf(thread);
    const number = previous < 0 ? 1 : this.taken[previous]!.number + 1;
    const last = this.taken.at(-1);
    let floor = last?.floor ?? NONE;
    if (last !== undefined && last.phase !== phase) {
      floor = this.#last.filter((other) => other !== undefined && other >= 0);
    }
    const preceding = this.#preceding(before, accesses);
    for (const other of floor) preceding.push(other);
    const clock = this.#clockFor(thread, number, preceding);
    for (const access of accesses.list) this.#touched(cellIn(access))[modeIn(access)].push(place);
    this.#last[thread] = place;
    for (const other of launched) {
      this.#starter[other] = place;
      this.#last[other] = -1;
    }
    this.taken.push({
      place,
      thread,
      accesses,
      pending,
      number,
      before,
      previous,
      inARow: last?.thread === thread ? last.inARow + 1 : 1,
      clock,
      preceding,
      phase,
      floor,
      prevented,
      races: undefined,
    });
  }

  pop(): void {
    const step = this.taken.pop()!;
    for (const access of step.accesses.list) this.#touched(cellIn(access))[modeIn(access)].pop();
    this.#last[step.thread] = step.previous;
  }

  #touched(cell: number): Touched {
    // Arrays without holes are faster.
    while (this.#cells.length <= cell) this.#cells.push(undefined);
    return (this.#cells[cell] ??= [[], [], []]);
  }

  /** Direct predecessors of a step with these accesses, each once or more. */
  #preceding(before: number, accesses: Accesses): number[] {
    const found: number[] = before < 0 ? [] : [before];
    for (const access of accesses.list) {
      const mode = modeIn(access);
      const touched = this.#touched(cellIn(access));
      const written = touched[Mode.write].at(-1) ?? -1;
      if (written >= 0) found.push(written);
      for (const other of [Mode.read, Mode.add] as const) {
        if (!conflict(mode, other)) continue;
        const places = touched[other];
        for (let n = places.length - 1; n >= 0 && places[n]! > written; n--) found.push(places[n]!);
      }
    }
    return found;
  }

  #clockFor(thread: number, number: number, preceding: readonly number[]): Int32Array {
    let size = thread + 1;
    for (const place of preceding) size = Math.max(size, this.taken[place]!.clock.length);
    const clock = new Int32Array(size);
    for (const place of preceding) {
      const other = this.taken[place]!.clock;
      for (let n = 0; n < other.length; n++) if (other[n]! > clock[n]!) clock[n] = other[n]!;
    }
    clock[thread] = number;
    return clock;
  }

  /** Whether the step at `first` happens before the one at `second`, or is the same. */
  happensBefore(first: number, second: number): boolean {
    const { thread, number } = this.taken[first]!;
    return (this.taken[second]!.clock[thread] ?? 0) >= number;
  }

  /** Steps before `end` whose access to a cell conflicts with `mode`, last first. */
  conflicting(cell: number, mode: Mode, end: number): number[] {
    const touched = this.#cells[cell];
    if (touched === undefined) return [];
    const found: number[] = [];
    let lists = 0;
    for (let other: Mode = Mode.write; other >= Mode.read; other--) {
      if (!conflict(mode, other as Mode)) continue;
      const places = touched[other as Mode];
      const count = found.length;
      for (let n = places.length - 1; n >= 0; n--) if (places[n]! < end) found.push(places[n]!);
      if (found.length > count) lists += 1;
    }
    return lists > 1 ? found.sort((a, b) => b - a) : found;
  }

  /** All later steps that do not happen after the one at `place`. */
  notAfter(place: number): number[] {
    const found: number[] = [];
    for (let later = place + 1; later < this.taken.length; later++) {
      if (!this.happensBefore(place, later)) found.push(later);
    }
    return found;
  }
}
