/** Slices of a recording: by their bounds, and by what they are called or carry. */
import type { Ms } from '../base/units.ts';
import type { SliceTrack, Tracks } from '../trace/tracks.ts';
import { lastAtMost } from './grow.ts';
import { textOfSlice } from './track-index.ts';

export interface FoundSlice {
  readonly track: SliceTrack;
  readonly start: Ms;
  readonly end: Ms;
  readonly name: string;
  /** What it carries besides; '' for nothing. */
  readonly text: string;
}

/** Maximum number of different names and texts examined: a search answers while one types. */
const MOST_EXAMINED = 100_000;

function foundIn(tracks: Tracks, track: SliceTrack, depth: number, i: number): FoundSlice {
  const row = track.rows[depth]!;
  const name = tracks.names[row.name[i]!] ?? '';
  return { track, start: row.start[i]!, end: row.end[i]!, name, text: textOfSlice(tracks, row, i) };
}

/** Slices with exactly these bounds, at most `most`: a click on one selects its stretch of time. */
export function slicesOf(tracks: Tracks, from: Ms, to: Ms, most: number): readonly FoundSlice[] {
  const found: FoundSlice[] = [];
  for (const track of tracks.slices)
    for (const [depth, { start, end }] of track.rows.entries())
      for (let i = lastAtMost(start, from, start.length); i >= 0 && start[i] === from; i--) {
        if (end[i] !== to) continue;
        if (found.length === most) return found;
        found.push(foundIn(tracks, track, depth, i));
      }
  return found;
}

/** The first slices in time whose name and text match, at most `most`. */
export function slicesWith(
  tracks: Tracks,
  matches: (told: string) => boolean,
  most: number,
): readonly FoundSlice[] {
  /** By name and text, whether they match. */
  const known = new Map<number, boolean>();
  const isFound = (name: number, text: number) => {
    const key = (text + 1) * tracks.names.length + name;
    const told = known.get(key);
    if (told !== undefined || known.size >= MOST_EXAMINED) return told === true;
    const isMatch = matches(`${tracks.names[name] ?? ''} ${tracks.texts[text] ?? ''}`);
    known.set(key, isMatch);
    return isMatch;
  };
  const found: FoundSlice[] = [];
  for (const track of tracks.slices)
    for (const [depth, { start, name, text }] of track.rows.entries())
      for (let i = 0, count = 0; i < start.length && count < most; i++) {
        if (!isFound(name[i]!, text?.[i] ?? -1)) continue;
        found.push(foundIn(tracks, track, depth, i));
        count++;
      }
  return found.sort((a, b) => a.start - b.start).slice(0, most);
}
