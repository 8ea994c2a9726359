/**
 * Group holds: a lock can be held for a group, such as the readers of a readers-writer lock: the first reader acquires
 * it, the last one releases it. Python lets any thread release a Lock. So a lock acquired under another lock that its
 * holder has released since has no owner: that its holder waits does not mean that it stays held.
 */
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import type { ObjectState, World } from './state.ts';

export function isHeldForGroup(
  trace: Trace,
  world: Pick<World, 'threads'>,
  object: ObjectState,
): boolean {
  const [holder = -1] = object.holders;
  const last = world.threads[holder]?.lastEvent ?? -1;
  if (trace.objects[object.index]?.kind !== 'lock') return false;
  let seq = trace.countUntil(object.since);
  while (seq > 0 && trace.time(seq - 1) >= object.since) seq -= 1;
  const taken = new Set<number>();
  let isTaken = false;
  for (; seq <= last; seq++) {
    if (trace.thread(seq) !== holder || trace.phase(seq) !== Phase.done) continue;
    const hold = trace.opInfo(seq)?.hold;
    const on = trace.object(seq);
    if (hold === 'take') {
      isTaken ||= on === object.index;
      if (isTaken) taken.add(on);
    } else if (hold === 'give' && isTaken && !taken.has(on)) return true;
  }
  return false;
}
