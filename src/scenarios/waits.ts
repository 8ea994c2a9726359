/**
 * What the waits of a scenario are for, in words: `waits.json` in its folder, by the marks of the lines where its program sleeps,
 * computes or waits. Fetched when a run of it is shown.
 */
import { loadListings } from './listings.ts';

/** By mark, then by language. */
export type Waits = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What the waits at a line of the program are for. */
export interface WaitLine {
  readonly source: 0;
  readonly line: number;
  readonly texts: Waits[string];
}

const files: Record<string, () => Promise<unknown>> = import.meta.glob('./*/waits.json', {
  import: 'default',
});

/** By the lines of its program, as traces name them; none for a scenario that says nothing. */
export async function loadWaits(scenario: string): Promise<readonly WaitLine[]> {
  const load = files[`./${scenario}/waits.json`];
  if (load === undefined) return [];
  const [file, { program }] = await Promise.all([load(), loadListings(scenario)]);
  // A test checks what stands in the files.
  const waits = file as Waits;
  return Object.entries(waits).flatMap(([mark, texts]) =>
    (program.marks[mark] ?? []).map((line) => ({ source: 0 as const, line, texts })),
  );
}
