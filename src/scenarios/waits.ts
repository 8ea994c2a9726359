/**
 * Meanings of a scenario's waits: `waits.json` in its folder, by the marks of the lines where its program sleeps,
 * computes or waits. Loaded when a run is shown.
 */
import { loadListings } from './listings.ts';

/** By mark, then by language. */
export type Waits = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Meaning of the waits at a line of the program. */
export interface WaitLine {
  readonly source: 0;
  readonly line: number;
  readonly texts: Waits[string];
}

const files: Record<string, () => Promise<unknown>> = import.meta.glob('./*/waits.json', {
  import: 'default',
});

/** By the lines of its program, as traces number them; empty for a scenario without meanings. */
export async function loadWaits(scenario: string): Promise<readonly WaitLine[]> {
  const load = files[`./${scenario}/waits.json`];
  if (load === undefined) return [];
  const [file, { program }] = await Promise.all([load(), loadListings(scenario)]);
  // A test validates the files' content.
  const waits = file as Waits;
  return Object.entries(waits).flatMap(([mark, texts]) =>
    (program.marks[mark] ?? []).map((line) => ({ source: 0 as const, line, texts })),
  );
}
