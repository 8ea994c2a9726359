/**
 * Arrows of one kind, in order of their effects. The arrows that cross a time window are found without scanning all:
 * effects are sorted, and for each block of 64 the earliest cause is kept, for arrows that span the window.
 */
import type { EventIndex, Ms, ThreadIndex } from '../base/units.ts';
import { withRoom } from '../base/with-room.ts';
import { lowerBound } from './grow.ts';

const BLOCK = 64;

export class ArrowColumn {
  length = 0;
  /** The events at both ends. */
  from = new Int32Array(0);
  to = new Int32Array(0);
  fromTime = new Float64Array(0);
  toTime = new Float64Array(0);
  fromThread = new Int16Array(0);
  toThread = new Int16Array(0);
  /** Earliest cause in each block. */
  #earliest = new Float64Array(0);

  push(
    from: EventIndex,
    to: EventIndex,
    fromTime: Ms,
    toTime: Ms,
    fromThread: ThreadIndex,
    toThread: ThreadIndex,
  ): void {
    const i = this.length;
    this.from = withRoom(this.from, i + 1);
    this.to = withRoom(this.to, i + 1);
    this.fromTime = withRoom(this.fromTime, i + 1);
    this.toTime = withRoom(this.toTime, i + 1);
    this.fromThread = withRoom(this.fromThread, i + 1);
    this.toThread = withRoom(this.toThread, i + 1);
    this.from[i] = from;
    this.to[i] = to;
    this.fromTime[i] = fromTime;
    this.toTime[i] = toTime;
    this.fromThread[i] = fromThread;
    this.toThread[i] = toThread;
    const block = Math.floor(i / BLOCK);
    this.#earliest = withRoom(this.#earliest, block + 1);
    this.#earliest[block] = i % BLOCK === 0 ? fromTime : Math.min(this.#earliest[block]!, fromTime);
    this.length = i + 1;
  }

  /** How many arrows end between two times, both included. O(log n). */
  endingIn(start: Ms, end: Ms): number {
    const first = lowerBound(this.toTime, start, this.length);
    return this.#after(end) - first;
  }

  /**
   * Calls `visit` with the position of every arrow that starts by `end` and ends at or after `start`, in order, until
   * it returns false.
   */
  eachIn(start: Ms, end: Ms, visit: (position: number) => boolean): void {
    const first = lowerBound(this.toTime, start, this.length);
    for (let i = first; i < this.length; i++) {
      if (i % BLOCK === 0) while (i < this.length && this.#earliest[i / BLOCK]! > end) i += BLOCK;
      if (i < this.length && this.fromTime[i]! <= end && !visit(i)) return;
    }
  }

  #after(time: Ms): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.toTime[middle]! <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
