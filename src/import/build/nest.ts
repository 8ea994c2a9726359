/**
 * Builds rows of nested slices from records. A slice that extends beyond the end of its enclosing slice cannot be drawn
 * there: it moves to a row of its own, after the others.
 */
import type { SliceRow, Totals } from '../../trace/tracks.ts';
import type { Notes } from '../notes.ts';
import { Columns, GrowingRow, Mark, Records, sortedPlaces } from './growing.ts';
import type { Pool } from './pool.ts';
import type { SliceTexts } from './slice-texts.ts';

/** Maximum nesting depth; deeper slices are only counted. */
export const MOST_DEEP = 512;
/** Tolerance: times have three digits of a microsecond, so the last one may be rounded. */
const TOLERANCE = 0.0000011;

/** A slice that has not ended. */
class Open {
  at = 0;
  start = 0;
  /** Infinity while its end is unknown. */
  end = 0;
  name = 0;
  place = 0;
  inside = 0;
}

export class Nest {
  readonly #notes: Notes;
  readonly #totals: Totals;
  readonly #pool: Pool;
  readonly #texts: SliceTexts;
  /** Name of an end without a name. */
  readonly #noName: number;
  /** Buffers reused for every lane: records read, and records moved. */
  #read = new Columns(0);
  #moved = new Columns(0);
  readonly #rows: GrowingRow[] = [];
  readonly #open: Open[] = [];

  constructor(notes: Notes, totals: Totals, pool: Pool, texts: SliceTexts, noName = 0) {
    this.#notes = notes;
    this.#totals = totals;
    this.#pool = pool;
    this.#texts = texts;
    this.#noName = noName;
  }

  /** Consumes the records. @param zero origin of times  @param edge end of slices that never ended */
  rowsOf(records: Records, zero: number, edge: number): SliceRow[] {
    if (!records.isOrdered) this.#notes.add('out-of-order', records.disorder);
    const rows: SliceRow[] = [];
    this.#read = records.moveTo(this.#read, zero);
    let { isOrdered } = records;
    // Every round places at least the first remaining record.
    for (let isFirst = true; this.#read.length > 0; isFirst = false) {
      const left = this.#read;
      if (rows.length >= MOST_DEEP) {
        const places = left.place.subarray(0, left.length);
        this.#notes.add(
          'no-room',
          places.reduce((a, b) => Math.min(a, b), Infinity),
          left.length,
        );
        break;
      }
      const round = new Round(
        this.#notes,
        this.#totals,
        this.#pool,
        this.#texts,
        this.#noName,
        this.#rows,
        this.#open,
      );
      round.read(left, isOrdered, edge);
      // Some rows may be empty after moves.
      rows.push(...round.rows().filter(({ start }) => start.length > 0));
      const { spilled } = round;
      if (isFirst) this.#notes.add('overlapping', spilled.firstPlace, spilled.length);
      [this.#read, this.#moved] = [spilled.moveTo(this.#moved, 0), left];
      ({ isOrdered } = spilled);
    }
    return rows;
  }
}

class Round {
  readonly spilled: Records;
  readonly #notes: Notes;
  readonly #totals: Totals;
  readonly #pool: Pool;
  readonly #texts: SliceTexts;
  readonly #noName: number;
  /** Rows and open slices by depth; elements beyond the current depth are stale. */
  readonly #rows: GrowingRow[];
  readonly #stack: Open[];
  #deepest = 0;
  #depth = 0;
  /** Slices moved out of each row. */
  readonly #gone: Set<number>[] = [];
  /** Number of slices that are too deep for a row. */
  #deeper = 0;

  constructor(
    notes: Notes,
    totals: Totals,
    pool: Pool,
    texts: SliceTexts,
    noName: number,
    rows: GrowingRow[],
    stack: Open[],
  ) {
    this.spilled = new Records(pool);
    this.#notes = notes;
    this.#totals = totals;
    this.#pool = pool;
    this.#texts = texts;
    this.#noName = noName;
    this.#rows = rows;
    this.#stack = stack;
  }

