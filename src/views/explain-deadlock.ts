/** Explains a deadlock: a headline, then for each thread what it waits for. */
import { isInner } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import type { Deadlock } from './deadlock.ts';
import { measureOf } from './object-fold.ts';
import { waitKeyOf } from './explain-thread.ts';
import { sentence, type Sentence, type SentenceKey } from './sentence.ts';
import { lonelyDeadlock } from './texts/wordings.ts';
import type { ThreadState, World } from './state.ts';

export function explainDeadlock(trace: Trace, world: World, deadlock: Deadlock): Sentence[] {
  const headline = headlineOf(deadlock);
  const threads = [...deadlock.threads, ...deadlock.also];
  return [headline, ...threads.map((thread) => explainPart(trace, world, thread))];
}

function headlineOf({ kind, threads, circles }: Deadlock): Sentence {
  const count = threads.length;
  if (kind === 'besides') return sentence('deadlock.besides', { count });
  if (kind === 'stuck') {
    return count === 1 ? sentence('deadlock.stuck-alone') : sentence('deadlock.stuck', { count });
  }
  if (circles > 1) return sentence('deadlock.cycles', { count, circles });
  return count === 1 ? sentence('deadlock.self') : sentence('deadlock.cycle', { count });
}

function explainPart(trace: Trace, world: World, index: number): Sentence {
  const state = world.threads[index]!;
  const thread = world.names.brief(index);
  const op = trace.opName(state.op);
  const on = world.objects[state.object];
  if (on === undefined) return explainWithoutObject(world, state, op);
  const params = { thread, op, object: world.names.object(on.index) };
  const [first] = on.holders;
  const { of = -1, role } = trace.objects[on.index] ?? {};
  if (of >= 0 && first === undefined && (role === 'result' || role === 'task')) {
    return sentence('deadlock.pool', { thread, pool: world.names.object(of) });
  }
  // The response direction of a library's server.
  if (role === 'response' && isInner(trace.objects[on.index]!))
    return sentence('deadlock.in', { thread, op: 'call' });
  const means = measureOf(trace, on.index);
  if (means === 'permits') return sentence('deadlock.permit', params);
  if (means !== 'hold' || first === undefined)
    return sentence(waits[waitKeyOf(trace, state) ?? ''] ?? 'deadlock.on', params);
  if (first === index) return sentence('deadlock.lock-own', params);
  const isOver = world.threads[first]?.run === 'ended';
  const holder = world.names.brief(first);
  if (trace.objects[on.index]?.kind === 'future') {
    return sentence('deadlock.task', { ...params, holder });
  }
  return sentence(isOver ? 'deadlock.lock-abandoned' : 'deadlock.lock', { ...params, holder });
}

function explainWithoutObject({ names }: World, state: ThreadState, op: string): Sentence {
  const thread = names.brief(state.index);
  const key = lonelyDeadlock(op);
  if (key !== undefined) return sentence(key, { thread });
  // For waits on children, futures or several objects Python uses the same name.
  if (state.blockedBy < 0)
    return sentence('deadlock.in', { thread, op: op.replace(/^wait-.*/, 'wait') });
  return sentence('deadlock.join', { thread, holder: names.brief(state.blockedBy) });
}

const waits: Readonly<Record<string, SentenceKey>> = {
  'blocked.event': 'deadlock.event',
  'blocked.condition': 'deadlock.condition',
  'blocked.barrier': 'deadlock.barrier',
  'blocked.get': 'deadlock.get',
  'blocked.put': 'deadlock.put',
  'blocked.queue-done': 'deadlock.queue-done',
  'blocked.recv': 'deadlock.recv',
  'blocked.send': 'deadlock.send',
} satisfies Partial<Record<SentenceKey, SentenceKey>>;
