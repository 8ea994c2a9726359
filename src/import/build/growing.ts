/** Lists of numbers that grow while a file is read: as many bytes a number as it takes. */
import { withRoom } from '../../base/with-room.ts';
import type { SliceRow } from '../../trace/tracks.ts';
import { PIECE, type Pool } from './pool.ts';

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
const NO_TIMES = new Float64Array(0);
const NO_NAMES = new Uint32Array(0);

/** Bytes of a record. */
const RECORD = 25;

/** Records of one lane, side by side. Times in milliseconds. */
export class Columns {
  length = 0;
  readonly room: number;
  readonly mark: Uint8Array;
  readonly time: Float64Array;
  /** Of `complete` alone. */
  readonly duration: Float64Array;
  readonly name: Uint32Array;
  /** The event of the file, from 1: for notes. */
  readonly place: Uint32Array;
  /** A piece of the pool, if they stand in one. */
  readonly piece: ArrayBuffer | undefined;

  constructor(room: number, piece?: ArrayBuffer) {
    this.room = room;
    this.piece = piece;
    if (piece === undefined) {
      this.time = new Float64Array(room);
      this.duration = new Float64Array(room);
      this.name = new Uint32Array(room);
      this.place = new Uint32Array(room);
      this.mark = new Uint8Array(room);
    } else {
      this.time = new Float64Array(piece, 0, room);
      this.duration = new Float64Array(piece, 8 * room, room);
      this.name = new Uint32Array(piece, 16 * room, room);
      this.place = new Uint32Array(piece, 20 * room, room);
      this.mark = new Uint8Array(piece, 24 * room, room);
    }
  }
}

/** What a lane has before its first record. */
const NOTHING = new Columns(0);

/** Records of the first block of a lane, of the largest that grew, and of all after it. */
const FEWEST = 8;
const LARGEST = 1 << 11;
const IN_PIECE = Math.floor(PIECE / RECORD);

/**
 * Of one lane, in the order of the file. Blocks, each larger than the one before, so that nothing is copied while they
 * grow: in a list that is doubled by copying, fresh memory costs more than all the rest of reading.
 */
export class Records {
  length = 0;
  /** Whether no time is before the one that it follows. */
  isOrdered = true;
  /** The first that is. */
  disorder = 0;
  /** First and last instant of any. */
  start = Infinity;
  end = -Infinity;
  /** The event of the file that its first is. */
  firstPlace = 0;
  readonly #pool: Pool;
  #full: Columns[] = [];
  #last = NOTHING;
  #time = -Infinity;
  #open = 0;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Whether something of it has not ended. */
  get isOpen(): boolean {
    return this.#open > 0;
  }

  push(mark: Mark, time: number, duration: number, name: number, place: number): void {
    let block = this.#last;
    if (block.length >= block.room) block = this.#next();
    const i = block.length++;
    block.mark[i] = mark;
    block.time[i] = time;
    block.duration[i] = duration;
    block.name[i] = name;
    block.place[i] = place;
    if (this.length++ === 0) this.firstPlace = place;
    if (time < this.#time && this.isOrdered) {
      this.isOrdered = false;
      this.disorder = place;
    }
    this.#time = time;
    if (time < this.start) this.start = time;
    if (time + duration > this.end) this.end = time + duration;
    if (mark === Mark.begin) this.#open++;
    else if (mark === Mark.end && this.#open > 0) this.#open--;
  }

  /**
   * All of them into columns, and what they stood in back to the pool.
   *
   * @param columns are taken if there is room in them
   * @param zero counts as time 0
   */
  moveTo(columns: Columns, zero: number): Columns {
    const to = columns.room >= this.length ? columns : new Columns(this.length);
    let at = 0;
    for (const block of [...this.#full, this.#last]) {
      const { length } = block;
      for (let i = 0; i < length; i++, at++) {
        to.mark[at] = block.mark[i]!;
        to.time[at] = block.time[i]! - zero;
        to.duration[at] = block.duration[i]!;
        to.name[at] = block.name[i]!;
        to.place[at] = block.place[i]!;
      }
      if (block.piece !== undefined) this.#pool.giveBack(block.piece);
    }
    to.length = at;
    this.#full = [];
    this.#last = NOTHING;
    return to;
  }

  #next(): Columns {
    const { room } = this.#last;
    if (room > 0) this.#full.push(this.#last);
    this.#last =
      room < LARGEST
        ? new Columns(Math.max(FEWEST, 2 * room))
        : new Columns(IN_PIECE, this.#pool.take());
    return this.#last;
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

  /** Takes slices out, by their places. */
  without(gone: ReadonlySet<number> | undefined): this {
    if (gone === undefined) return this;
    let kept = 0;
    for (let i = 0; i < this.length; i++) {
      if (gone.has(i)) continue;
      this.start[kept] = this.start[i]!;
      this.end[kept] = this.end[i]!;
      this.name[kept++] = this.name[i]!;
    }
    this.length = kept;
    return this;
  }

  done(pool: Pool): SliceRow {
    return {
      start: pool.times(this.start, this.length),
      end: pool.times(this.end, this.length),
      name: pool.names(this.name, this.length),
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
