import type { Listing } from '../../scenarios/scenario.ts';

/**
 * Maps lines of the program to lines of another listing, by marks that both contain. The n-th line with a mark maps to
 * the n-th line there, or to the last one if there are fewer.
 */
export function followMarks(program: Listing, other: Listing): ReadonlyMap<number, number> {
  const lines = new Map<number, number>();
  for (const [mark, from] of Object.entries(program.marks)) {
    const to = other.marks[mark] ?? [];
    from.forEach((line, n) => {
      const target = to[n] ?? to.at(-1);
      if (target !== undefined && !lines.has(line)) lines.set(line, target);
    });
  }
  return lines;
}
