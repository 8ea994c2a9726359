/**
 * Missed wake-ups: a thread may sleep although what it waits for is available, because a release wakes only the first
 * in line. Either another thread was woken and has yet to take it; or the first place in line belongs to a thread that
 * fork() did not copy (see `kernel/primitives/ghosts.ts`), and the wake-up is lost.
 */
import { Phase, type OpInfo } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { measureOf } from './object-fold.ts';
import { sentence, type Sentence, type SentenceKey } from './sentence.ts';
import type { ObjectState, ThreadState, World } from './state.ts';

/** The sentence, if what the operation waits for is available. */
function keyOf(trace: Trace, object: ObjectState, op: OpInfo): SentenceKey | undefined {
  const { kind, limit } = trace.objects[object.index]!;
  const { measure } = object;
  if (measureOf(trace, object.index) === 'permits') {
    return op.hold === 'take' && measure > 0 ? 'blocked.permit-unheard' : undefined;
  }
  if (!kind.endsWith('queue')) return undefined;
  if (op.flow === 'receive') return measure > 0 ? 'blocked.get-unheard' : undefined;
  const hasRoom = op.flow === 'send' && limit > 0 && measure < limit;
  return hasRoom ? 'blocked.put-unheard' : undefined;
}

/** Undefined if what the thread waits for is not available, or is about to wake it. */
export function explainUnheard(
  trace: Trace,
  world: World,
  state: ThreadState,
  object: ObjectState,
): Sentence | undefined {
  const op = trace.ops[state.op];
  const key = op && keyOf(trace, object, op);
  if (key === undefined) return undefined;
  const params = { object: world.names.object(object.index) };
  const woken = object.waiting.find((index) => {
    const other = world.threads[index];
    return other?.run === 'ready' && other.op === state.op;
  });
  const waker = woken ?? wokenNext(trace, world, object);
  if (waker === undefined) return sentence(key, params);
  if (waker === state.index) return undefined;
  return sentence('blocked.promised', { ...params, holder: world.names.brief(waker) });
}

/** The thread woken by the next event of the same step. */
function wokenNext(trace: Trace, { count }: World, { index }: ObjectState): number | undefined {
  if (count >= trace.length || trace.phase(count) !== Phase.wake) return undefined;
  return trace.object(count) === index ? trace.other(count) : undefined;
}
