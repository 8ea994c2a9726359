/** Whether a program can go on by itself: told to the reader, since a picture in which nothing moves does not tell. */
import type { ThreadIndex } from '../base/units.ts';
import type { World } from '../views/state.ts';

/**
 * The threads that wait for each other for ever; empty while anything can still happen. A thread whose waiting has a
 * time limit can still go on, and so may one that has been created and not started (its creator starts it).
 */
export function stuckThreads(world: World): readonly ThreadIndex[] {
  const started = world.threads.filter(({ run }) => run !== 'ended' && run !== 'new');
  const isStuck = started.every(
    (thread) => thread.run === 'blocked' && thread.deadline < 0 && thread.wait !== 'sleep',
  );
  return isStuck ? started.map(({ index }) => index) : [];
}
