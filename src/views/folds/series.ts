import type { EventIndex } from '../../base/units.ts';

/** The history of a value that changes at events: its value at any cursor is one binary search. */
export class Series<V> {
  readonly #seqs: EventIndex[] = [];
  readonly #values: V[] = [];

  /** `seq` must not be less than the last one. */
  push(seq: EventIndex, value: V): void {
    this.#seqs.push(seq);
    this.#values.push(value);
  }

  /** Number of changes among the first `count` events. */
  changes(count: number): number {
    let low = 0;
    let high = this.#seqs.length;
    if (high === 0 || this.#seqs[high - 1]! < count) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#seqs[middle]! < count) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The value after the first `count` events, or undefined before its first change. */
  at(count: number): V | undefined {
    return this.#values[this.changes(count) - 1];
  }

  /** The value after the `n`th change. */
  nth(n: number): V | undefined {
    return this.#values[n];
  }

  /** All values up to the cursor, oldest first. */
  until(count: number): readonly V[] {
    return this.#values.slice(0, this.changes(count));
  }

  get last(): V | undefined {
    return this.#values.at(-1);
  }
}
