/**
 * Stable names of threads, objects and processes, valid in every interleaving: the creator, and how many it had created
 * before. The kernel's indices follow the order of creation, which differs between interleavings.
 */
import { bug } from '../base/bug.ts';
import {
  Aspect,
  aspectOf,
  cellOf,
  indexOf,
  placeCell,
  PLACES,
  type Cell,
} from '../kernel/footprint.ts';
import type { Made } from '../kernel/kernel.ts';

const KINDS = { thread: 0, object: 1, process: 2 } as const;

/** Maximum number created by one thread in a run. */
const MOST = 1 << 16;

/** Names by creator and number, for all runs. */
class Names {
  readonly #known = new Map<number, number>();
  readonly #next = [0, 0, 0];

  nameOf(key: number, kind: number): number {
    let name = this.#known.get(key);
    if (name === undefined) {
      name = this.#next[kind]!++;
      this.#known.set(key, name);
    }
    return name;
  }
}

/** Numbers of each kind. */
export interface Numbers {
  readonly threads: number;
  readonly objects: number;
  readonly processes: number;
}

export class Identities {
  readonly #known: Names;
  /** Of the present run: names by index. */
  readonly #names: number[][] = [[], [], []];
  /** Of the present run: creators, by name plus one, by index. */
  readonly #makers: number[][] = [[], [], []];
  /** Of the present run: numbers created by each thread, by name plus one. */
  readonly #made: number[] = [];
  /** Of the present run: thread indices by name. */
  readonly #indices: number[] = [];

  /** `known`: names of another instance, to be extended. */
  constructor(known = new Names()) {
    this.#known = known;
  }

  get names(): Names {
    return this.#known;
  }

  restart(): void {
    for (const names of [...this.#names, ...this.#makers]) names.length = 0;
    this.#made.length = 0;
    this.#indices.length = 0;
  }

  /** `maker`: index of a thread, or -1 for the boot. */
  note(maker: number, made: readonly Made[]): void {
    const by = maker < 0 ? 0 : this.thread(maker) + 1;
    for (const { what, index } of made) {
      const kind = KINDS[what];
      const number = this.#made[by] ?? 0;
      this.#made[by] = number + 1;
      const key = (by * MOST + number) * 4 + kind;
      const name = this.#known.nameOf(key, kind);
      this.#names[kind]![index] = name;
      this.#makers[kind]![index] = by;
      if (kind === KINDS.thread) this.#indices[name] = index;
    }
  }

  /** Returns to an earlier point of the run with these numbers. */
  shorten({ threads, objects, processes }: Numbers): void {
    for (const [kind, count] of [threads, objects, processes].entries()) {
      const names = this.#names[kind]!;
      const makers = this.#makers[kind]!;
      for (let index = count; index < names.length; index++) {
        const by = makers[index]!;
        this.#made[by] = this.#made[by]! - 1;
        if (kind === KINDS.thread) this.#indices[names[index]!] = -1;
      }
      if (names.length > count) names.length = makers.length = count;
    }
  }

  /** Runs `visit`, which continues the run from an earlier point, and restores all names afterwards. */
  aside<R>(visit: () => R): R {
    const kept = [this.#names, this.#makers].map((lists) => lists.map((list) => [...list]));
    const made = [...this.#made];
    const indices = [...this.#indices];
    const result = visit();
    for (const [n, lists] of [this.#names, this.#makers].entries()) {
      for (const [kind, list] of lists.entries()) replace(list, kept[n]![kind]!);
    }
    replace(this.#made, made);
    replace(this.#indices, indices);
    return result;
  }

  thread(index: number): number {
    return this.#names[KINDS.thread]![index] ?? bug(`thread ${index} has no name`);
  }

  object(index: number): number {
    return this.#names[KINDS.object]![index] ?? -1;
  }

  process(index: number): number {
    return this.#names[KINDS.process]![index] ?? -1;
  }

  /** Number of processes in the present run. */
  get processCount(): number {
    return this.#names[KINDS.process]!.length;
  }

  /** Index of a thread in the present run; -1 if it has not been created. */
  indexOf(thread: number): number {
    return this.#indices[thread] ?? -1;
  }

  /** The cell with the index replaced by the name. */
  cell(cell: Cell): Cell {
    const aspect = aspectOf(cell);
    const index = indexOf(cell);
    switch (aspect) {
      case Aspect.object:
      case Aspect.back:
      case Aspect.front:
      case Aspect.unfinished:
        return cellOf(aspect, this.object(index) + 1);
      case Aspect.place: {
        const number = index % PLACES;
        return placeCell(this.object((index - number) / PLACES) + 1, number);
      }
      case Aspect.thread:
      case Aspect.wait:
      case Aspect.begun:
        return cellOf(aspect, this.thread(index) + 1);
      default:
        if (aspect < Aspect.process || aspect > Aspect.random) return aspect;
        return cellOf(aspect, this.process(index) + 1);
    }
  }
}

function replace(list: number[], by: readonly number[]): void {
  list.length = 0;
  list.push(...by);
}
