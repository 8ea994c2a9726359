/** Sources of a program as tabs: which listing shows which lines of a trace. */
import type { SourceFile } from '../../engines/program.ts';
import type { SourceLine } from '../../engines/step-run.ts';
import type { Listing } from '../../scenarios/scenario.ts';
import type { Listings } from '../../scenarios/listings.ts';
import type { Source as TraceSource } from '../../trace/format.ts';
import { followMarks } from './follow-marks.ts';

export interface Source {
  /** Id of its tab: 'python' and 'program' for the two listings of a scenario, else a unique name. */
  readonly id: string;
  /** A file's name; '' for a listing of a scenario, whose name is a text of the page. */
  readonly name: string;
  /** Index of the trace's source whose lines it shows. */
  readonly source: number;
  readonly listing: Listing;
  /** Maps a line of that source to this listing; undefined if there is none. */
  readonly lineOf: (line: number) => number | undefined;
  /** Lines of that source at which a run can stop, by line of this listing. */
  readonly stops: ReadonlyMap<number, readonly number[]>;
}

/** A scenario has one source, the program that runs, and the same program in Python beside it. */
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
  return { id, name: '', source, listing, lineOf, stops };
}

type Runs = (text: string) => Listing['lines'];

/** Files are shown unchanged. A run can stop at every line with code. */
export function sourcesOfFiles(files: readonly SourceFile[], runs: Runs = plain): Source[] {
  return files.map(({ path, text }, source) => fileSource(path, path, source, text, runs));
}

/** Of a trace: sources without a text are known by name, and have no lines to show. */
export function sourcesOfTrace(sources: readonly TraceSource[]): Source[] {
  return sources.map(({ id, name, text }, source) => fileSource(id, name, source, text, plain));
}

/** Without colours. */
const plain: Runs = (text) => text.split('\n').map((line) => [[line, '']]);

function fileSource(
  id: string,
  name: string,
  source: number,
  written: string | undefined,
  runs: Runs,
): Source {
  const text = written?.replaceAll('\r\n', '\n').replace(/\n$/, '');
  const lines = text === undefined ? [] : text.split('\n');
  const stops = new Map(
    lines.flatMap((line, i) => (/^\s*(#|$)/.test(line) ? [] : [[i + 1, [i + 1]] as const])),
  );
  const listing: Listing = { lines: text === undefined ? [] : runs(text), marks: {}, params: {} };
  const last = text === undefined ? Infinity : lines.length;
  const lineOf = (line: number) => (line > 0 && line <= last ? line : undefined);
  return { id, name, source, listing, lineOf, stops };
}

/** The open source; the first if the open one is none of these. */
export const openSource = (sources: readonly Source[], open: string): Source | undefined =>
  sources.find(({ id }) => id === open) ?? sources[0];

/** A line for display: its number in the open source, else with its file. */
export function nameLine(
  sources: readonly Source[],
  open: string,
  { source, line }: SourceLine,
): string | undefined {
  const shown = openSource(sources, open);
  const there = shown?.source === source ? shown : sources.find((known) => known.source === source);
  const number = there?.lineOf(line);
  if (there === undefined || number === undefined) return undefined;
  return there === shown ? String(number) : `${there.name}:${number}`;
}
