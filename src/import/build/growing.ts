/** Growing columns for records while a file is read, with minimal bytes per number. */
import { withRoom } from '../../base/with-room.ts';
import type { SliceRow } from '../../trace/tracks.ts';
import { PIECE, type Pool } from './pool.ts';

/** Kinds of a lane's records. */
export const Mark = {
  /** A slice with its duration. */
  complete: 0,
  begin: 1,
  /** Ends the innermost slice of its name; without a name: the innermost. */
  end: 2,
  instant: 3,
} as const;
export type Mark = (typeof Mark)[keyof typeof Mark];

/** Initial lists: most files have many short ones. */
const NO_TIMES = new Float64Array(0);
const NO_NAMES = new Uint32Array(0);

/** Bytes per record. */
const RECORD = 25;

/** Records of one lane as columns in one buffer. Times in milliseconds. */
export class Columns {
  length = 0;
  readonly room: number;
  readonly mark: Uint8Array;
  readonly time: Float64Array;
  /** For `complete` only. */
  readonly duration: Float64Array;
  readonly name: Uint32Array;
  /** Number of the file's event, from 1: for notes. */
  readonly place: Uint32Array;
  /** The pool's piece that they fill, if any. */
  readonly piece: ArrayBuffer | undefined;

  /** @param at where the columns begin, in bytes: aligned to eight */
  constructor(room: number, buffer = new ArrayBuffer(RECORD * room), at = 0, ownsPiece = false) {
    this.room = room;
    this.piece = ownsPiece ? buffer : undefined;
    this.time = new Float64Array(buffer, at, room);
    this.duration = new Float64Array(buffer, at + 8 * room, room);
    this.name = new Uint32Array(buffer, at + 16 * room, room);
    this.place = new Uint32Array(buffer, at + 20 * room, room);
    this.mark = new Uint8Array(buffer, at + 24 * room, room);
  }
}

/** A lane without records. */
const NOTHING = new Columns(0);

/** Sizes of a lane's blocks in records: the first, the largest that grew, and all after it. */
const FEWEST = 8;
const LARGEST = 1 << 11;
const IN_PIECE = Math.floor(PIECE / RECORD);

/**
 * Records of one lane in file order. Blocks of growing size, so that growing copies nothing: in a list that is doubled
 * by copying, fresh memory costs more than the rest of reading.
 */
export class Records {
  length = 0;
  /** Whether times never decrease. */
  isOrdered = true;
  /** The first record out of order. */
  disorder = 0;
  /** First and last instant. */
  start = Infinity;
  end = -Infinity;
  /** Lowest file position of its events. */
  firstPlace = 0;
  readonly #pool: Pool;
  #full: Columns[] = [];
  #last = NOTHING;
  #time = -Infinity;
  #open = 0;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Whether some slice has not ended. */
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
    if (this.length++ === 0 || place < this.firstPlace) this.firstPlace = place;
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
   * Moves all records into columns, and returns their memory to the pool.
   *
   * @param columns reused if large enough
   * @param zero origin of times
   */
  moveTo(columns: Columns, zero: number): Columns {
    const to = columns.room >= this.length ? columns : new Columns(this.length);
    let at = 0;
    for (const block of [...this.#full, this.#last]) {
      copyInto(to, at, block, zero);
      at += block.length;
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
    if (room === 0) this.#last = new Columns(FEWEST, ...this.#pool.records(RECORD * FEWEST));
    else if (room < LARGEST) this.#last = new Columns(2 * room);
    else this.#last = new Columns(IN_PIECE, this.#pool.take(), 0, true);
    return this.#last;
  }
}

/** A function of its own: a long loop in one that goes on is compiled again and again. */
function copyInto(to: Columns, at: number, from: Columns, zero: number): void {
  for (let i = 0; i < from.length; i++) {
    to.mark[at + i] = from.mark[i]!;
    to.time[at + i] = from.time[i]! - zero;
    to.duration[at + i] = from.duration[i]!;
    to.name[at + i] = from.name[i]!;
    to.place[at + i] = from.place[i]!;
  }
}

/** One row of slices under construction. */
export class GrowingRow {
  length = 0;
  start = NO_TIMES;
  end = NO_TIMES;
  name = NO_NAMES;
  /** Outdated unless some slice has a text. */
  text = NO_NAMES;
  #hasText = false;

  clear(): void {
    this.length = 0;
    this.#hasText = false;
  }

  push(start: number, end: number, name: number, text = 0): number {
    const i = this.length++;
    if (i >= this.start.length) {
      this.start = withRoom(this.start, i + 1);
      this.end = withRoom(this.end, i + 1);
      this.name = withRoom(this.name, i + 1);
    }
    this.start[i] = start;
    this.end[i] = end;
    this.name[i] = name;
    if (text > 0 || this.#hasText) this.setText(i, text);
    return i;
  }

  setText(i: number, text: number): void {
    if (text === 0 && !this.#hasText) return;
    this.text = withRoom(this.text, this.length);
    if (!this.#hasText) this.text.fill(0, 0, this.length);
    this.#hasText = true;
    this.text[i] = text;
  }

  /** Removes slices by position. */
  without(gone: ReadonlySet<number> | undefined): this {
    if (gone === undefined) return this;
    let kept = 0;
    for (let i = 0; i < this.length; i++) {
      if (gone.has(i)) continue;
      this.start[kept] = this.start[i]!;
      this.end[kept] = this.end[i]!;
      if (this.#hasText) this.text[kept] = this.text[i]!;
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
      ...(this.#hasText ? { text: pool.names(this.text, this.length) } : {}),
    };
  }
}

/** Positions of `keys` in ascending order, stable. Merge sort without callbacks. */
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
