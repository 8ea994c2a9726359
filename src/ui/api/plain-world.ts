/** The state at the cursor as plain objects with names in place of indices. */
import { EndStatus } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { conditionOf } from '../../views/condition.ts';
import type { World } from '../../views/state.ts';
import type { ObjectInfo, ThreadInfo } from './weft-api.ts';

const endings: ReadonlyMap<number, string> = new Map(
  Object.entries(EndStatus).map(([name, status]) => [status, name]),
);

export function plainThreads(trace: Trace, world: World): ThreadInfo[] {
  const { names } = world;
  return world.threads.map((thread) => {
    const details = trace.threads[thread.index];
    const isBlocked = thread.run === 'blocked';
    return {
      name: names.thread(thread.index),
      process: names.process(details?.process ?? -1),
      daemon: details?.daemon ?? false,
      state: thread.run,
      condition: conditionOf(thread),
      wait: isBlocked ? thread.wait : null,
      object: isBlocked && thread.object >= 0 ? names.object(thread.object) : null,
      blockedBy: isBlocked && thread.blockedBy >= 0 ? names.thread(thread.blockedBy) : null,
      since: thread.since,
      line: thread.line,
      end: endings.get(thread.end) ?? null,
    };
  });
}

export function plainObjects(trace: Trace, world: World): ObjectInfo[] {
  const { names } = world;
  const all = (threads: readonly number[]) => threads.map((index) => names.thread(index));
  return world.objects.map((object) => ({
    name: names.object(object.index),
    kind: trace.objects[object.index]?.kind ?? 'other',
    measure: object.measure,
    text: object.text,
    holders: all(object.holders),
    waiting: all(object.waiting),
    items: object.items.map(({ text }) => text),
  }));
}
