/** Tracks of a trace by owner, and queries at an instant. */
import { appendTo } from '../base/append-to.ts';
import type { ProcessIndex, ThreadIndex } from '../base/units.ts';
import type { CounterTrack, SliceRow, SliceTrack, Tracks } from '../trace/tracks.ts';
import { lastAtMost } from './grow.ts';

export interface TrackIndex {
  ofThread(thread: ThreadIndex): readonly SliceTrack[];
  /** Tracks without a thread. */
  ofProcess(process: ProcessIndex): readonly SliceTrack[];
  counters(process: ProcessIndex): readonly CounterTrack[];
}

const indexes = new WeakMap<Tracks, TrackIndex>();
const none: readonly never[] = [];

/** Computed once per trace: tracks never change. */
export function indexTracks(tracks: Tracks): TrackIndex {
  const known = indexes.get(tracks);
  if (known !== undefined) return known;
  const threads = new Map<number, SliceTrack[]>();
  const processes = new Map<number, SliceTrack[]>();
  const counters = new Map<number, CounterTrack[]>();
  for (const track of tracks.slices) {
    if (track.thread >= 0) appendTo(threads, track.thread, track);
    else appendTo(processes, track.process, track);
  }
  for (const counter of tracks.counters) appendTo(counters, counter.process, counter);
  const index: TrackIndex = {
    ofThread: (thread) => threads.get(thread) ?? none,
    ofProcess: (process) => processes.get(process) ?? none,
    counters: (process) => counters.get(process) ?? none,
  };
  indexes.set(tracks, index);
  return index;
}

/** The slice at an instant, or one within `reach` of it; -1 for none. */
export function sliceAt({ start, end }: SliceRow, time: number, reach: number): number {
  const i = lastAtMost(start, time + reach, start.length);
  return i >= 0 && end[i]! >= time - reach ? i : -1;
}

/** What a slice carries besides its name; '' for nothing. */
export const textOfSlice = ({ texts }: Tracks, { text }: SliceRow, i: number): string =>
  texts[text?.[i] ?? -1] ?? '';

/**
 * The next (1) or previous (-1) slice with a name, relative to an instant, over all rows, with its number counted from
 * the first of the first track.
 */
export function nextSlice(
  tracks: Tracks,
  name: number,
  after: number,
): { readonly track: SliceTrack; readonly start: number; readonly end: number } | undefined {
  let best: { track: SliceTrack; start: number; end: number } | undefined;
  for (const track of tracks.slices)
    for (const { start, end, name: names } of track.rows) {
      let i = lastAtMost(start, after, start.length) + 1;
      while (i < start.length && names[i] !== name) i++;
      if (i >= start.length) continue;
      if (best === undefined || start[i]! < best.start)
        best = { track, start: start[i]!, end: end[i]! };
    }
  return best;
}

/** The counter's value at an instant; undefined before the first. */
export function countAt({ start, value }: CounterTrack, time: number): number | undefined {
  const i = lastAtMost(start, time, start.length);
  return i < 0 ? undefined : value[i];
}

const ranges = new WeakMap<CounterTrack, { readonly least: number; readonly most: number }>();

/** Range of a counter, including 0. */
export function rangeOf(counter: CounterTrack): { readonly least: number; readonly most: number } {
  const known = ranges.get(counter);
  if (known !== undefined) return known;
  let [least, most] = [0, 0];
  for (const value of counter.value) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  ranges.set(counter, { least, most });
  return { least, most };
}
