/**
 * From records to rows of slices that lie in each other. A slice that reaches over the end of the one that it began in
 * cannot be drawn there: it moves to a row of its own, after the others.
 */
import type { Totals } from '../../trace/tracks.ts';
import type { Notes } from '../notes.ts';
import { GrowingRow, Mark, Records, sortedPlaces } from './growing.ts';

/** Slices within slices that are kept; what lies deeper is counted. */
export const MOST_DEEP = 512;
/** Times are written with three digits of a microsecond: what is off by one of them is rounded. */
const TOLERANCE = 0.0000011;

/** A slice that was moved out of its row, or not yet ended. */
interface Open {
  readonly row: number;
  readonly at: number;
  readonly start: number;
  /** Infinity while its end is not known. */
  end: number;
  readonly name: number;
  readonly place: number;
  inside: number;
}

export class Nest {
  readonly #notes: Notes;
  readonly #totals: Totals;
  /** The name of what ends without one. */
  readonly #noName: number;

  constructor(notes: Notes, totals: Totals, noName = 0) {
    this.#notes = notes;
    this.#totals = totals;
    this.#noName = noName;
  }

  /** @param edge the end of what never ended */
  rowsOf(records: Records, edge: number): GrowingRow[] {
    if (!records.isOrdered) this.#notes.add('out-of-order', records.disorder);
    const rows: GrowingRow[] = [];
    let left = records;
    // Every round places at least the first of what is left.
    while (left.length > 0) {
      if (rows.length >= MOST_DEEP) {
        this.#notes.add('no-room', first(left), left.length);
        break;
      }
      const round = new Round(this.#notes, this.#totals, this.#noName);
      round.read(left, edge);
      // Of some rows all was moved.
      rows.push(...round.rows().filter(({ length }) => length > 0));
      if (left === records)
        this.#notes.add('overlapping', first(round.spilled), round.spilled.length);
      left = round.spilled;
    }
    return rows;
  }
}

const first = ({ place }: Records): number => place[0] ?? 0;

class Round {
  readonly spilled = new Records();
  readonly #notes: Notes;
  readonly #totals: Totals;
  readonly #noName: number;
  readonly #rows: GrowingRow[] = [];
  readonly #stack: Open[] = [];
  /** Slices of each row that were moved out of it. */
  readonly #gone: Set<number>[] = [];
  /** Slices that lie too deep, and have no row. */
  #deeper = 0;

  constructor(notes: Notes, totals: Totals, noName: number) {
    this.#notes = notes;
    this.#totals = totals;
    this.#noName = noName;
  }

  read(records: Records, edge: number): void {
    const order = orderOf(records);
    for (let n = 0; n < records.length; n++) {
      const i = order === undefined ? n : order[n]!;
      const time = records.time[i]!;
      const [name, place] = [records.name[i]!, records.place[i]!];
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
    for (const { end, place } of this.#stack)
      if (end === Infinity) this.#notes.add('begin-without-end', place);
    while (this.#stack.length > 0) this.#pop(edge);
  }

  rows(): GrowingRow[] {
    return this.#rows.map((row, depth) => {
      const gone = this.#gone[depth];
      if (gone === undefined) return row;
      const kept = new GrowingRow();
      for (let i = 0; i < row.length; i++)
        if (!gone.has(i)) kept.push(row.start[i]!, row.end[i]!, row.name[i]!);
      return kept;
    });
  }

  /** Ends what is over by now. */
  #closeUntil(time: number): void {
    for (let top = this.#stack.at(-1); top !== undefined; top = this.#stack.at(-1)) {
      if (top.end > time + TOLERANCE) return;
      // An empty slice may still get company at its instant; it is over all the same.
      this.#pop(top.end);
    }
  }

  #open(start: number, end: number, name: number, place: number): void {
    const parent = this.#stack.at(-1);
    if (parent !== undefined && end !== Infinity && end > parent.end) {
      if (end > parent.end + TOLERANCE) {
        this.spilled.push(Mark.complete, start, end - start, name, place);
        return;
      }
      end = Math.max(start, parent.end);
    }
    const depth = this.#stack.length;
    if (depth >= MOST_DEEP) {
      this.#notes.add('too-deep', place);
      if (end === Infinity) this.#deeper++;
      return;
    }
    const row = (this.#rows[depth] ??= new GrowingRow());
    const at = row.push(start, end, name);
    this.#stack.push({ row: depth, at, start, end, name, place, inside: 0 });
  }

  #instant(time: number, name: number, place: number): void {
    const depth = this.#stack.length;
    if (depth >= MOST_DEEP) this.#notes.add('too-deep', place);
    else (this.#rows[depth] ??= new GrowingRow()).push(time, time, name);
    this.#totals.add(name, 0, 0);
  }

  #close(time: number, name: number, place: number): void {
    if (this.#deeper > 0) {
      this.#deeper--;
      return;
    }
    const stack = this.#stack;
    let top = stack.length - 1;
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
    while (stack.length > top) this.#pop(time);
  }

  /** Takes the innermost slice out; `time` is its end where that was not known, and the latest where it was. */
  #pop(time: number): void {
    const slice = this.#stack.pop()!;
    const { row, at, start, name, place } = slice;
    if (slice.end !== Infinity && slice.end > time + TOLERANCE) {
      // It was thought to lie in one that has ended before it.
      (this.#gone[row] ??= new Set()).add(at);
      this.spilled.push(Mark.complete, start, slice.end - start, name, place);
      return;
    }
    const end = Math.max(start, Math.min(slice.end, time));
    this.#rows[row]!.end[at] = end;
    this.#totals.add(name, end - start, slice.inside);
    const parent = this.#stack.at(-1);
    if (parent !== undefined) parent.inside += end - start;
  }
}

/**
 * By time. At one instant in the order of the file, but of slices with a length the longer first, for it is the outer one.
 * undefined: as they are.
 */
function orderOf(records: Records): Uint32Array | undefined {
  const { length, time, mark, duration } = records;
  let order = records.isOrdered ? undefined : sortedPlaces(time, length);
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
