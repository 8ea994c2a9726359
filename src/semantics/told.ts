/** The page's explanation of a deadlocked program, from its trace. */
import type { Ms } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';
import { findDeadlock } from '../views/deadlock.ts';
import { explainDeadlock } from '../views/explain-deadlock.ts';
import { History } from '../views/history.ts';

export interface Told {
  /** Number of wait-for cycles. */
  readonly circles: number;
  /** Keys of the sentences, the headline first; none if the program is not deadlocked. */
  readonly keys: readonly string[];
  /** All sentences as text. */
  readonly text: string;
}

export function toldOf(trace: Trace, time: Ms): Told {
  const world = new History(trace).live(time);
  const deadlock = findDeadlock(trace, world);
  const sentences = deadlock === undefined ? [] : explainDeadlock(trace, world, deadlock);
  return {
    circles: deadlock?.circles ?? 0,
    keys: sentences.map(({ key }) => key),
    text: JSON.stringify(sentences),
  };
}
