/**
 * What a finding is: something that went wrong in a run, or could have, told from its trace alone. It names threads,
 * objects and events by index, so that whoever shows it uses the names of the instant that is on screen.
 */
import type { EventIndex, Ms, ObjectIndex, ThreadIndex } from '../base/units.ts';
import type { KeysOf } from '../views/sentence.ts';
import type en from './texts/en.json';

/** fault: it has gone wrong. risk: another order of the same program goes wrong. note: it costs time, nothing else. */
export type Level = 'fault' | 'risk' | 'note';

export const kinds = {
  /** Threads that wait for each other in a circle. */
  deadlock: 'fault',
  /** Threads wait, and nobody who is left can end that. */
  stuck: 'fault',
  /** A notify came before somebody waited for it, who now waits for ever. */
  'missed-notify': 'fault',
  /** An update was made of an old value, and buried another one. */
  'lost-update': 'fault',
  /** What a thread had looked at was not so any more when it acted on it. */
  'check-then-act': 'fault',
  /** A permit or lock was given back by a thread that had not taken it. */
  'over-release': 'fault',
  /** task_done() was called more often than there were items. */
  'over-done': 'fault',
  /** A thread was killed while it held a lock that others want. */
  'killed-holder': 'fault',
  /** An exception ended a thread or task, and nobody learns of it. */
  'unseen-exception': 'fault',
  /** A thread performed no operation any more, and was given up. */
  'gave-no-sign': 'fault',
  /** An event was set once more, but never cleared: whoever waits for it goes straight through. */
  'never-cleared': 'fault',
  /** Work was cut off by the program's end: daemons whose queue still had some, a pool's workers at their tasks. */
  'left-behind': 'fault',
  /** Threads that step aside for each other and get nowhere. */
  livelock: 'fault',
  /** Others are served again and again while one waits. */
  starvation: 'fault',
  /** Locks that are taken in opposite orders. */
  'lock-order': 'risk',
  /** Two threads use a variable that both write, and nothing orders the two. */
  race: 'risk',
  /** A thread reads what another one writes, and nothing orders the two: it may see an old value. */
  'unordered-read': 'note',
  /** A line in front of a lock that never becomes empty. */
  convoy: 'note',
  /** A lock was held for long by a thread that slept or computed, while others waited. */
  'long-hold': 'note',
  /** A thread or process that nobody joined went on after its starter's end. */
  outlives: 'note',
  /** A process has ended, and who started it sleeps and does not ask for its exit code. */
  zombie: 'note',
} as const satisfies Record<string, Level>;
export type FindingKind = keyof typeof kinds;

/** A text of texts/en.json, without its endings for plurals. */
export type ClauseKey = KeysOf<typeof en>;

/** What a text is filled with: a name by its index, the time or the line of an event, or as it stands. */
export type Value =
  | string
  | number
  | { readonly thread: ThreadIndex }
  | { readonly threads: readonly ThreadIndex[] }
  | { readonly object: ObjectIndex }
  | { readonly time: EventIndex }
  | { readonly duration: Ms };

/** One sentence of a finding, and the event that it is about. */
export interface Clause {
  readonly key: ClauseKey;
  readonly values: Readonly<Record<string, Value>>;
  /** -1: about none. Where its line is known, the sentence names it. */
  readonly at: EventIndex;
}

export const clause = (key: ClauseKey, at: EventIndex, values: Clause['values'] = {}): Clause => ({
  key,
  at,
  values,
});

/** One time that it happened. */
export interface Case {
  /** The event with which it is plain. */
  readonly seq: EventIndex;
  /** What happened, then what decided it: the events that it came from. */
  readonly says: readonly Clause[];
  readonly threads: readonly ThreadIndex[];
  readonly objects: readonly ObjectIndex[];
}

/** A case that is kept. */
export interface KeptCase extends Case {
  /** Which one of all it is, from 1. */
  readonly nth: number;
}

export interface Finding {
  readonly id: number;
  readonly kind: FindingKind;
  readonly level: Level;
  /** In order; at least one, and the last. Of many not all. */
  readonly cases: readonly KeptCase[];
  /** How many there were in all, and the event of the last. */
  readonly total: number;
  readonly last: EventIndex;
}

/** The case that a reader of the first `count` events sees: the latest; undefined before the first. */
export const caseAt = ({ cases }: Finding, count: EventIndex): KeptCase | undefined =>
  cases.findLast(({ seq }) => seq < count);
