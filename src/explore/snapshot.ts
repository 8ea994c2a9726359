/** The kernel's memory as it was before a step, to ask there whether another step would have been possible. */
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

type Range = readonly [from: number, to: number];

/** What of the memory is in use. */
const rangesOf = ({ i32 }: Memory): readonly Range[] => [
  [0, HEADER],
  [processAt(0), processAt(i32[H_PROCESSES]!)],
  [threadAt(0), threadAt(i32[H_THREADS]!)],
  [threadAt(LIMITS.threads), threadAt(LIMITS.threads + i32[H_FRAMES]!)],
  [objectAt(0), objectAt(i32[H_OBJECTS]!)],
  [HEAP >> 2, (i32[H_HEAP_TOP]! + 3) >> 2],
];

export class Snapshot {
  #words = new Int32Array(2048);
  #ranges: readonly Range[] = [];

  take(memory: Memory): void {
    this.#ranges = rangesOf(memory);
    let size = 0;
    for (const [from, to] of this.#ranges) size += to - from;
    if (size > this.#words.length) this.#words = new Int32Array(2 * size);
    let place = 0;
    for (const [from, to] of this.#ranges) {
      if (to === from) continue;
      this.#words.set(memory.i32.subarray(from, to), place);
      place += to - from;
    }
  }

  restore({ i32 }: Memory): void {
    let place = 0;
    for (const [from, to] of this.#ranges) {
      if (to === from) continue;
      i32.set(this.#words.subarray(place, place + to - from), from);
      place += to - from;
    }
  }
}
