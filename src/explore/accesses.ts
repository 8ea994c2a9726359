/**
 * Accesses of a step, by cell names that are the same in every interleaving. Two steps of different threads are
 * dependent if they touch a common cell, unless both only read it or both only add to it; swapping adjacent independent
 * steps gives an equivalent run (A. Mazurkiewicz, "Trace theory", 1987).
 */
import { Aspect, aspectOf, cellOf, type Cell, type Footprint } from '../kernel/footprint.ts';
import type { Identities } from './identities.ts';

export const Mode = { read: 0, add: 1, write: 2 } as const;
export type Mode = (typeof Mode)[keyof typeof Mode];

export interface Accesses {
  /** `4 * cell + mode`, with the cell's stable name; at most one per cell. */
  readonly list: readonly number[];
  /** Bit sets of cells, several cells per bit: all, and those not only read. */
  readonly touched: number;
  readonly changed: number;
}

export const cellIn = (access: number): Cell => access >>> 2;
export const modeIn = (access: number): Mode => (access & 3) as Mode;

/** Whether two modes on one cell conflict. */
export const conflict = (a: Mode, b: Mode): boolean => a === Mode.write || a !== b;

const bitOf = (access: number): number => 1 << (Math.imul(access >>> 2, 0x9e3779b1) >>> 27);

export function accessesOf(list: readonly number[]): Accesses {
  let [touched, changed] = [0, 0];
  for (const access of list) {
    const bit = bitOf(access);
    touched |= bit;
    if (modeIn(access) !== Mode.read) changed |= bit;
  }
  return { list, touched, changed };
}

/** Union of two lists, where the second is only read. */
export const joined = (own: Accesses, read: Accesses): Accesses =>
  accessesOf([
    ...own.list,
    ...read.list.filter((access) => !own.list.some((other) => cellIn(other) === cellIn(access))),
  ]);

export function areDependent(a: Accesses, b: Accesses): boolean {
  if (((a.changed & b.touched) | (a.touched & b.changed)) === 0) return false;
  for (const one of a.list) {
    for (const other of b.list) {
      if (one >>> 2 === other >>> 2 && conflict(modeIn(one), modeIn(other))) return true;
    }
  }
  return false;
}

/** Aspects that most programs do not observe: they count once some op reads them. */
export interface Regard {
  /** Order of printed lines. */
  readonly output: boolean;
  /** The clock. */
  clock: boolean;
}

/** Collects a footprint. */
export class Collector implements Footprint {
  readonly #identities: Identities;
  readonly #regard: Regard;
  #found: number[] = [];
  /** True once an op has read the clock. */
  readsClock = false;

  constructor(identities: Identities, regard: Regard) {
    this.#identities = identities;
    this.#regard = regard;
  }

  begin(): void {
    this.#found = [];
  }

  get found(): number[] {
    return this.#found;
  }

  reads(cell: Cell): void {
    this.#note(cell, Mode.read);
  }

  adds(cell: Cell): void {
    this.#note(cell, Mode.add);
  }

  writes(cell: Cell): void {
    this.#note(cell, Mode.write);
  }

  /** Adds to this cell conflict after all. */
  orders(cell: Cell): void {
    const added = 4 * this.#identities.cell(cell) + Mode.add;
    if (this.#found.includes(added)) this.writes(cell);
  }

  /** Whatever a thread does depends on its process being alive. */
  everything(): void {
    for (let process = 0; process < this.#identities.processCount; process++) {
      this.#note(cellOf(Aspect.process, process), Mode.write);
    }
  }

  #note(cell: Cell, mode: Mode): void {
    const aspect = aspectOf(cell);
    if (aspect === Aspect.clock) {
      if (mode === Mode.read) this.readsClock = true;
      if (!this.#regard.clock) return;
    }
    if (aspect === Aspect.output && !this.#regard.output) return;
    const stable = this.#identities.cell(cell);
    const found = this.#found;
    for (let n = 0; n < found.length; n++) {
      if (found[n]! >>> 2 !== stable) continue;
      if (modeIn(found[n]!) !== mode) found[n] = 4 * stable + Mode.write;
      return;
    }
    found.push(4 * stable + mode);
  }
}
