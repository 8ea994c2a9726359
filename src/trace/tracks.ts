/**
 * Tracks of another tool's recording: nested spans (calls, tasks) and numbers over time. There are too many for events
 * (ten million are usual), no thread's state depends on them, and they never grow: so they are sorted columns, built
 * once.
 */
import type { Ms, ProcessIndex, ThreadIndex } from '../base/units.ts';

/** Non-overlapping slices in order of start; they may touch. Times are program time. */
export interface SliceRow {
  readonly start: Float64Array<ArrayBuffer>;
  /** At least `start`; equal to it for an instant. */
  readonly end: Float64Array<ArrayBuffer>;
  /** Index into `Tracks.names`. */
  readonly name: Uint32Array<ArrayBuffer>;
  /** Index into `Tracks.texts`; absent if no slice of the row has a text. */
  readonly text?: Uint32Array<ArrayBuffer>;
}

/** Slices that belong together: calls of a thread, or another activity of a process. */
export interface SliceTrack {
  /** Name of the track; '' for the calls of its thread. */
  readonly name: string;
  /** -1 for none. */
  readonly process: ProcessIndex;
  /** -1 for a track of the process. */
  readonly thread: ThreadIndex;
  /** Rows from the outermost to the innermost; after them rows of slices that did not nest. */
  readonly rows: readonly SliceRow[];
}

/** A number over time: each value holds until the next. */
export interface CounterTrack {
  readonly name: string;
  readonly process: ProcessIndex;
  readonly start: Float64Array<ArrayBuffer>;
  readonly value: Float64Array<ArrayBuffer>;
}

/** Totals by name, over all tracks. */
export interface SliceTotals {
  readonly count: Uint32Array<ArrayBuffer>;
  /** Milliseconds in slices of the name. A slice nested in one of the same name counts in both. */
  readonly total: Float64Array<ArrayBuffer>;
  /** The same without nested slices. */
  readonly self: Float64Array<ArrayBuffer>;
  readonly longest: Float64Array<ArrayBuffer>;
}

/** Accumulates totals by name while slices are read. */
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

  /** `inside`: the part of `duration` covered by nested slices. */
  add(name: number, duration: number, inside: number): void {
    this.count[name]!++;
    this.total[name]! += duration;
    this.self[name]! += Math.max(0, duration - inside);
    if (duration > this.longest[name]!) this.longest[name] = duration;
  }
}

export interface Tracks {
  readonly names: readonly string[];
  /** What slices carry besides their names, a line each: `detail: vector`; '' for nothing. */
  readonly texts: readonly string[];
  readonly slices: readonly SliceTrack[];
  readonly counters: readonly CounterTrack[];
  readonly totals: SliceTotals;
  /** End of the last slice. */
  readonly end: Ms;
}

/** Tracks of a trace that has only events. */
export const NO_TRACKS: Tracks = {
  names: [],
  texts: [],
  slices: [],
  counters: [],
  totals: new Totals(0),
  end: 0,
};
