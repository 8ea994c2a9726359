/**
 * Converts sampled stacks to slices: a frame lasts from the first sample that contains it to the first that does not.
 */
import { Mark } from './growing.ts';
import type { ForeignLane } from './recording.ts';

/** Index of a name. */
export type Frame = number;

/** Maximum number of frames per stack. */
export const MOST_FRAMES = 500;

export class StackWalk {
  readonly #lane: ForeignLane;
  #stack: readonly Frame[] = [];
  #time: number | undefined;
  #step = 0;
  #place = 0;

  constructor(lane: ForeignLane) {
    this.#lane = lane;
  }

  /** From `time` on, which does not decrease, this is the stack, outermost first. */
  moveTo(time: number, stack: readonly Frame[], place: number): void {
    const { records } = this.#lane;
    if (this.#time !== undefined && time > this.#time) this.#step = time - this.#time;
    this.#time = time;
    this.#place = place;
    let shared = 0;
    while (shared < stack.length && this.#stack[shared] === stack[shared]) shared++;
    for (let i = this.#stack.length - 1; i >= shared; i--)
      records.push(Mark.end, time, 0, this.#stack[i]!, place);
    for (const frame of stack.slice(shared)) records.push(Mark.begin, time, 0, frame, place);
    this.#stack = stack;
  }

  /** Without an end time the last sample lasts as long as the one before it. */
  end(time?: number): void {
    if (this.#time === undefined) return;
    this.moveTo(Math.max(this.#time, time ?? this.#time + this.#step), [], this.#place);
  }
}
