/** Rows of the timeline from top to bottom. */
import type { CssPx, ProcessIndex } from '../base/units.ts';
import type { CounterTrack, SliceTrack } from '../trace/tracks.ts';
import type { CoreLane, Lane, LaneGroup, ObjectLane, ThreadLane } from '../views/lane.ts';
import type { TrackIndex } from '../views/track-index.ts';
import { isAlone, type Lineup } from './arrangement.ts';

/** `y` is from the top of all rows, before scrolling. */
export type Row = {
  readonly y: CssPx;
  readonly height: CssPx;
  /** Pinned to the top. */
  readonly isPinned?: true;
} & (
  | { readonly kind: 'group'; readonly group: LaneGroup; readonly collapsed: boolean }
  /** `process`: its only shown thread, so that the row stands for both and needs no heading. */
  | { readonly kind: 'thread'; readonly lane: ThreadLane; readonly process?: ProcessIndex }
  | { readonly kind: 'object'; readonly lane: ObjectLane }
  | { readonly kind: 'core'; readonly lane: CoreLane }
  | { readonly kind: 'slices'; readonly track: SliceTrack }
  | { readonly kind: 'counter'; readonly counter: CounterTrack }
);

export interface Rows {
  readonly rows: readonly Row[];
  readonly height: CssPx;
  /** Height of the pinned rows. */
  readonly pinnedHeight: CssPx;
  /** Row of each thread: its own, or that of its collapsed group. */
  readonly ofThread: readonly (Row | undefined)[];
  readonly ofObject: readonly (Row | undefined)[];
}

/** Height of one row of slices, with the line of space below. */
export const SLICE_HEIGHT: CssPx = 16;
/** Room below the rows of a track. */
const TRACK_GAP: CssPx = 4;
/** Room between groups. */
const GROUP_GAP: CssPx = 8;

export function layoutRows(
  cores: readonly CoreLane[],
  { pinned, groups }: Lineup,
  collapsed: ReadonlySet<ProcessIndex>,
  laneHeight: CssPx,
  tracks?: TrackIndex,
): Rows {
  const rows: Row[] = [];
  const ofThread: Row[] = [];
  const ofObject: Row[] = [];
  let y = 0;
  const add = (row: Row): Row => {
    rows.push(row);
    y += row.height;
    return row;
  };
  const addTracks = (of: readonly SliceTrack[]) => {
    for (const track of of) {
      const height = track.rows.length * SLICE_HEIGHT + TRACK_GAP;
      add({ y, height, kind: 'slices', track });
    }
  };
  const addThread = (lane: ThreadLane, process?: ProcessIndex): Row => {
    const named = process === undefined ? {} : { process };
    const row = add({ y, height: laneHeight, kind: 'thread', lane, ...named });
    addTracks(tracks?.ofThread(lane.index) ?? []);
    return row;
  };
  const addShared = (process: ProcessIndex) => {
    addTracks(tracks?.ofProcess(process) ?? []);
    for (const counter of tracks?.counters(process) ?? [])
      add({ y, height: laneHeight, kind: 'counter', counter });
  };
  const addPinned = (lane: Lane) => {
    const place = { y, height: laneHeight, isPinned: true } as const;
    if (lane.kind === 'thread') ofThread[lane.index] = add({ ...place, kind: 'thread', lane });
    else ofObject[lane.index] = add({ ...place, kind: 'object', lane });
  };
  for (const lane of pinned) addPinned(lane);
  const pinnedHeight = y;
  for (const lane of cores) add({ y, height: laneHeight, kind: 'core', lane });
  if (cores.length > 0) y += GROUP_GAP;
  // A single process needs no heading.
  const headings = groups.length > 1;
  for (const [place, group] of groups.entries()) {
    const inRow = isAlone(group) && place > 0 && isAlone(groups[place - 1]!);
    if (headings && !inRow && rows.at(-1)?.kind !== 'core' && y > 0) y += GROUP_GAP;
    const [only] = group.threads;
    if (headings && only !== undefined && isAlone(group)) {
      const { process } = group;
      ofThread[only.index] = addThread(only, process);
      addShared(process);
      continue;
    }
    const closed = headings && collapsed.has(group.process);
    const heading = headings
      ? add({ y, height: laneHeight, kind: 'group', group, collapsed: closed })
      : undefined;
    for (const lane of group.threads)
      ofThread[lane.index] = closed && heading !== undefined ? heading : addThread(lane);
    for (const lane of group.objects)
      ofObject[lane.index] =
        closed && heading !== undefined
          ? heading
          : add({ y, height: laneHeight, kind: 'object', lane });
    if (!closed) addShared(group.process);
  }
  return { rows, height: y, pinnedHeight, ofThread, ofObject };
}

/** The row at a height, or undefined between and below rows. */
export function rowAt({ rows }: Rows, y: CssPx): Row | undefined {
  const row = rows[lastAbove(rows, y)];
  return row !== undefined && y < row.y + row.height ? row : undefined;
}

/** The heading of the process whose rows are at a height, if the heading itself is further up. */
export function headingAbove(
  { rows }: Rows,
  y: CssPx,
): Extract<Row, { kind: 'group' }> | undefined {
  for (let i = lastAbove(rows, y); i >= 0; i--) {
    const row = rows[i]!;
    if (row.kind === 'group') return row.y < y && !row.collapsed ? row : undefined;
    if (row.kind === 'core' || row.isPinned || (row.kind === 'thread' && row.process !== undefined))
      return undefined;
  }
  return undefined;
}

/** Index of the last row that begins at or above a height; -1 for none. */
function lastAbove(rows: readonly Row[], y: CssPx): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]!.y <= y) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
