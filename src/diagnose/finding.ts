/**
 * A finding: something that went wrong in a run, or could have, derived from its trace alone. It refers to threads,
 * objects and events by index, so that a view shows the names of its instant.
 */
import type { EventIndex, Ms, ObjectIndex, ThreadIndex } from '../base/units.ts';
import type { KeysOf } from '../views/sentence.ts';
import type en from './texts/en.json';

/** fault: it went wrong. risk: another schedule of the same program goes wrong. note: it only costs time. */
export type Level = 'fault' | 'risk' | 'note';

export const kinds = {
  /** A cycle of threads that wait for each other. */
  deadlock: 'fault',
  /** Threads wait, and no remaining thread can end that. */
  stuck: 'fault',
  /** A notify came before a thread waited for it; the thread now waits for ever. */
  'missed-notify': 'fault',
  /** A write computed from an old value overwrote another update. */
  'lost-update': 'fault',
  /** A condition that a thread had checked was no longer true when it acted on it. */
  'check-then-act': 'fault',
  /** A permit or lock was released by a thread that had not acquired it. */
  'over-release': 'fault',
  /** task_done() was called more often than there were items. */
  'over-done': 'fault',
  /** A thread was killed while it held a lock that others want. */
  'killed-holder': 'fault',
  /** An exception ended a thread or task, and nobody sees it. */
  'unseen-exception': 'fault',
  /** A thread stopped performing operations, and was ended. */
  'gave-no-sign': 'fault',
  /** An event was set again without a clear: wait() blocks nobody. */
  'never-cleared': 'fault',
  /** Work was cut off by the program's end: daemons with items left in their queue, a pool's workers in their tasks. */
  'left-behind': 'fault',
  /** Threads that retreat for each other and make no progress. */
  livelock: 'fault',
  /** One thread waits while others are served again and again. */
  starvation: 'fault',
  /** Locks acquired in opposite orders. */
  'lock-order': 'risk',
  /** Two threads write a variable without happens-before order. */
  race: 'risk',
  /** A thread reads what another one writes, without happens-before order: it may see an old value. */
  'unordered-read': 'note',
  /** A notify found no waiter; a thread that came later waited for it in vain, until its timeout. */
  'unheard-notify': 'note',
  /** Waiters of a lock that never run out. */
  convoy: 'note',
  /** A lock was held for long by a thread that slept or computed, while others waited. */
  'long-hold': 'note',
  /** A thread or process that nobody joined outlived its starter. */
  outlives: 'note',
  /** A process has ended, and its starter sleeps without taking its exit code. */
  zombie: 'note',
} as const satisfies Record<string, Level>;
export type FindingKind = keyof typeof kinds;

/** Key of a text in texts/en.json, without plural suffixes. */
export type ClauseKey = KeysOf<typeof en>;

/** Parameter of a text: a name by its index, the time or the line of an event, or a literal. */
export type Value =
  | string
  | number
  | { readonly thread: ThreadIndex }
  | { readonly threads: readonly ThreadIndex[] }
  | { readonly object: ObjectIndex }
  | { readonly time: EventIndex }
  | { readonly duration: Ms };

/** One sentence of a finding, and the event that it concerns. */
export interface Clause {
  readonly key: ClauseKey;
  readonly values: Readonly<Record<string, Value>>;
  /** -1: none. If its line is known, the sentence names it. */
  readonly at: EventIndex;
}

export const clause = (key: ClauseKey, at: EventIndex, values: Clause['values'] = {}): Clause => ({
  key,
  at,
  values,
});

/** One occurrence. */
export interface Case {
  /** The event at which it is certain. */
  readonly seq: EventIndex;
  /** What happened, then what decided it: the events that led to it. */
  readonly says: readonly Clause[];
  readonly threads: readonly ThreadIndex[];
  readonly objects: readonly ObjectIndex[];
}

/** A stored occurrence. */
export interface KeptCase extends Case {
  /** Its number among all occurrences, from 1. */
  readonly nth: number;
}

export interface Finding {
  readonly id: number;
  readonly kind: FindingKind;
  readonly level: Level;
  /** In order; at least one, including the last. Of many only a sample. */
  readonly cases: readonly KeptCase[];
  /** Number of all occurrences, and the event of the last. */
  readonly total: number;
  readonly last: EventIndex;
}

/** The latest occurrence within the first `count` events; undefined before the first. */
export const caseAt = ({ cases }: Finding, count: EventIndex): KeptCase | undefined =>
  cases.findLast(({ seq }) => seq < count);
