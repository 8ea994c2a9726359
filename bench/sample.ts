/** One repetition of a measurement: named numbers, each with its unit in its name (`_ms`, `_us`, `_per_s`, `_ratio`). */
export type Sample = Readonly<Record<string, number>>;

export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
