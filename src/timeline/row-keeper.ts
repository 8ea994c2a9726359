/** Caches the rows of the timeline between frames: they change only when lanes are declared, renamed or rearranged. */
import type { CssPx } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';
import type { Tracks } from '../trace/tracks.ts';
import type { Lanes } from '../views/lanes.ts';
import type { Names } from '../views/names.ts';
import type { LaneGroup } from '../views/lane.ts';
import { indexTracks } from '../views/track-index.ts';
import { lineUp, type Arrangement, type Lineup } from './arrangement.ts';
import { layoutRows, type Rows } from './rows.ts';

/** Inputs that determine the rows. */
interface Sources {
  readonly trace: Trace;
  readonly tracks: Tracks;
  readonly cores: number;
  readonly groups: readonly LaneGroup[];
  readonly names: Names;
  readonly arrangement: Arrangement;
  readonly laneHeight: CssPx;
}

export interface Kept {
  readonly lineup: Lineup;
  readonly rows: Rows;
}

export class RowKeeper {
  #sources: Sources | undefined;
  #kept: Kept | undefined;

  /** `names`: at the cursor, for filtering and sorting. */
  keep(
    trace: Trace,
    lanes: Lanes,
    names: Names,
    arrangement: Arrangement,
    laneHeight: CssPx,
  ): Kept {
    const cores = lanes.cores.length;
    const { tracks } = trace;
    const groups = lanes.groups();
    const sources = { trace, tracks, cores, groups, names, arrangement, laneHeight };
    if (this.#kept === undefined || !isSame(this.#sources, sources)) {
      this.#sources = sources;
      const lineup = lineUp(trace, groups, names, arrangement);
      const { collapsed } = arrangement;
      const index = indexTracks(tracks);
      const rows = layoutRows(lanes.cores, lineup, collapsed, laneHeight, index);
      this.#kept = { lineup, rows };
    }
    return this.#kept;
  }
}

const isSame = (a: Sources | undefined, b: Sources): boolean =>
  a !== undefined && (Object.keys(b) as (keyof Sources)[]).every((part) => a[part] === b[part]);
