/**
 * Intervals of a thread lane: the thread's states over time. Interval i lasts from `start[i]` to `start[i + 1]`; the
 * last one is open.
 *
 * For every block of 32 intervals the time spent in each state before the block is stored. With it the share of each
 * state in any time range costs a scan of at most two blocks, however many intervals it covers.
 */
import type { EventIndex, Ms } from '../base/units.ts';
import { withRoom } from '../base/with-room.ts';
import type { Condition } from './condition.ts';
import { lastAtMost } from './grow.ts';

/** States of a lane, named as in `condition.ts`. The numbers index colours and patterns. */
export const LaneState = {
  new: 0,
  running: 1,
  ready: 2,
  blocked: 3,
  joining: 4,
  asleep: 5,
  message: 6,
  /** Main threads only: the process has ended, and its exit code has not been taken. */
  zombie: 7,
  /** Not alive any more. */
  ended: 8,
} as const satisfies Partial<Record<Condition, number>>;
export type LaneState = (typeof LaneState)[keyof typeof LaneState];
export type LaneStateName = keyof typeof LaneState;
export const laneStateNames = Object.keys(LaneState) as LaneStateName[];
export const LANE_STATES = laneStateNames.length;

const BLOCK = 32;

/** Initial columns, shared: a recording may have thirty thousand lanes. */
const NO_TIMES = new Float64Array(0);
const NO_STATES = new Uint8Array(0);
const NO_EVENTS = new Int32Array(0);

export class IntervalColumn {
  length = 0;
  start = NO_TIMES;
  state = NO_STATES;
  /** The event that begins the interval: it has the operation, the object and the cause. */
  event = NO_EVENTS;
  /** Per block and state: time spent before the block. Empty while there is one block. */
  #before = NO_TIMES;

  push(start: Ms, state: LaneState, event: EventIndex): void {
    const i = this.length;
    if (i >= this.start.length) {
      this.start = withRoom(this.start, i + 1);
      this.state = withRoom(this.state, i + 1);
      this.event = withRoom(this.event, i + 1);
    }
    this.start[i] = start;
    this.state[i] = state;
    this.event[i] = event;
    this.length = i + 1;
    if (i > 0 && i % BLOCK === 0) this.#sumBlock(i);
  }

  /** Adds up the block that ends where interval `end` begins. */
  #sumBlock(end: number): void {
    const { start, state } = this;
    const at = (end / BLOCK) * LANE_STATES;
    const before = withRoom(this.#before, at + LANE_STATES);
    before.copyWithin(at, at - LANE_STATES, at);
    for (let i = end - BLOCK; i < end; i++) before[at + state[i]!]! += start[i + 1]! - start[i]!;
    this.#before = before;
  }

  /**
   * The interval at `time`, or -1 before the first. Of several at one instant: the last. `near`: position to start the
   * search at.
   */
  at(time: Ms, near = 0): number {
    return lastAtMost(this.start, time, this.length, near);
  }

  /** End of interval i; `edge` for the last one. */
  endOf(i: number, edge: Ms): Ms {
    return i + 1 < this.length ? this.start[i + 1]! : edge;
  }

  /**
   * Adds to `into` the time spent in each state between `from` (inside interval `first`) and `to`, and returns the
   * interval at `to`. Scans a few intervals and skips whole blocks.
   */
  spend(from: Ms, first: number, to: Ms, into: Float64Array): number {
    const { start, state, length } = this;
    let i = first;
    let since = from;
    for (const stop = Math.min(length - 1, first + BLOCK); i < stop; i++) {
      const end = start[i + 1]!;
      if (end > to) break;
      into[state[i]!]! += end - since;
      since = end;
    }
    if (i + 1 < length && start[i + 1]! <= to) {
      const last = this.at(to, i);
      this.#leap(since, i, last, into);
      since = start[last]!;
      i = last;
    }
    into[state[i]!]! += to - since;
    return i;
  }

  /** Adds the time from `from` (inside interval `first`) to the start of interval `last`, block by block. */
  #leap(from: Ms, first: number, last: number, into: Float64Array): void {
    const { start, state } = this;
    into[state[first]!]! += start[first + 1]! - from;
    let i = first + 1;
    const blockFrom = Math.ceil(i / BLOCK);
    const blockTo = Math.floor(last / BLOCK);
    if (blockTo > blockFrom) {
      for (; i < blockFrom * BLOCK; i++) into[state[i]!]! += start[i + 1]! - start[i]!;
      const [a, b] = [blockFrom * LANE_STATES, blockTo * LANE_STATES];
      for (let s = 0; s < LANE_STATES; s++) into[s]! += this.#before[b + s]! - this.#before[a + s]!;
      i = blockTo * BLOCK;
    }
    for (; i < last; i++) into[state[i]!]! += start[i + 1]! - start[i]!;
  }
}
