/** The sources of a program, as tabs of the page: which listing stands for which lines of a trace. */
import type { SourceFile } from '../../engines/program.ts';
import type { SourceLine } from '../../engines/step-run.ts';
import type { Listing } from '../../scenarios/scenario.ts';
import type { Listings } from '../../scenarios/texts.ts';
import { followMarks } from './follow-marks.ts';

export interface Source {
  /** Its tab: 'python' and 'program' for the two listings of a scenario, else the file's path. */
  readonly id: string;
  /** Row of the trace's table of sources whose lines it shows. */
  readonly source: number;
  readonly listing: Listing;
  /** From a line of that row to the same one here; undefined where there is none. */
  readonly lineOf: (line: number) => number | undefined;
  /** Lines of that row at which a run can stop, by the line here that stands for them. */
  readonly stops: ReadonlyMap<number, readonly number[]>;
}

/** A scenario has one source, the program that runs, and beside it the same program in Python. */
export function sourcesOfScenario({ program, python }: Listings): Source[] {
  const lines = followMarks(program, python);
  return [
    sourceOf('python', 0, python, program, (line) => lines.get(line)),
    sourceOf('program', 0, program, program, (line) => (line > 0 ? line : undefined)),
  ];
}

function sourceOf(
  id: string,
  source: number,
  listing: Listing,
  program: Listing,
  lineOf: Source['lineOf'],
): Source {
  const stops = new Map<number, number[]>();
  // Every step of a program carries a mark.
  for (const line of Object.values(program.marks).flat()) {
    const shown = lineOf(line);
    if (shown !== undefined) stops.set(shown, [...(stops.get(shown) ?? []), line]);
  }
  return { id, source, listing, lineOf, stops };
}

/** Files are shown as they are. A run can stop at every line that says something. */
export function sourcesOfFiles(files: readonly SourceFile[]): Source[] {
  return files.map(({ path, text }, source) => {
    const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
    const stops = new Map(
      lines.flatMap((line, i) => (/^\s*(#|$)/.test(line) ? [] : [[i + 1, [i + 1]] as const])),
    );
    const listing: Listing = { lines: lines.map((line) => [[line, '']]), marks: {}, params: {} };
    const lineOf = (line: number) => (line > 0 && line <= lines.length ? line : undefined);
    return { id: path, source, listing, lineOf, stops };
  });
}

/** The one that the reader has open; the first where that one is none of these. */
export const openSource = (sources: readonly Source[], open: string): Source | undefined =>
  sources.find(({ id }) => id === open) ?? sources[0];

/** A line as the reader finds it: its number in the open source, else with the file that it is in. */
export function nameLine(
  sources: readonly Source[],
  open: string,
  { source, line }: SourceLine,
): string | undefined {
  const shown = openSource(sources, open);
  const there = shown?.source === source ? shown : sources.find((known) => known.source === source);
  const number = there?.lineOf(line);
  if (there === undefined || number === undefined) return undefined;
  return there === shown ? String(number) : `${there.id}:${number}`;
}
