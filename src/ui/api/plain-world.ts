/** The state at the cursor as plain objects with names in place of indexes. */
import { EndStatus } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { objectName, processName, threadName } from '../../views/names.ts';
import type { World } from '../../views/state.ts';
import type { ObjectInfo, ThreadInfo } from './weft-api.ts';

const endings = new Map<number, string>(
  Object.entries(EndStatus).map(([name, status]) => [status, name]),
);

export function plainThreads(trace: Trace, world: World): ThreadInfo[] {
  return world.threads.map((thread) => {
    const details = trace.threads[thread.index];
    const isBlocked = thread.run === 'blocked';
    return {
      name: threadName(trace, thread.index),
      process: processName(trace, details?.process ?? -1),
      daemon: details?.daemon ?? false,
      state: thread.run,
      wait: isBlocked ? thread.wait : null,
      object: isBlocked && thread.object >= 0 ? objectName(trace, thread.object) : null,
      blockedBy: isBlocked && thread.blockedBy >= 0 ? threadName(trace, thread.blockedBy) : null,
      since: thread.since,
      line: thread.line,
      end: endings.get(thread.end) ?? null,
    };
  });
}

export function plainObjects(trace: Trace, world: World): ObjectInfo[] {
  const names = (threads: readonly number[]) => threads.map((index) => threadName(trace, index));
  return world.objects.map((object) => ({
    name: objectName(trace, object.index),
    kind: trace.objects[object.index]?.kind ?? 'other',
    measure: object.measure,
    text: object.text,
    holders: names(object.holders),
    waiting: names(object.waiting),
    items: object.items.map(({ text }) => text),
  }));
}
