/** Totals of slices by name, for a table: matching names, largest first. */
import type { Tracks } from '../trace/tracks.ts';

export const totalColumns = ['count', 'total', 'self', 'longest'] as const;
export type TotalColumn = (typeof totalColumns)[number];

/** Rows of `tracks.names`, largest first by `column`; `query` is searched in names, ignoring case. */
export function sliceTotals(tracks: Tracks, column: TotalColumn, query: string): number[] {
  const wanted = query.trim().toLowerCase();
  const { names, totals } = tracks;
  const found: number[] = [];
  for (const [name, text] of names.entries()) {
    if (totals.count[name] === 0) continue;
    if (wanted === '' || text.toLowerCase().includes(wanted)) found.push(name);
  }
  const sums = totals[column];
  return found.sort((a, b) => sums[b]! - sums[a]! || totals.count[b]! - totals.count[a]!);
}
