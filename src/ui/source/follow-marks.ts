import type { Listing } from '../../scenarios/scenario.ts';

/**
 * Lines of the program to lines of another listing, by the marks that both carry. A mark that stands several times leads
 * from its n-th line to its n-th line there, and to the last one where there are fewer.
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
