/**
 * What a recording of another tool has beside events: spans that lie in each other (calls, tasks) and numbers over time.
 * They are far too many for events (ten million are a usual file), nothing follows from them for the state of a thread,
 * and they never grow: so they are columns, sorted, made once.
 */
import type { Ms, ProcessIndex, ThreadIndex } from '../base/units.ts';

/** Slices that do not overlap, in the order of their start; touching is no overlap. Times are program time. */
export interface SliceRow {
  readonly start: Float64Array<ArrayBuffer>;
  /** Not before `start`; equal for an instant. */
  readonly end: Float64Array<ArrayBuffer>;
  /** Row of `Tracks.names`. */
  readonly name: Uint32Array<ArrayBuffer>;
}

/** Slices that belong together: what a thread was in, or what else a process was at. */
export interface SliceTrack {
  /** What it is called; '' for what its thread was in. */
  readonly name: string;
  /** -1 none. */
  readonly process: ProcessIndex;
  /** -1 for a track of the process. */
  readonly thread: ThreadIndex;
  /** From the outermost to the innermost; after those, what did not fit into them. */
  readonly rows: readonly SliceRow[];
}

/** A number over time: each value holds until the next. */
export interface CounterTrack {
  readonly name: string;
  readonly process: ProcessIndex;
  readonly start: Float64Array<ArrayBuffer>;
  readonly value: Float64Array<ArrayBuffer>;
}

/** Of every name, over all tracks. */
export interface SliceTotals {
  readonly count: Uint32Array<ArrayBuffer>;
  /** Milliseconds in slices of the name. Of a slice within one of the same name both count. */
  readonly total: Float64Array<ArrayBuffer>;
  /** The same without what lies in slices inside of them. */
  readonly self: Float64Array<ArrayBuffer>;
  readonly longest: Float64Array<ArrayBuffer>;
}

/** Sums by name while slices are told. */
export class Totals implements SliceTotals {
  readonly count: Uint32Array<ArrayBuffer>;
  readonly total: Float64Array<ArrayBuffer>;
  readonly self: Float64Array<ArrayBuffer>;
  readonly longest: Float64Array<ArrayBuffer>;

  constructor(names: number) {
    this.count = new Uint32Array(names);
    this.total = new Float64Array(names);
    this.self = new Float64Array(names);
    this.longest = new Float64Array(names);
  }

  /** `inside`: how much of it lies in slices inside of it. */
  add(name: number, duration: number, inside: number): void {
    this.count[name]!++;
    this.total[name]! += duration;
    this.self[name]! += Math.max(0, duration - inside);
    if (duration > this.longest[name]!) this.longest[name] = duration;
  }
}

export interface Tracks {
  readonly names: readonly string[];
  readonly slices: readonly SliceTrack[];
  readonly counters: readonly CounterTrack[];
  readonly totals: SliceTotals;
  /** The last instant of any. */
  readonly end: Ms;
}

/** Of a trace that has only events. */
export const NO_TRACKS: Tracks = {
  names: [],
  slices: [],
  counters: [],
  totals: new Totals(0),
  end: 0,
};
