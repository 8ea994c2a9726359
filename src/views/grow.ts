/**
 * Growing columns. A column is one flat typed array with spare capacity, doubled when full: readers search and scan it
 * without gaps, and appending is amortised O(1).
 */
import { withRoom } from '../base/with-room.ts';

/** The initial list, shared: many stay short. */
const NO_VALUES = new Int32Array(0);

/** A growing list of integers in ascending order, such as the events of a lane. */
export class AscendingList {
  length = 0;
  #values = NO_VALUES;

  push(value: number): void {
    this.#values = withRoom(this.#values, this.length + 1);
    this.#values[this.length++] = value;
  }

  /** The number at a position; -1 outside of the list. */
  at(position: number): number {
    return position >= 0 && position < this.length ? this.#values[position]! : -1;
  }

  get last(): number {
    return this.at(this.length - 1);
  }

  /** Number of elements below `value`: the position of the first that is not. */
  countBelow(value: number): number {
    return lowerBound(this.#values, value, this.length);
  }
}

/** Position of the first of `length` ascending numbers that is not below `value`; `length` if there is none. */
export function lowerBound(
  ascending: ArrayLike<number>,
  value: number,
  length: number,
  from = 0,
): number {
  let low = from;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Position of the last of `length` ascending numbers that is at most `value`, or -1. Searches near `from` first, in
 * growing strides: cheap for repeated queries from left to right.
 */
export function lastAtMost(
  ascending: ArrayLike<number>,
  value: number,
  length: number,
  from = 0,
): number {
  if (length === 0 || ascending[0]! > value) return -1;
  let low = Math.min(Math.max(from, 0), length - 1);
  if (ascending[low]! > value) low = 0;
  let stride = 1;
  while (low + stride < length && ascending[low + stride]! <= value) {
    low += stride;
    stride *= 2;
  }
  let high = Math.min(low + stride, length);
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! <= value) low = middle;
    else high = middle;
  }
  return low;
}
