/**
 * Digest of a run prefix: equal for prefixes that differ only in the order of independent steps (and otherwise equal
 * with probability 2^-51). For sets of visited prefixes.
 */
import type { RunStack } from './run-stack.ts';

/** Digests are sums modulo this number, so that they stay exact. */
const MODULUS = 2 ** 51 - 129;

/** Mixes a number below the modulus over its whole range. */
function mixed(value: number): number {
  const low = Math.imul(((value % 2 ** 32) | 0) ^ 0x9e3779b9, 0x85ebca6b);
  const high = Math.imul(((value / 2 ** 19) | 0) ^ (low >>> 13), 0xc2b2ae35);
  const last = Math.imul(low ^ (high >>> 16), 0x27d4eb2f);
  return ((high >>> 0) * 2 ** 19 + ((last >>> 0) & 0x7ffff)) % MODULUS;
}

export class Digests {
  readonly #run: RunStack;
  /** Per step: hash of the step and its causal past. */
  readonly #marks: number[] = [];
  /** Prefix sums of these. */
  readonly #sums: number[] = [];

  constructor(run: RunStack) {
    this.#run = run;
  }

  /** Digest of the present run. Call it, or {@link forget}, whenever steps were taken back. */
  get digest(): number {
    const { taken } = this.#run;
    for (let place = this.#sums.length; place < taken.length; place++) {
      const { thread, number, preceding } = taken[place]!;
      let sum = (thread + 1) * 1_000_003 + number;
      for (const other of new Set(preceding)) sum = (sum + this.#marks[other]!) % MODULUS;
      const mark = mixed(sum);
      this.#marks[place] = mark;
      this.#sums[place] = ((this.#sums[place - 1] ?? 0) + mark) % MODULUS;
    }
    return this.#sums[taken.length - 1] ?? 0;
  }

  /** Steps from this position on were taken back. */
  forget(place: number): void {
    if (this.#sums.length > place) this.#sums.length = this.#marks.length = place;
  }
}
