/** What the page tells of a program that stands still, from its trace. */
import type { Ms } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';
import { findDeadlock } from '../views/deadlock.ts';
import { explainDeadlock } from '../views/explain-deadlock.ts';
import { History } from '../views/history.ts';

export interface Told {
  /** Circles of threads that wait for each other. */
  readonly circles: number;
  /** Keys of the sentences, the headline first; none where it does not stand still. */
  readonly keys: readonly string[];
  /** All their words. */
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
