/** Outcome of a run: what tells one run from another for the reader. */
import type { Measure } from './format.ts';

/** Measures of objects whose final value is part of the outcome. */
export const tellingMeasures: ReadonlySet<Measure> = new Set([
  'value',
  'hold',
  'flag',
  'permits',
  'depth',
]);

/** Last line of a traceback: class and message. */
export const lastLine = (report: string): string => report.trimEnd().split('\n').at(-1) ?? '';

/** 'never': the run exceeded the step limit. 'input': the program waits for typed input. */
export type EndingKind = 'finished' | 'exception' | 'deadlock' | 'input' | 'never';

/** A thread that cannot go on. */
export interface Stuck {
  readonly thread: string;
  /** Name of the operation that the thread waits in. */
  readonly op: string;
  /** Name of the object, or of the thread, that it waits for; '' for none. */
  readonly on: string;
}

export interface Final {
  readonly name: string;
  readonly value: string;
}

export interface Outcome {
  readonly kind: EndingKind;
  readonly stuck: readonly Stuck[];
  /** The last line of each uncaught exception's report; 'exit N of T' for an exit code other than 0. */
  readonly failures: readonly string[];
  /** Printed lines: in order where the order counts, else sorted. */
  readonly printed: readonly string[];
  readonly finals: readonly Final[];
}
