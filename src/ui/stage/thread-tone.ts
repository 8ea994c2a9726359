import type { ObjectIndex } from '../../base/units.ts';
import type { activeConditions, Condition } from '../../views/condition.ts';
import type { ThreadState } from '../../views/state.ts';

/** Colours of threads by meaning. Each is a family of custom properties `--state-<tone>`. */
export type Tone = (typeof activeConditions)[number] | 'idle';

/** Whether a thread is blocked on none of `objects`. */
export const isAway = (thread: ThreadState, objects: readonly ObjectIndex[]): boolean =>
  thread.run === 'blocked' && thread.wait !== 'sleep' && !objects.includes(thread.object);

const tones = {
  running: 'running',
  ready: 'ready',
  blocked: 'blocked',
  joining: 'joining',
  asleep: 'asleep',
  message: 'message',
  new: 'idle',
  stopped: 'idle',
  zombie: 'idle',
  ended: 'idle',
  failed: 'idle',
  killed: 'idle',
  lost: 'idle',
} as const satisfies Record<Condition, Tone>;

export const toneOf = (condition: Condition): Tone => tones[condition];
