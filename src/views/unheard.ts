/**
 * A thread may sleep though what it waits for is there: a release wakes the first in line, and that was not this one.
 * Either another was woken and has yet to take it; or the first place in line is that of a thread that fork() did not
 * copy with the line (see `kernel/primitives/ghosts.ts`), and the wake-up is lost.
 */
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { briefName, objectName } from './names.ts';
import { measureOf } from './object-fold.ts';
import { sentence, type Sentence, type SentenceKey } from './sentence.ts';
import type { ObjectState, ThreadState, World } from './state.ts';

const unheardKeys: Readonly<Record<string, SentenceKey>> = {
  get: 'blocked.get-unheard',
  put: 'blocked.put-unheard',
  acquire: 'blocked.permit-unheard',
};

/** Is there what the operation waits for? */
function isThere(trace: Trace, object: ObjectState, op: string): boolean {
  const { kind, limit } = trace.objects[object.index]!;
  if (measureOf(trace, object.index) === 'permits') return op === 'acquire' && object.measure > 0;
  if (!kind.endsWith('queue')) return false;
  if (op === 'get') return object.measure > 0;
  return op === 'put' && limit > 0 && object.measure < limit;
}

/** Undefined where what the thread waits for is not there, or is just about to wake it. */
export function explainUnheard(
  trace: Trace,
  world: World,
  state: ThreadState,
  object: ObjectState,
): Sentence | undefined {
  const op = trace.ops[state.op]?.name ?? '';
  const key = unheardKeys[op];
  if (key === undefined || !isThere(trace, object, op)) return undefined;
  const params = { object: objectName(trace, object.index) };
  const woken = object.waiting.find((index) => {
    const other = world.threads[index];
    return other?.run === 'ready' && other.op === state.op;
  });
  const waker = woken ?? wokenNext(trace, world, object);
  if (waker === undefined) return sentence(key, params);
  if (waker === state.index) return undefined;
  return sentence('blocked.promised', { ...params, holder: briefName(trace, waker) });
}

/** Within a step: whom the next event wakes. */
function wokenNext(trace: Trace, { count }: World, { index }: ObjectState): number | undefined {
  if (count >= trace.length || trace.phase(count) !== Phase.wake) return undefined;
  return trace.object(count) === index ? trace.other(count) : undefined;
}
