/**
 * The whole run in small, for the strip below the lanes: how many threads are in which state from when to when. It is
 * worked out a little in each frame and shown once it is complete, so a long run costs no frame more than a short one.
 */
import type { CssPx, Ms } from '../base/units.ts';
import { LANE_STATES } from '../views/interval-column.ts';
import type { Lanes } from '../views/lanes.ts';

export interface OverviewPicture {
  /** The live edge as it was: the picture is of 0 to this. */
  readonly edge: number;
  readonly buckets: number;
  /** Per bucket and lane state, bucket by bucket: thread time spent in it. */
  readonly spent: Float64Array;
  /** Most time that all threads together spent in one bucket. */
  readonly full: number;
}

/** Stretches of a thread's lane that are added up in one frame. */
const AT_ONCE = 2500;
/** No picture is made anew sooner than this after the last. */
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
