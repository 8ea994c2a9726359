/**
 * Steps of an object lane: its measure over time, and for a lock its holder. Step i lasts from `start[i]` to `start[i +
 * 1]`; the last one is open.
 *
 * For every block of 32 steps the minimum and maximum measure and the integral before the block are stored, so that any
 * time range is summarised from two blocks' steps and one number for each block between.
 */
import type { EventIndex, Ms, ThreadIndex } from '../base/units.ts';
import { withRoom } from '../base/with-room.ts';
import { lastAtMost } from './grow.ts';

export interface StepSummary {
  min: number;
  max: number;
  /** Mean over time. */
  mean: number;
}

const BLOCK = 32;

/** Initial columns, shared: a recording may have hundreds of thousands of objects. */
const NO_TIMES = new Float64Array(0);
const NO_VALUES = new Int32Array(0);
const NO_THREADS = new Int16Array(0);

export class StepColumn {
  length = 0;
  start = NO_TIMES;
  value = NO_VALUES;
  /** For a lock: its holder, or -1. Else the thread that made the step. */
  thread = NO_THREADS;
  event = NO_VALUES;
  /** Largest measure ever, at least 0. */
  max = 0;
  #min = NO_VALUES;
  #max = NO_VALUES;
  #before = NO_TIMES;
  #integral = 0;

  push(start: Ms, value: number, thread: ThreadIndex, event: EventIndex): void {
    const i = this.length;
    if (i > 0) this.#integral += (start - this.start[i - 1]!) * this.value[i - 1]!;
    const block = Math.floor(i / BLOCK);
    if (i % BLOCK === 0) {
      this.#before = withRoom(this.#before, block + 1);
      this.#min = withRoom(this.#min, block + 1);
      this.#max = withRoom(this.#max, block + 1);
      this.#before[block] = this.#integral;
      this.#min[block] = value;
      this.#max[block] = value;
    }
    this.#min[block] = Math.min(this.#min[block]!, value);
    this.#max[block] = Math.max(this.#max[block]!, value);
    this.start = withRoom(this.start, i + 1);
    this.value = withRoom(this.value, i + 1);
    this.thread = withRoom(this.thread, i + 1);
    this.event = withRoom(this.event, i + 1);
    this.start[i] = start;
    this.value[i] = value;
    this.thread[i] = thread;
    this.event[i] = event;
    this.max = Math.max(this.max, value);
    this.length = i + 1;
  }

  /** The step at `time`, or -1 before the first. `near`: position to start the search at. */
  at(time: Ms, near = 0): number {
    return lastAtMost(this.start, time, this.length, near);
  }

  /** End of step i; `edge` for the last one. */
  endOf(i: number, edge: Ms): Ms {
    return i + 1 < this.length ? this.start[i + 1]! : edge;
  }

  /** Summary between `from` (inside step `first`) and `to` (inside step `last`, `last` >= `first`). */
  summary(from: Ms, first: number, to: Ms, last: number, out: StepSummary): void {
    out.min = out.max = this.value[first]!;
    let integral = 0;
    let i = first;
    let since = from;
    while (i < last) {
      const block = i / BLOCK;
      if (i > first && Number.isInteger(block) && i + BLOCK <= last) {
        out.min = Math.min(out.min, this.#min[block]!);
        out.max = Math.max(out.max, this.#max[block]!);
        integral += this.#before[block + 1]! - this.#before[block]!;
        i += BLOCK;
      } else {
        this.#include(i, out);
        integral += (this.start[i + 1]! - since) * this.value[i]!;
        i++;
      }
      since = this.start[i]!;
    }
    this.#include(last, out);
    integral += (to - since) * this.value[last]!;
    out.mean = to > from ? integral / (to - from) : out.max;
  }

  #include(i: number, out: StepSummary): void {
    const value = this.value[i]!;
    if (value < out.min) out.min = value;
    if (value > out.max) out.max = value;
  }
}
