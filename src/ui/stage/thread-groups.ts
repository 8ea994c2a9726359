import type { ThreadIndex } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';
import type { World } from '../../views/state.ts';
import { conditionOf, conditions, type Condition } from '../../views/condition.ts';

/** The threads of each process, by the process's index. */
export function threadsByProcess(trace: Trace, world: World): ThreadIndex[][] {
  const groups: ThreadIndex[][] = world.processes.map(() => []);
  for (const { index } of world.threads) groups[trace.threads[index]?.process ?? 0]?.push(index);
  return groups;
}

export function countConditions(world: World): Record<Condition, number> {
  const counts = Object.fromEntries(conditions.map((one) => [one, 0])) as Record<Condition, number>;
  for (const thread of world.threads) counts[conditionOf(thread)]++;
  return counts;
}
