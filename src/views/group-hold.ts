/**
 * A lock can be held for a group: the first reader takes the room, the last one gives it back. Python lets any thread
 * release a Lock. So one that was taken under another lock, which its taker has given back since, is nobody's own: that
 * its taker waits does not mean that it stays taken.
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
