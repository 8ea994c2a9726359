/**
 * The cure for a finding: chosen by the sentence that tells what decided, else by its kind. Texts: `cures` in texts/.
 */
import type { Case, ClauseKey, Finding, FindingKind } from './finding.ts';
import type en from './texts/en.json';

export type CureKey = keyof (typeof en)['cures'];

const byKind: Readonly<Record<FindingKind, CureKey>> = {
  deadlock: 'order',
  stuck: 'wait',
  'missed-notify': 'look',
  'lost-update': 'lock',
  'check-then-act': 'together',
  'over-release': 'release',
  'over-done': 'once',
  'killed-holder': 'ask',
  'unseen-exception': 'catch',
  'gave-no-sign': 'end',
  'never-cleared': 'clear',
  'left-behind': 'join-queue',
  livelock: 'turns',
  starvation: 'door',
  'lock-order': 'order',
  race: 'guard',
  'unordered-read': 'fresh',
  'unheard-notify': 'look',
  convoy: 'short',
  'long-hold': 'short',
  outlives: 'join',
  zombie: 'reap',
};

/** The first of these in a finding's sentences is chosen. */
const byClause: Partial<Record<ClauseKey, CureKey>> = {
  'deadlock.self': 'again',
  'deadlock.joining': 'give-first',
  'why.parties': 'parties',
  'why.pending': 'workers',
  'end.changed': 'together',
  'stale.woken': 'loop',
  'why.killed': 'ask',
  'why.ended-holding': 'with',
  'why.notified-before': 'look',
  'why.notified-others': 'all',
  'why.set-twice': 'count',
  'why.cleared': 'count',
  'why.never-put': 'mark',
  'why.last-put': 'mark',
  'why.never-taken': 'room',
  'why.last-get': 'room',
  'why.twice': 'gate',
  'why.last-give': 'release-all',
  'why.tasks': 'done',
  'why.unsent': 'take',
  'pool.lost': 'join-pool',
  'misuse.refused': 'release',
  'misuse.done': 'once',
  'why.copies': 'share',
};

/** The sentence of the cure for this case. */
export function cureOf({ kind }: Pick<Finding, 'kind'>, { says }: Pick<Case, 'says'>): CureKey {
  for (const { key } of says) {
    const cure = byClause[key];
    if (cure !== undefined) return cure;
  }
  return byKind[kind];
}
