/** What was left out or mended when a trace was read from a file of another tool: how often, and where first. */

/** In the order in which they are told. */
export const noteKinds = [
  // The file.
  'cut-short',
  'broken',
  'not-an-event',
  'trailing-comma',
  'too-many',
  'many-names',
  // Left out.
  'no-phase',
  'no-time',
  'time-out-of-range',
  'unknown-phase',
  'end-without-begin',
  'flow-without-start',
  'counter-without-number',
  'too-deep',
  'no-room',
  'too-many-events',
  // Mended.
  'no-process',
  'no-thread',
  'begin-without-end',
  'other-name-at-end',
  'overlapping',
  'no-duration',
  'negative-duration',
  'async-without-begin',
  'async-without-end',
  'no-id',
  'flow-without-end',
  'flow-id-again',
  'no-stack',
  'other-unit',
  'out-of-order',
  'waits',
] as const;
export type NoteKind = (typeof noteKinds)[number];

export interface Note {
  readonly kind: NoteKind;
  readonly count: number;
  /** The event, from 1, at which it was first so; 0 where it is no event's. */
  readonly first: number;
  /** What the words need beside: a phase, a unit. */
  readonly detail: string;
}
