/**
 * Deadlock that has happened, as opposed to one that could: threads that wait for each other in a circle, or a program
 * in which every thread left waits for ever.
 *
 * The circle is looked for in the wait-for graph: a thread waits for the holders of a lock, or for the thread that it
 * joins. A thread with a time limit will give up and breaks the circle. Semaphores, queues and flags have no owner who
 * alone could let a waiter go on, so they never make an edge; they can only take part in a standstill.
 */
import type { ObjectIndex, ThreadIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';
import { measureOf } from './object-fold.ts';
import type { ThreadState, World } from './state.ts';

export interface Deadlock {
  /** cycle: each thread waits for the next, the last for the first. stuck: nobody is left who could wake these. */
  readonly kind: 'cycle' | 'stuck';
  readonly threads: readonly ThreadIndex[];
  /** What each of these threads waits on, in the same order; -1 for a thread that joins another. */
  readonly objects: readonly ObjectIndex[];
}

/** Whom a blocked thread needs in order to go on; empty if nobody in particular, or if it will give up by itself. */
function waitsFor(trace: Trace, world: World, thread: ThreadState): readonly ThreadIndex[] {
  if (thread.run !== 'blocked' || thread.deadline >= 0) return [];
  const object = world.objects[thread.object];
  if (object !== undefined && measureOf(trace, object.index) === 'hold')
    return object.holders.slice(0, 1);
  return thread.wait === 'join' && thread.blockedBy >= 0 ? [thread.blockedBy] : [];
}

export function findDeadlock(trace: Trace, world: World): Deadlock | undefined {
  const cycle = findCycle(trace, world);
  if (cycle !== undefined) return toDeadlock('cycle', world, cycle);
  const left = world.threads.filter((t) => t.run !== 'ended' && t.run !== 'new');
  // What is typed may let a thread go on.
  const hopeless = left.every(
    (t) => t.run === 'blocked' && t.deadline < 0 && !awaitsTyping(trace, t),
  );
  // Daemon threads may wait for ever: they end with their process.
  const missed = left.some((t) => trace.threads[t.index]?.daemon === false);
  if (!hopeless || !missed) return undefined;
  return toDeadlock(
    'stuck',
    world,
    left.map((t) => t.index),
  );
}

/** Does the thread wait for a line to be typed? */
export const awaitsTyping = (trace: Trace, { run, object }: ThreadState): boolean =>
  run === 'blocked' && trace.objects[object]?.kind === 'terminal';

function toDeadlock(
  kind: Deadlock['kind'],
  world: World,
  threads: readonly ThreadIndex[],
): Deadlock {
  return { kind, threads, objects: threads.map((t) => world.threads[t]?.object ?? -1) };
}

/** Every thread waits for at most one other here, so following the edges finds the circle if there is one. */
function findCycle(trace: Trace, world: World): ThreadIndex[] | undefined {
  const visitedIn = new Map<ThreadIndex, ThreadIndex>();
  for (const { index: origin } of world.threads) {
    const path: ThreadIndex[] = [];
    let at: ThreadIndex | undefined = origin;
    while (at !== undefined && !visitedIn.has(at)) {
      visitedIn.set(at, origin);
      path.push(at);
      const state: ThreadState | undefined = world.threads[at];
      at = state === undefined ? undefined : waitsFor(trace, world, state)[0];
    }
    if (at !== undefined && visitedIn.get(at) === origin) return path.slice(path.indexOf(at));
  }
  return undefined;
}
