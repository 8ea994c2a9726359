/**
 * Actual (not potential) deadlock: a cycle of threads that wait for each other, or a program in which every remaining
 * thread waits for ever.
 *
 * Cycles are searched in the wait-for graph: a thread waits for the holders of a lock, or for the thread that it joins.
 * A lock held for a group has no owner (`group-hold.ts`). A thread with a timeout will give up and breaks the cycle.
 * Semaphores, queues and flags have no owner who alone could end a wait, so they never add an edge; they only count for
 * the second kind. A library's idle threads that wait for work (of a pool, of an executor) are ignored.
 */
import type { ObjectIndex, ThreadIndex } from '../base/units.ts';
import { isInner, Phase, type Role } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { isHeldForGroup } from './group-hold.ts';
import { measureOf } from './object-fold.ts';
import type { ThreadState, World } from './state.ts';

/** The part of a world that is read: not its time or names. */
type Standstill = Pick<World, 'threads' | 'objects' | 'processes' | 'count'>;

export interface Deadlock {
  /**
   * cycle: each thread waits for the next, the last for the first. stuck: no remaining thread could wake these.
   * besides: daemon threads continue, but only sleep and print, and all others wait for ever.
   */
  readonly kind: 'cycle' | 'stuck' | 'besides';
  /** Of several cycles, one after the other. */
  readonly threads: readonly ThreadIndex[];
  /** Besides cycles, if no thread can continue: threads that wait for ever for another reason. */
  readonly also: readonly ThreadIndex[];
  /** The object that each of these threads waits for, in the same order; -1 for a join. */
  readonly objects: readonly ObjectIndex[];
  /** Number of disjoint cycles. */
  readonly circles: number;
}

/** The threads that a blocked thread waits for; empty if no particular ones, or if it has a timeout. */
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
    // A thread that waits for an object, not for a thread in a cycle, has a reason of its own.
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

/** Whether it cannot continue by itself. Typed input may still let a thread continue. */
const isHopeless = (trace: Trace, thread: ThreadState): boolean =>
  thread.run === 'blocked' && thread.deadline < 0 && !awaitsTyping(trace, thread);

const isDaemon = (trace: Trace, thread: ThreadIndex): boolean => {
  const details = trace.threads[thread];
  return details?.daemon === true || trace.processes[details?.process ?? -1]?.daemon === true;
};

/**
 * Whether it is an idle thread of a library, waiting for work: in the queues of a pool or executor, or for its workers
 * to end. Not one that waits for an answer, of a task or of a manager.
 */
function isIdle(trace: Trace, { run, object, index }: ThreadState): boolean {
  const details = trace.objects[object];
  if (run !== 'blocked') return false;
  if (details === undefined) return isInner(trace.threads[index] ?? {});
  if (details.kind === 'pool') return isDaemon(trace, index);
  return isInner(details) && !answers.has(details.role);
}

const answers: ReadonlySet<Role | undefined> = new Set<Role>(['result', 'task', 'response']);

/** Number of sleeps after which a daemon counts as only ticking. */
const TICKS = 3;

/** Whether these threads have repeatedly done nothing but sleep and print since the last waiter began to wait. */
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

/** Every thread waits for at most one other here, so following the edges finds every cycle. */
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
