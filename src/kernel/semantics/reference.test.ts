/** The kernel's primitives cannot be told from Python's own text of them: both come to the same outcomes. */
import { describe, expect, it } from 'vitest';
import { outcomesOf, type RivalName, scriptOf } from './random-rivals.ts';

/** Scripts that come to three outcomes or more, all of them within so few runs. */
const scripts = {
  condition: [1, 33, 36],
  event: [1, 8],
  semaphore: [8, 11, 19],
  barrier: [5, 7, 13],
  queue: [7, 19, 20],
} as const satisfies Record<RivalName, readonly number[]>;

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

describe.each(Object.entries(scripts) as [RivalName, readonly number[]][])('%s', (name, seeds) => {
  it.each(seeds)('script %i', (seed) => {
    const script = scriptOf(name, seed);
    const kernel = outcomesOf(name, 'kernel', script, upTo(100));
    const reference = outcomesOf(name, 'reference', script, upTo(200));
    expect(kernel.size).toBeGreaterThan(2);
    expect([...kernel].toSorted()).toEqual([...reference].toSorted());
  });
});
