/**
 * Differences between endings of one kind: final values that not all of them have, and lines that not all of them
 * print. That a lock is held in a deadlock and free at the end is not listed.
 */
import type { Final } from '../../trace/outcome.ts';
import type { FoundEnding } from '../../explore/report.ts';

export interface Difference {
  readonly finals: readonly Final[];
  readonly printed: readonly string[];
}

/** One for each of the endings. */
export function differencesOf(endings: readonly FoundEnding[]): readonly Difference[] {
  const told = new Map<FoundEnding, Difference>();
  for (const kind of new Set(endings.map((ending) => ending.kind))) {
    const alike = endings.filter((ending) => ending.kind === kind);
    for (const [n, difference] of differencesIn(alike).entries()) told.set(alike[n]!, difference);
  }
  return endings.map((ending) => told.get(ending)!);
}

function differencesIn(endings: readonly FoundEnding[]): readonly Difference[] {
  const varying = varyingNames(endings);
  const common = commonLines(endings);
  return endings.map(({ finals, printed }) => ({
    finals: finals.filter(({ name }) => varying.has(name)),
    printed: without(printed, common),
  }));
}

function varyingNames(endings: readonly FoundEnding[]): ReadonlySet<string> {
  const values = new Map<string, Set<string>>();
  for (const { finals } of endings) {
    for (const { name, value } of finals) {
      const known = values.get(name) ?? new Set();
      values.set(name, known.add(value));
    }
  }
  return new Set([...values].filter(([, known]) => known.size > 1).map(([name]) => name));
}

const countLines = (lines: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
};

/** Minimum number of times that each line is printed. */
function commonLines(endings: readonly FoundEnding[]): ReadonlyMap<string, number> {
  const [first, ...others] = endings.map(({ printed }) => countLines(printed));
  const common = new Map(first);
  for (const counts of others) {
    for (const [line, count] of common) {
      common.set(line, Math.min(count, counts.get(line) ?? 0));
    }
  }
  return common;
}

function without(lines: readonly string[], common: ReadonlyMap<string, number>): string[] {
  const left = new Map(common);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
