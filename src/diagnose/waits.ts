/** Which threads could end a wait, and which waits will never end. */
import type { ThreadIndex } from '../base/units.ts';
import type { Standing, Standings } from './standing.ts';

/**
 * Whether it cannot continue by itself. Typed input may let a thread continue; so does a joined thread that has ended.
 */
export const isHopeless = ({ things, threads }: Standings, thread: Standing): boolean =>
  thread.run === 'blocked' &&
  !thread.hasLimit &&
  things[thread.object]?.details.kind !== 'terminal' &&
  !(thread.object < 0 && threads[thread.blockedBy]?.run === 'ended');

/**
 * Whether it is an idle thread of a library, waiting for work: in the queues of a pool or executor, or for its workers
 * to end. It does nothing for the program by itself.
 */
export function isIdle({ things }: Standings, thread: Standing): boolean {
  const details = things[thread.object]?.details;
  if (thread.run !== 'blocked' || details === undefined) return false;
  if (details.kind === 'pool') return thread.isDaemon;
  return details.inner === true && details.role !== 'result' && details.role !== 'task';
}

/**
 * The one thread that a blocked thread waits for: a lock's owner, or the joined thread; -1 if there is no particular
 * one.
 */
export function needs(standings: Standings, thread: Standing): ThreadIndex {
  const thing = standings.things[thread.object];
  if (thing === undefined) return thread.blockedBy;
  return thing.means === 'hold' ? standings.ownerOf(thing) : -1;
}

/**
 * The cycle in the wait-for graph through this thread, if any: each waits for the next, the last for the first. A wait
 * with a timeout ends by itself and breaks it (Coffman, Elphick and Shoshani, 1971: circular wait).
 */
export function circleFrom(standings: Standings, start: Standing): Standing[] | undefined {
  const path: Standing[] = [];
  let at: Standing | undefined = start;
  while (at !== undefined && isHopeless(standings, at)) {
    path.push(at);
    at = standings.threads[needs(standings, at)];
    if (at === start) return path;
    if (at !== undefined && path.includes(at)) return undefined;
  }
  return undefined;
}

/**
 * Threads that wait for ever: the largest set of blocked threads without a timeout such that every thread that could
 * end a member's wait is in the set too, or has ended. A lock can be released by its owner, a join is ended by the
 * joined thread, anything else by any thread that can reach the object: one of its process, or any if it is shared or a
 * library's threads serve it.
 */
export function lostThreads(standings: Standings): Set<Standing> {
  const live = standings.threads.filter(({ run }) => run !== 'ended' && run !== 'new');
  const idle = new Set(live.filter((t) => isIdle(standings, t)));
  const lost = new Set(live.filter((t) => !idle.has(t) && isHopeless(standings, t)));
  for (;;) {
    // Number of threads that can still continue, by process and in all.
    const free = new Map<number, number>([[-1, 0]]);
    const count = (process: number) => free.set(process, (free.get(process) ?? 0) + 1);
    for (const t of live) {
      if (lost.has(t) || idle.has(t)) continue;
      count(t.process);
      count(-1);
    }
    const helped = [...lost].filter((t) => {
      const one = standings.threads[needs(standings, t)];
      if (one !== undefined && !idle.has(one)) return one.run !== 'ended' && !lost.has(one);
      return (free.get(one === undefined ? reachOf(standings, t) : -1) ?? 0) > 0;
    });
    if (helped.length === 0) return lost;
    for (const t of helped) lost.delete(t);
  }
}

/** The process whose threads alone can end the wait; -1 for all. */
function reachOf({ things }: Standings, thread: Standing): number {
  const details = things[thread.object]?.details;
  if (details === undefined || details.of !== undefined || details.inner === true) return -1;
  return details.process;
}
