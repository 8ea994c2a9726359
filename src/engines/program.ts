/**
 * Identifies what a run is of: whoever starts a run, stores it, shows its source, links to it or saves it uses one of
 * these.
 */
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
  /** Path as in the program: 'main.py', 'lib/worker.py'. */
  readonly path: string;
  readonly text: string;
}

/**
 * Where threads of a Python program may switch. sync: before each call that synchronises, sleeps or prints. line: also
 * before each line. instruction: also before each read and write of shared data.
 */
export const grains = ['sync', 'line', 'instruction'] as const;
export type Grain = (typeof grains)[number];

/** Source files that an engine runs unchanged. */
export interface FilesProgram {
  readonly kind: 'files';
  readonly language: 'python';
  /** Name for the reader. */
  readonly name: string;
  /** The first is the main file. */
  readonly files: readonly SourceFile[];
  readonly grain: Grain;
  /** The link that it came from, without the `#`. */
  readonly link?: string;
}

/** A recorded run: nothing executes, its trace is shown. */
export interface TraceProgram {
  readonly kind: 'trace';
  /** Name of its file, without the format suffix. */
  readonly name: string;
  readonly trace: Trace;
  /** Number of events in the file, which the trace represents as events, slices and counters. */
  readonly fileEvents?: number;
  /** What the importer left out or repaired. */
  readonly notes?: readonly Note[];
}

export type Program = ScenarioProgram | FilesProgram | TraceProgram;
/** Programs that an engine can run. */
export type RunnableProgram = ScenarioProgram | FilesProgram;
export type ProgramKind = Program['kind'];
