/** What an operation does to the state of the object that it is on. Changes an open copy in place; see `fold.ts`. */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { objectKinds, Phase, type Measure, type ObjectKind } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { compareItems } from './item-order.ts';
import type { ItemState, ObjectState } from './state.ts';

export interface OpenObject extends Omit<ObjectState, 'holders' | 'waiting' | 'items'> {
  measure: number;
  text: string;
  since: number;
  lastEvent: EventIndex;
  readonly holders: ThreadIndex[];
  readonly waiting: ThreadIndex[];
  readonly items: ItemState[];
}

export const measureOf = (trace: Trace, object: ObjectIndex): Measure =>
  objectKinds[trace.objects[object]?.kind ?? 'other'] ?? 'none';

export const newObject = (trace: Trace, index: ObjectIndex, seq: EventIndex): OpenObject => ({
  index,
  measure: trace.value(seq),
  text: trace.objects[index]?.text ?? '',
  holders: [],
  since: trace.time(seq),
  waiting: [],
  items: [],
  lastEvent: seq,
});

/** A copy that may be changed. */
export const openObject = (state: ObjectState): OpenObject => ({
  ...state,
  holders: [...state.holders],
  waiting: [...state.waiting],
  items: [...state.items],
});

/** `thread` has done what the event says. */
export function affect(
  trace: Trace,
  seq: EventIndex,
  thread: ThreadIndex,
  state: OpenObject,
): void {
  const measure = trace.value(seq);
  const means = measureOf(trace, state.index);
  const isTask = trace.objects[state.index]?.kind === 'future';
  const text = means === 'value' || isTask ? trace.text(seq) : '';
  // A hold begins when nobody held it before, however often it is taken after.
  const same =
    means === 'hold' ? Math.sign(measure) === Math.sign(state.measure) : measure === state.measure;
  if (!same || (text !== '' && text !== state.text)) state.since = trace.time(seq);
  state.measure = measure;
  if (text !== '') state.text = text;
  affectHolders(trace, seq, thread, state, means);
  affectItems(trace, seq, thread, state, means);
}

/** Whether input() has taken the end of input from a terminal: it raises, and the end is gone all the same. */
export function takesEndOfInput(trace: Trace, seq: EventIndex): boolean {
  return (
    trace.phase(seq) === Phase.raise &&
    trace.opInfo(seq)?.name === 'input' &&
    trace.objects[trace.object(seq)]?.kind === 'terminal'
  );
}

/** The end of input has been taken. */
export function affectInput(trace: Trace, seq: EventIndex, state: OpenObject): void {
  state.measure = Math.max(0, state.measure - 1);
  state.since = trace.time(seq);
  state.items.shift();
}

function affectHolders(
  trace: Trace,
  seq: EventIndex,
  thread: ThreadIndex,
  { holders, measure, index }: OpenObject,
  means: Measure,
): void {
  const hold = trace.opInfo(seq)?.hold;
  if (hold === 'take') holders.push(thread);
  else if (hold === 'give') {
    const own = holders.lastIndexOf(thread);
    // Python lets any thread release a lock: then it is the oldest hold that ends.
    if (own >= 0) holders.splice(own, 1);
    else holders.shift();
  }
  if (means === 'hold' && measure <= 0) holders.length = 0;
  if (means !== 'permits') return;
  // Whoever releases a permit need not have taken one; the count says how many are really out.
  const { limit } = trace.objects[index]!;
  const out = limit < 0 ? holders.length : Math.max(0, limit - measure);
  if (holders.length > out) holders.splice(0, holders.length - out);
}

function affectItems(
  trace: Trace,
  seq: EventIndex,
  thread: ThreadIndex,
  { items, measure, index }: OpenObject,
  means: Measure,
): void {
  const flow = trace.opInfo(seq)?.flow;
  // An empty queue may have been emptied at once, by a shutdown.
  if (means === 'depth' && measure === 0) items.length = 0;
  if (flow === 'send') {
    const item = { text: trace.text(seq), sent: seq, by: thread };
    items.splice(placeOf(item.text, items, trace.objects[index]?.kind), 0, item);
  } else if (flow === 'receive' && items.length > 0) {
    const at = items.findIndex((item) => item.sent === trace.cause(seq));
    items.splice(Math.max(0, at), 1);
  }
}

/** Where a new item stands in line. */
function placeOf(text: string, items: readonly ItemState[], kind: ObjectKind | undefined): number {
  if (kind === 'lifo-queue') return 0;
  if (kind !== 'priority-queue') return items.length;
  const behind = items.findIndex((item) => compareItems(item.text, text) > 0);
  return behind < 0 ? items.length : behind;
}
