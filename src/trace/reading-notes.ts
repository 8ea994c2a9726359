/** Notes on an import: what was left out or repaired when another tool's file was read, how often, and where first. */

/** Kinds of notes, in the order of display. */
export const noteKinds = [
  // The file as a whole.
  'cut-short',
  'broken',
  'not-an-event',
  'trailing-comma',
  'after-end',
  'other-part',
  'too-many',
  'many-names',
  'long-names',
  'many-texts',
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
  // Repaired.
  'no-process',
  'no-thread',
  'named-again',
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
  /** The first event concerned, counted from 1; 0 where the note is about no event. */
  readonly first: number;
  /** Detail for the message: a phase, a unit. */
  readonly detail: string;
}
