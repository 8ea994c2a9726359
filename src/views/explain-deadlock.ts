/** A deadlock in words: a headline, then for each thread whom or what it waits for. */
import type { Trace } from '../trace/trace.ts';
import type { Deadlock } from './deadlock.ts';
import { measureOf } from './object-fold.ts';
import { objectName, threadName } from './names.ts';
import { sentence, type Sentence } from './sentence.ts';
import type { World } from './state.ts';

export function explainDeadlock(trace: Trace, world: World, deadlock: Deadlock): Sentence[] {
  const count = deadlock.threads.length;
  const alone = deadlock.kind === 'cycle' ? 'deadlock.self' : 'deadlock.stuck-alone';
  const many = deadlock.kind === 'cycle' ? 'deadlock.cycle' : 'deadlock.stuck';
  const headline = count === 1 ? sentence(alone) : sentence(many, { count });
  return [headline, ...deadlock.threads.map((thread) => explainPart(trace, world, thread))];
}

function explainPart(trace: Trace, world: World, index: number): Sentence {
  const state = world.threads[index]!;
  const thread = threadName(trace, index);
  const op = trace.ops[state.op]?.name ?? '?';
  const on = world.objects[state.object];
  if (on === undefined) {
    if (op === 'drain-children') return sentence('deadlock.exit', { thread });
    if (state.blockedBy < 0) return sentence('deadlock.in', { thread, op });
    return sentence('deadlock.join', { thread, holder: threadName(trace, state.blockedBy) });
  }
  const object = objectName(trace, on.index);
  const [holder] = on.holders;
  if (measureOf(trace, on.index) !== 'hold' || holder === undefined)
    return sentence('deadlock.on', { thread, op, object });
  if (holder === index) return sentence('deadlock.lock-own', { thread, object });
  return sentence('deadlock.lock', { thread, object, holder: threadName(trace, holder) });
}
