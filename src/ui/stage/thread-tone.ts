import type { ObjectIndex } from '../../base/units.ts';
import { EndStatus } from '../../trace/format.ts';
import type { ThreadState } from '../../views/state.ts';

/** The colours that threads have, by meaning. Each is a family of custom properties `--state-<tone>`. */
export type Tone = 'running' | 'ready' | 'blocked' | 'asleep' | 'message' | 'idle';

/** What a reader is told about a thread's state in a word; finer than its colour, so each has its own icon. */
export type Condition = Exclude<Tone, 'idle'> | 'new' | 'ended' | 'failed' | 'killed' | 'lost';

/** In the order in which counts are listed. */
export const conditions = [
  'running',
  'ready',
  'blocked',
  'asleep',
  'message',
  'new',
  'ended',
  'failed',
  'killed',
  'lost',
] as const satisfies readonly Condition[];

const endings = {
  [EndStatus.returned]: 'ended',
  [EndStatus.raised]: 'failed',
  [EndStatus.killed]: 'killed',
  [EndStatus.lost]: 'lost',
} as const satisfies Record<EndStatus, Condition>;

export function conditionOf(thread: ThreadState): Condition {
  switch (thread.run) {
    case 'new':
    case 'ready':
    case 'running':
      return thread.run;
    case 'blocked':
      if (thread.wait === 'sleep') return 'asleep';
      return thread.wait === 'message' ? 'message' : 'blocked';
    case 'ended':
      return thread.end === -1 ? 'ended' : endings[thread.end];
  }
}

/** Whether a thread is blocked, but in none of `objects`. */
export const isAway = (thread: ThreadState, objects: readonly ObjectIndex[]): boolean =>
  thread.run === 'blocked' && thread.wait !== 'sleep' && !objects.includes(thread.object);

const tones = {
  running: 'running',
  ready: 'ready',
  blocked: 'blocked',
  asleep: 'asleep',
  message: 'message',
  new: 'idle',
  ended: 'idle',
  failed: 'idle',
  killed: 'idle',
  lost: 'idle',
} as const satisfies Record<Condition, Tone>;

export const toneOf = (condition: Condition): Tone => tones[condition];
