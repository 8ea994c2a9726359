import { useMemo } from 'react';
import { useApp } from '../use-app.ts';
import { nameLine } from './sources.ts';
import { useSources } from './use-sources.ts';

/**
 * From a line of the program that runs, which is what a trace names, to what the reader calls it: its number in the
 * listing that is open, or the file and the number. undefined where no listing has it, and until it is there.
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