  read(records: Columns, isOrdered: boolean, edge: number): void {
    const order = orderOf(records, isOrdered);
    for (let n = 0; n < records.length; n++) {
      const i = order === undefined ? n : order[n]!;
      const time = records.time[i]!;
      const name = records.name[i]!;
      const place = records.place[i]!;
      this.#closeUntil(time);
      switch (records.mark[i]) {
        case Mark.complete:
          this.#open(time, time + records.duration[i]!, name, place);
          break;
        case Mark.begin:
          this.#open(time, Infinity, name, place);
          break;
        case Mark.instant:
          this.#instant(time, name, place);
          break;
        default:
          this.#close(time, name, place);
      }
    }
    for (let i = 0; i < this.#depth; i++)
      if (this.#stack[i]!.end === Infinity)
        this.#notes.add('begin-without-end', this.#stack[i]!.place);
    while (this.#depth > 0) this.#pop(edge);
  }

  rows(): SliceRow[] {
    return this.#rows
      .slice(0, this.#deepest)
      .map((row, depth) => row.without(this.#gone[depth]).done(this.#pool));
  }

  /** Ends slices that are over by `time`. */
  #closeUntil(time: number): void {
    while (this.#depth > 0) {
      const { end } = this.#stack[this.#depth - 1]!;
      if (end > time + TOLERANCE) return;
      // An empty slice may have siblings at its instant; it is over all the same.
      this.#pop(end);
    }
  }

  #open(start: number, end: number, name: number, place: number): void {
    const depth = this.#depth;
    if (depth > 0 && end !== Infinity) {
      const parent = this.#stack[depth - 1]!;
      if (end > parent.end) {
        if (end > parent.end + TOLERANCE) {
          this.spilled.push(Mark.complete, start, end - start, name, place);
          return;
        }
        end = Math.max(start, parent.end);
      }
    }
    if (depth >= MOST_DEEP) {
      this.#notes.add('too-deep', place);
      if (end === Infinity) this.#deeper++;
      return;
    }
    const slice = (this.#stack[depth] ??= new Open());
    slice.at = this.#rowAt(depth).push(start, end, name, this.#texts.of(place));
    slice.start = start;
    slice.end = end;
    slice.name = name;
    slice.place = place;
    slice.inside = 0;
    this.#depth = depth + 1;
  }

  #instant(time: number, name: number, place: number): void {
    const depth = this.#depth;
    if (depth >= MOST_DEEP) this.#notes.add('too-deep', place);
    else this.#rowAt(depth).push(time, time, name, this.#texts.of(place));
    this.#totals.add(name, 0, 0);
  }

  #rowAt(depth: number): GrowingRow {
    const row = (this.#rows[depth] ??= new GrowingRow());
    if (depth >= this.#deepest) {
      row.clear();
      this.#deepest = depth + 1;
    }
    return row;
  }

  #close(time: number, name: number, place: number): void {
    if (this.#deeper > 0) {
      this.#deeper--;
      return;
    }
    const stack = this.#stack;
    let top = this.#depth - 1;
    while (top >= 0 && stack[top]!.end !== Infinity) top--;
    if (top < 0) {
      this.#notes.add('end-without-begin', place);
      return;
    }
    if (name !== this.#noName && stack[top]!.name !== name) {
      let named = top;
      while (named >= 0 && !(stack[named]!.end === Infinity && stack[named]!.name === name))
        named--;
      if (named < 0) this.#notes.add('other-name-at-end', place);
      else {
        for (let i = named + 1; i <= top; i++)
          if (stack[i]!.end === Infinity) this.#notes.add('begin-without-end', stack[i]!.place);
        top = named;
      }
    }
    const { at, place: begun } = stack[top]!;
    if (this.#texts.has(place)) this.#rows[top]!.setText(at, this.#texts.ofBoth(begun, place));
    while (this.#depth > top) this.#pop(time);
  }

  /** Pops the innermost slice; `time` is its end if unknown, else an upper bound. */
  #pop(time: number): void {
    const depth = --this.#depth;
    const slice = this.#stack[depth]!;
    const { start, name } = slice;
    if (slice.end !== Infinity && slice.end > time + TOLERANCE) {
      // Its enclosing slice has ended before it.
      (this.#gone[depth] ??= new Set()).add(slice.at);
      this.spilled.push(Mark.complete, start, slice.end - start, name, slice.place);
      return;
    }
    const end = Math.max(start, Math.min(slice.end, time));
    this.#rows[depth]!.end[slice.at] = end;
    this.#totals.add(name, end - start, slice.inside);
    if (depth > 0) this.#stack[depth - 1]!.inside += end - start;
  }
}

/**
 * Order by time. At one instant in file order, but longer slices first, since they are the outer ones. undefined:
 * already in order.
 */
function orderOf(records: Columns, isOrdered: boolean): Uint32Array | undefined {
  const { length, time, mark, duration } = records;
  let order = isOrdered ? undefined : sortedPlaces(time, length);
  const placeAt = (n: number) => (order === undefined ? n : order[n]!);
  const isComplete = (n: number) => mark[placeAt(n)] === Mark.complete;
  for (let n = 1; n < length; n++) {
    const [before, here] = [placeAt(n - 1), placeAt(n)];
    if (time[before] !== time[here] || mark[before] !== Mark.complete) continue;
    if (mark[here] !== Mark.complete || duration[here]! <= duration[before]!) continue;
    order ??= Uint32Array.from({ length }, (_, i) => i);
    let from = n - 1;
    while (from > 0 && isComplete(from - 1) && time[placeAt(from - 1)] === time[here]) from--;
    let to = n + 1;
    while (to < length && isComplete(to) && time[placeAt(to)] === time[here]) to++;
    order.set(
      [...order.subarray(from, to)].toSorted((a, b) => duration[b]! - duration[a]!),
      from,
    );
    n = to - 1;
  }
  return order;
}
