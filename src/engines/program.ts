/** What a run is of. Whoever starts a run, keeps it, shows its source, links to it or saves it, names it by one of these. */
import type { ParamValues } from '../base/param-values.ts';
import type { Note } from '../trace/reading-notes.ts';
import type { Trace } from '../trace/trace.ts';

/** A scenario of the gallery, with a value for each of its params. */
export interface ScenarioProgram {
  readonly kind: 'scenario';
  readonly id: string;
  readonly params: ParamValues;
}

export interface SourceFile {
  /** As the program names it: 'main.py', 'lib/worker.py'. */
  readonly path: string;
  readonly text: string;
}

/**
 * Where threads of a program that is run as it is written may take turns. sync: before each call that synchronises, sleeps
 * or prints. line: before each line, too. instruction: before each read and write of what threads share, too.
 */
export const grains = ['sync', 'line', 'instruction'] as const;
export type Grain = (typeof grains)[number];

/** Source files that an engine runs as they are. */
export interface FilesProgram {
  readonly kind: 'files';
  readonly language: 'python';
  /** What the reader calls it. */
  readonly name: string;
  /** The first is where it begins. */
  readonly files: readonly SourceFile[];
  readonly grain: Grain;
  /** The link that it came by, without the `#`. */
  readonly link?: string;
}

/** A run that was recorded somewhere: nothing runs, its trace is shown. */
export interface TraceProgram {
  readonly kind: 'trace';
  /** The file that it came from, without what says its format. */
  readonly name: string;
  readonly trace: Trace;
  /** Events of the file, which the trace tells as events of its own, as slices and as numbers. */
  readonly fileEvents?: number;
  /** What its reader left out or mended. */
  readonly notes?: readonly Note[];
}

export type Program = ScenarioProgram | FilesProgram | TraceProgram;
/** What an engine makes a run of. */
export type RunnableProgram = ScenarioProgram | FilesProgram;
export type ProgramKind = Program['kind'];
