import { useMemo } from 'react';
import { useApp } from '../use-app.ts';
import { nameLine } from './sources.ts';
import { useSources } from './use-sources.ts';

/**
 * Maps a line of the trace to the displayed one: its number in the open listing, or file and number. undefined if no
 * listing contains it, and until loaded.
 */
export function useShownLine(): (line: number, source?: number) => string | undefined {
  const open = useApp((state) => state.listing);
  const sources = useSources();
  return useMemo(
    () =>
      (line, source = 0) =>
        sources === undefined ? undefined : nameLine(sources, open, { source, line }),
    [sources, open],
  );
}
