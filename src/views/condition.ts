/**
 * The vocabulary of thread and process states: every word, colour, icon and pattern for a state is chosen by one of
 * these. Their words are `condition.*` in `texts/`.
 */
import { EndStatus, type WaitKind } from '../trace/format.ts';
import type { ThreadState } from './state.ts';

/** States of a thread that has started and not ended: those with a colour each. */
export const activeConditions = [
  'running',
  'ready',
  'blocked',
  'joining',
  'asleep',
  'message',
] as const;

/**
 * In order of listing. blocked: waits for a lock, a signal, room. joining: waits for others to end or to start.
 * message: waits for a message or an item. stopped, zombie: processes only.
 */
export const conditions = [
  ...activeConditions,
  'new',
  'stopped',
  'zombie',
  'ended',
  'failed',
  'killed',
  'lost',
] as const;
export type Condition = (typeof conditions)[number];

/** State of a blocked thread, by the kind of its wait. */
export const waitCondition = {
  sync: 'blocked',
  none: 'blocked',
  join: 'joining',
  sleep: 'asleep',
  message: 'message',
} as const satisfies Record<WaitKind, Condition>;

const endings = {
  [EndStatus.returned]: 'ended',
  [EndStatus.raised]: 'failed',
  [EndStatus.killed]: 'killed',
  [EndStatus.lost]: 'lost',
} as const satisfies Record<EndStatus, Condition>;

export function conditionOf({ run, wait, end }: ThreadState): Condition {
  if (run === 'blocked') return waitCondition[wait];
  if (run === 'ended') return end === -1 ? 'ended' : endings[end];
  return run;
}
