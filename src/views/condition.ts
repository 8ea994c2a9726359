/**
 * The one vocabulary of states: whatever tells a reader what a thread or a process does, in a word, a colour, an icon or a
 * pattern, does it by one of these. Their words are `condition.*` in `texts/`.
 */
import { EndStatus, type WaitKind } from '../trace/format.ts';
import type { ThreadState } from './state.ts';

/** Of a thread that has begun and not ended: those that have a colour each. */
export const activeConditions = [
  'running',
  'ready',
  'blocked',
  'joining',
  'asleep',
  'message',
] as const;

/**
 * In the order in which they are listed. blocked: waits for a lock, a signal, room. joining: waits for others to end or to
 * begin, as a main thread does all day long. message: waits for what somebody sends. stopped, zombie: of a process.
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

/** What a blocked thread is told to be, by what it waits for. */
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
