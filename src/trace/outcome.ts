/** What has come of a run: what a reader tells runs apart by. */
import type { Measure } from './format.ts';

/** What an object holds is worth telling where its measure is one of these. */
export const tellingMeasures: ReadonlySet<Measure> = new Set([
  'value',
  'hold',
  'flag',
  'permits',
  'depth',
]);

/** Of a report: what was raised. */
export const lastLine = (report: string): string => report.trimEnd().split('\n').at(-1) ?? '';

/** never: it went on for more steps than a run may have. input: it waits for what the reader types. */
export type EndingKind = 'finished' | 'exception' | 'deadlock' | 'input' | 'never';

/** A thread that cannot go on. */
export interface Stuck {
  readonly thread: string;
  /** Name of the operation that it waits in. */
  readonly op: string;
  /** Name of the object, or of the thread, that it is about; '' for none. */
  readonly on: string;
}

export interface Final {
  readonly name: string;
  readonly value: string;
}

export interface Outcome {
  readonly kind: EndingKind;
  readonly stuck: readonly Stuck[];
  /** The last line of each report of an exception that nobody caught; 'exit N of T' for an exit code other than 0. */
  readonly failures: readonly string[];
  /** Lines: in their order where that counts, else sorted. */
  readonly printed: readonly string[];
  readonly finals: readonly Final[];
}
