/** A snapshot of the kernel's memory: to resume from, or to ask what would have been possible. */
import {
  H_FRAMES,
  H_HEAP_TOP,
  H_OBJECTS,
  H_PROCESSES,
  H_THREADS,
  HEAP,
  LIMITS,
  objectAt,
  processAt,
  threadAt,
  type Memory,
} from '../kernel/memory.ts';

/** Words before the first process. */
const HEADER = processAt(0);
/** Start addresses of the memory's parts: header, processes, threads, frames, objects, heap. */
const BEGINS = [0, HEADER, threadAt(0), threadAt(LIMITS.threads), objectAt(0), HEAP >> 2] as const;
const PARTS = BEGINS.length;

/** End of the used portion of a part. */
function endOf(i32: Int32Array, part: number): number {
  switch (part) {
    case 0:
      return HEADER;
    case 1:
      return processAt(i32[H_PROCESSES]!);
    case 2:
      return threadAt(i32[H_THREADS]!);
    case 3:
      return threadAt(LIMITS.threads + i32[H_FRAMES]!);
    case 4:
      return objectAt(i32[H_OBJECTS]!);
    default:
      return (i32[H_HEAP_TOP]! + 3) >> 2;
  }
}

export class Snapshot {
  #words = new Int32Array(1024);
  readonly #ends = new Int32Array(PARTS);

  take({ i32 }: Memory): void {
    let size = 0;
    for (let part = 0; part < PARTS; part++) {
      const end = endOf(i32, part);
      this.#ends[part] = end;
      size += end - BEGINS[part]!;
    }
    if (size > this.#words.length) this.#words = new Int32Array(size + (size >> 1));
    let place = 0;
    for (let part = 0; part < PARTS; part++) {
      const [from, to] = [BEGINS[part]!, this.#ends[part]!];
      if (to === from) continue;
      this.#words.set(i32.subarray(from, to), place);
      place += to - from;
    }
  }

  /** Memory allocated since is cleared. */
  restore({ i32 }: Memory): void {
    for (let part = 1; part < PARTS; part++) {
      const [end, last] = [this.#ends[part]!, endOf(i32, part)];
      if (last > end) i32.fill(0, end, last);
    }
    let place = 0;
    for (let part = 0; part < PARTS; part++) {
      const [from, to] = [BEGINS[part]!, this.#ends[part]!];
      if (to === from) continue;
      i32.set(this.#words.subarray(place, place + to - from), from);
      place += to - from;
    }
  }
}
