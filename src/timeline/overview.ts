/**
 * Overview of the whole run, for the strip below the lanes: number of threads in each state over time. Computed in
 * parts over several frames and shown once complete, so a long run does not slow down frames.
 */
import type { CssPx, Ms } from '../base/units.ts';
import { LANE_STATES } from '../views/interval-column.ts';
import type { Lanes } from '../views/lanes.ts';

export interface OverviewPicture {
  /** Live edge at the time of computing: the picture covers 0 to this. */
  readonly edge: number;
  readonly buckets: number;
  /** Thread time per bucket and lane state, bucket by bucket. */
  readonly spent: Float64Array;
  /** Maximum total thread time in one bucket. */
  readonly full: number;
}

/** Number of intervals processed per frame. */
const AT_ONCE = 2500;
/** Minimum time between two pictures. */
const PAUSE: Ms = 200;
const BUCKET: CssPx = 2;

const nothing: OverviewPicture = { edge: 0, buckets: 0, spent: new Float64Array(0), full: 0 };

export class Overview {
  #shown = nothing;
  #lanes: Lanes | undefined;
  #draft: { readonly picture: OverviewPicture; thread: number } | undefined;
  #madeAt: Ms = -Infinity;
  #width: CssPx = 0;

  /** The newest complete picture. `now` is real time. */
  picture(lanes: Lanes, edge: number, width: CssPx, now: Ms): OverviewPicture {
    if (lanes !== this.#lanes) {
      this.#lanes = lanes;
      this.#shown = nothing;
      this.#draft = undefined;
      this.#madeAt = -Infinity;
    }
    const isOld = edge !== this.#shown.edge || width !== this.#width;
    if (this.#draft === undefined && isOld && now - this.#madeAt >= PAUSE) {
      this.#width = width;
      const buckets = Math.max(1, Math.floor(width / BUCKET));
      const spent = new Float64Array(buckets * LANE_STATES);
      this.#draft = { picture: { edge, buckets, spent, full: 0 }, thread: 0 };
    }
    const draft = this.#draft;
    if (draft === undefined) return this.#shown;
    const { buckets, spent } = draft.picture;
    for (let left = AT_ONCE; left > 0 && draft.thread < lanes.threads.length; left -= buckets)
      addThread(lanes.threads[draft.thread++]!.intervals, draft.picture);
    if (draft.thread < lanes.threads.length) return this.#shown;
    this.#draft = undefined;
    this.#madeAt = now;
    this.#shown = { ...draft.picture, full: fullest(spent, buckets) };
    return this.#shown;
  }
}

function addThread(
  intervals: Lanes['threads'][number]['intervals'],
  { edge, buckets, spent }: OverviewPicture,
): void {
  if (intervals.length === 0 || edge <= 0) return;
  const first = intervals.start[0]!;
  let bucket = Math.max(0, Math.floor((first / edge) * buckets));
  let i = 0;
  for (; bucket < buckets; bucket++) {
    const from = Math.max(first, (bucket / buckets) * edge);
    const to = ((bucket + 1) / buckets) * edge;
    if (to <= from) continue;
    i = intervals.at(from, i);
    const into = spent.subarray(bucket * LANE_STATES, (bucket + 1) * LANE_STATES);
    i = intervals.spend(from, i, to, into);
  }
}

function fullest(spent: Float64Array, buckets: number): number {
  let full = 0;
  for (let bucket = 0; bucket < buckets; bucket++) {
    let all = 0;
    for (let state = 1; state < LANE_STATES - 1; state++)
      all += spent[bucket * LANE_STATES + state]!;
    full = Math.max(full, all);
  }
  return full;
}
