/**
 * Deadlock that has happened, as opposed to one that could: threads that wait for each other in a circle, or a program
 * in which every thread left waits for ever.
 *
 * The circle is looked for in the wait-for graph: a thread waits for the holders of a lock, or for the thread that it
 * joins. A lock that is held for a group has no owner (`group-hold.ts`). A thread with a time limit will give up and breaks the circle. Semaphores, queues and flags have no owner who
 * alone could let a waiter go on, so they never make an edge; they can only take part in a standstill. What a library
 * keeps waiting for work (the threads of a pool, an idle worker) takes no part in one.
 */
import type { ObjectIndex, ThreadIndex } from '../base/units.ts';
import { isInner, Phase, type Role } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { isHeldForGroup } from './group-hold.ts';
import { measureOf } from './object-fold.ts';
import type { ThreadState, World } from './state.ts';

/** What is asked of a world; neither its time nor its names. */
type Standstill = Pick<World, 'threads' | 'objects' | 'processes' | 'count'>;

export interface Deadlock {
  /**
   * cycle: each thread waits for the next, the last for the first. stuck: nobody is left who could wake these. besides:
   * daemon threads go on, but only sleep and print, and all others wait for ever.
   */
  readonly kind: 'cycle' | 'stuck' | 'besides';
  /** Of several circles, one circle after the other. */
  readonly threads: readonly ThreadIndex[];
  /** Beside circles, where nobody can go on: who waits for ever for another reason. */
  readonly also: readonly ThreadIndex[];
  /** What each of these threads waits on, in the same order; -1 for a thread that joins another. */
  readonly objects: readonly ObjectIndex[];
  /** Circles that have nothing to do with each other; 0 where there is none. */
  readonly circles: number;
}

/** Whom a blocked thread needs in order to go on; empty if nobody in particular, or if it will give up by itself. */
function waitsFor(trace: Trace, world: Standstill, thread: ThreadState): readonly ThreadIndex[] {
  if (thread.run !== 'blocked' || thread.deadline >= 0) return [];
  const object = world.objects[thread.object];
  if (object !== undefined && measureOf(trace, object.index) === 'hold')
    return isHeldForGroup(trace, world, object) ? [] : object.holders.slice(0, 1);
  return thread.wait === 'join' && thread.blockedBy >= 0 ? [thread.blockedBy] : [];
}

export function findDeadlock(trace: Trace, world: Standstill): Deadlock | undefined {
  const circles = findCircles(trace, world);
  const live = world.threads.filter((t) => t.run !== 'ended' && t.run !== 'new');
  const left = live.filter((t) => !isIdle(trace, t));
  const hopeless = left.filter((t) => isHopeless(trace, t));
  const others = left.filter((t) => !isHopeless(trace, t));
  if (circles.length > 0) {
    const inCircles = circles.flat();
    // Whoever waits for an object, and not for who is in a circle, has a reason of his own.
    const isApart = (t: ThreadState): boolean =>
      t.object >= 0 && ![t.index, ...waitsFor(trace, world, t)].some((n) => inCircles.includes(n));
    const also = others.length === 0 ? hopeless.filter(isApart).map((t) => t.index) : [];
    return { ...toDeadlock('cycle', world, inCircles, circles.length), also };
  }
  // Daemon threads may wait for ever: they end with their process.
  if (hopeless.every((t) => isDaemon(trace, t.index))) return undefined;
  const threads = hopeless.map((t) => t.index);
  if (others.length === 0) return toDeadlock('stuck', world, threads, 0);
  const isOnlyTicking =
    others.every((t) => isDaemon(trace, t.index)) && onlyTick(trace, world, hopeless, others);
  return isOnlyTicking ? toDeadlock('besides', world, threads, 0) : undefined;
}

/** It will not go on by itself. What is typed may let a thread go on. */
const isHopeless = (trace: Trace, thread: ThreadState): boolean =>
  thread.run === 'blocked' && thread.deadline < 0 && !awaitsTyping(trace, thread);

const isDaemon = (trace: Trace, thread: ThreadIndex): boolean => {
  const details = trace.threads[thread];
  return details?.daemon === true || trace.processes[details?.process ?? -1]?.daemon === true;
};

/**
 * A thread of the library's own that waits for work: in the queues of a pool or executor, or for its workers to end. Not
 * one that waits for an answer: of a task, or of a manager.
 */
function isIdle(trace: Trace, { run, object, index }: ThreadState): boolean {
  const details = trace.objects[object];
  if (run !== 'blocked') return false;
  if (details === undefined) return isInner(trace.threads[index] ?? {});
  if (details.kind === 'pool') return isDaemon(trace, index);
  return isInner(details) && !answers.has(details.role);
}

const answers: ReadonlySet<Role | undefined> = new Set<Role>(['result', 'task', 'response']);

/** So often a daemon must have gone to sleep before it counts as one that only ticks. */
const TICKS = 3;

/** Since the last of the waiting began to wait, have these done nothing but sleep and print, again and again? */
function onlyTick(
  trace: Trace,
  world: Standstill,
  waiting: readonly ThreadState[],
  daemons: readonly ThreadState[],
): boolean {
  const ticks = new Map(daemons.map(({ index }) => [index, 0]));
  for (let seq = Math.max(...waiting.map((t) => t.sinceEvent)) + 1; seq < world.count; seq++) {
    const count = ticks.get(trace.thread(seq));
    if (count === undefined) continue;
    if (trace.object(seq) >= 0) return false;
    if (trace.phase(seq) === Phase.block) ticks.set(trace.thread(seq), count + 1);
  }
  return [...ticks.values()].every((count) => count >= TICKS);
}

/** Does the thread wait for a line to be typed? */
export const awaitsTyping = (trace: Trace, { run, object }: ThreadState): boolean =>
  run === 'blocked' && trace.objects[object]?.kind === 'terminal';

function toDeadlock(
  kind: Deadlock['kind'],
  world: Standstill,
  threads: readonly ThreadIndex[],
  circles: number,
): Deadlock {
  const objects = threads.map((t) => world.threads[t]?.object ?? -1);
  return { kind, threads, also: [], objects, circles };
}

/** Every thread waits for at most one other here, so following the edges finds every circle. */
function findCircles(trace: Trace, world: Standstill): ThreadIndex[][] {
  const circles: ThreadIndex[][] = [];
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
    if (at !== undefined && visitedIn.get(at) === origin)
      circles.push(path.slice(path.indexOf(at)));
  }
  return circles;
}
