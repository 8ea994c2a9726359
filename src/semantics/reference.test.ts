/** The kernel's primitives have the same outcomes as Python's own source of them. */
import { describe, expect, it } from 'vitest';
import { outcomesOf, type RivalName, type Script, scriptOf } from './random-rivals.ts';
import { thinned } from '../base/sweep.ts';

/** Seeds of scripts with five outcomes or more. */
const scripts = {
  condition: [11, 36, 59, 78, 84],
  event: [1, 20, 51, 66, 90],
  semaphore: [8, 11, 31, 38, 100],
  barrier: [6, 13, 22, 36, 82],
  queue: [11, 30, 59, 78, 88],
} as const satisfies Record<RivalName, readonly number[]>;

/** Number of seeds per side and round; rounds are added while one side lacks an outcome of the other. */
const SEEDS = 100;
const MOST_SEEDS = 5000;

class Side {
  readonly outcomes = new Set<string>();
  readonly #more: (seeds: readonly number[]) => Set<string>;
  #seeds = 0;

  constructor(name: RivalName, side: 'kernel' | 'reference', script: Script) {
    this.#more = (seeds) => outcomesOf(name, side, script, seeds);
    this.#run();
  }

  #run(): void {
    const seeds = Array.from({ length: SEEDS }, (_, n) => this.#seeds + n);
    for (const outcome of this.#more(seeds)) this.outcomes.add(outcome);
    this.#seeds += SEEDS;
  }

  /** Outcomes of the other side only, after all rounds. */
  lacks(other: Side): string[] {
    for (;;) {
      const missing = [...other.outcomes].filter((outcome) => !this.outcomes.has(outcome));
      if (missing.length === 0 || this.#seeds >= MOST_SEEDS) return missing;
      this.#run();
    }
  }
}

describe.each(Object.entries(scripts) as [RivalName, readonly number[]][])('%s', (name, seeds) => {
  it.each(thinned(seeds, 3))('script %i', { timeout: 30_000 }, (seed) => {
    const script = scriptOf(name, seed);
    const kernel = new Side(name, 'kernel', script);
    const reference = new Side(name, 'reference', script);
    expect(kernel.lacks(reference)).toEqual([]);
    expect(reference.lacks(kernel)).toEqual([]);
    expect(kernel.outcomes.size).toBeGreaterThan(4);
  });
});
