import type { ProcessIndex, ThreadIndex } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';
import type { World } from '../../views/state.ts';
import { conditionOf, conditions, type Condition } from '../../views/condition.ts';

/** The threads of each process, by the process's index. */
export function threadsByProcess(trace: Trace, world: World): ThreadIndex[][] {
  const groups: ThreadIndex[][] = world.processes.map(() => []);
  for (const { index } of world.threads) groups[trace.threads[index]?.process ?? 0]?.push(index);
  return groups;
}

export interface ThreadGroup {
  readonly process: ProcessIndex;
  readonly threads: readonly ThreadIndex[];
}

/**
 * The first `most` threads by process, and the chosen one if it is none of them. Groups without threads count as one
 * each, since they have a heading.
 */
export function firstThreads(
  groups: readonly (readonly ThreadIndex[])[],
  most: number,
  chosen: ThreadIndex,
): ThreadGroup[] {
  const shown: ThreadGroup[] = [];
  let left = most;
  for (const [process, all] of groups.entries()) {
    const threads = all.slice(0, Math.max(0, left));
    const hasChosen = left < all.length && all.includes(chosen) && !threads.includes(chosen);
    if (hasChosen) threads.push(chosen);
    if (left > 0 || hasChosen) shown.push({ process, threads });
    left -= Math.max(1, all.length);
  }
  return shown;
}

/** The first `most` threads of all groups, of which none is left out. */
export function cutGroups(groups: readonly ThreadGroup[], most: number): ThreadGroup[] {
  let left = most;
  return groups.map(({ process, threads }) => {
    const first = threads.slice(0, Math.max(0, left));
    left -= threads.length;
    return { process, threads: first };
  });
}

export function countConditions(world: World): Record<Condition, number> {
  const counts = Object.fromEntries(conditions.map((one) => [one, 0])) as Record<Condition, number>;
  for (const thread of world.threads) counts[conditionOf(thread)]++;
  return counts;
}
