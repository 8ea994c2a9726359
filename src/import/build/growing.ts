/** Lists of numbers that grow while a file is read: as many bytes a number as it takes. */
import { withRoom } from '../../base/with-room.ts';

/** What a record of a lane is. */
export const Mark = {
  /** A slice with its length. */
  complete: 0,
  begin: 1,
  /** Ends the innermost slice of its name; without a name: the innermost. */
  end: 2,
  instant: 3,
} as const;
export type Mark = (typeof Mark)[keyof typeof Mark];

/** What lists begin with: most files have many short ones. */
const NO_MARKS = new Uint8Array(0);
const NO_TIMES = new Float64Array(0);
const NO_NAMES = new Uint32Array(0);

/** Of one lane, in the order of the file. Times in milliseconds. */
export class Records {
  length = 0;
  mark = NO_MARKS;
  time = NO_TIMES;
  /** Of `complete` alone. */
  duration = NO_TIMES;
  name = NO_NAMES;
  /** The event of the file, from 1: for notes. */
  place = NO_NAMES;
  /** Whether no time is before the one that it follows. */
  isOrdered = true;
  /** The first that is. */
  disorder = 0;

  push(mark: Mark, time: number, duration: number, name: number, place: number): void {
    const i = this.length;
    if (i >= this.mark.length) this.#grow(i + 1);
    if (i > 0 && time < this.time[i - 1]! && this.isOrdered) {
      this.isOrdered = false;
      this.disorder = place;
    }
    this.mark[i] = mark;
    this.time[i] = time;
    this.duration[i] = duration;
    this.name[i] = name;
    this.place[i] = place;
    this.length = i + 1;
  }

  #grow(room: number): void {
    this.mark = withRoom(this.mark, room);
    this.time = withRoom(this.time, room);
    this.duration = withRoom(this.duration, room);
    this.name = withRoom(this.name, room);
    this.place = withRoom(this.place, room);
  }
}

/** One row of slices while it is made. */
export class GrowingRow {
  length = 0;
  start = NO_TIMES;
  end = NO_TIMES;
  name = NO_NAMES;

  push(start: number, end: number, name: number): number {
    const i = this.length++;
    if (i >= this.start.length) {
      this.start = withRoom(this.start, i + 1);
      this.end = withRoom(this.end, i + 1);
      this.name = withRoom(this.name, i + 1);
    }
    this.start[i] = start;
    this.end[i] = end;
    this.name[i] = name;
    return i;
  }

  done() {
    return {
      start: this.start.slice(0, this.length),
      end: this.end.slice(0, this.length),
      name: this.name.slice(0, this.length),
    };
  }
}

/** Places of `keys` in ascending order of the keys; equal ones stay as they are. Merge sort: stable, and without calls. */
export function sortedPlaces(keys: Float64Array, length: number): Uint32Array {
  let from = new Uint32Array(length);
  for (let i = 0; i < length; i++) from[i] = i;
  let to = new Uint32Array(length);
  for (let width = 1; width < length; width *= 2) {
    for (let low = 0; low < length; low += 2 * width) {
      const middle = Math.min(low + width, length);
      const high = Math.min(low + 2 * width, length);
      let [a, b, at] = [low, middle, low];
      while (a < middle && b < high) {
        if (keys[from[b]!]! < keys[from[a]!]!) to[at++] = from[b++]!;
        else to[at++] = from[a++]!;
      }
      while (a < middle) to[at++] = from[a++]!;
      while (b < high) to[at++] = from[b++]!;
    }
    [from, to] = [to, from];
  }
  return from;
}
