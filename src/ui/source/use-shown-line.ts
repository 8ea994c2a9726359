import { useMemo } from 'react';
import { useApp } from '../use-app.ts';
import { followMarks } from './lit-lines.ts';
import { useListings } from './use-listings.ts';

/**
 * From a line of the program that runs, which is what a trace names, to the same one in the listing that the reader has
 * open; undefined where that listing has none, and until it is there.
 */
export function useShownLine(): (line: number) => number | undefined {
  const shown = useApp((state) => state.listing);
  const listings = useListings();
  return useMemo(() => {
    if (listings === undefined) return () => undefined;
    if (shown === 'program') return (line: number) => (line > 0 ? line : undefined);
    const lines = followMarks(listings.program, listings.python);
    return (line: number) => lines.get(line);
  }, [listings, shown]);
}
