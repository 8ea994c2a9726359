/** Effect of an operation on the state of its object. Changes an open copy in place; see `fold.ts`. */
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

export function measureOf(trace: Trace, object: ObjectIndex): Measure {
  const { kind = 'other', measure } = trace.objects[object] ?? {};
  return measure ?? objectKinds[kind] ?? 'none';
}

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

/** A copy that may be modified. */
export const openObject = (state: ObjectState): OpenObject => ({
  ...state,
  holders: [...state.holders],
  waiting: [...state.waiting],
  items: [...state.items],
});

/** Measures that are never negative, unlike a variable's value, a broken barrier's and a future's measure. */
const counts: ReadonlySet<Measure> = new Set(['hold', 'permits', 'depth']);

/** The measure after an event; `before` if the event only reads it. */
export function measureAfter(
  trace: Trace,
  seq: EventIndex,
  means: Measure,
  before: number,
): number {
  const value = trace.value(seq);
  const isTask = trace.objects[trace.object(seq)]?.kind === 'future';
  return value < 0 && counts.has(means) && !isTask ? before : value;
}

/** Applies an event of `thread`. */
export function affect(
  trace: Trace,
  seq: EventIndex,
  thread: ThreadIndex,
  state: OpenObject,
): void {
  const means = measureOf(trace, state.index);
  const measure = measureAfter(trace, seq, means, state.measure);
  const isTask = trace.objects[state.index]?.kind === 'future';
  const text = means === 'value' || isTask ? trace.text(seq) : '';
  // A hold begins with the first acquisition; repeated ones continue it.
  const same =
    means === 'hold' ? Math.sign(measure) === Math.sign(state.measure) : measure === state.measure;
  if (!same || (text !== '' && text !== state.text)) state.since = trace.time(seq);
  state.measure = measure;
  if (text !== '') state.text = text;
  affectHolders(trace, seq, thread, state, means);
  affectItems(trace, seq, thread, state, means);
}

/** Whether an operation that raised took an item all the same: the end of input. */
export const tookItem = (trace: Trace, seq: EventIndex): boolean =>
  trace.phase(seq) === Phase.raise &&
  trace.opInfo(seq)?.flow === 'receive' &&
  trace.object(seq) >= 0 &&
  trace.cause(seq) >= 0;

/** Removes the item that it took. */
export function affectTaken(trace: Trace, seq: EventIndex, state: OpenObject): void {
  state.measure = Math.max(0, state.measure - 1);
  state.since = trace.time(seq);
  takeOut(state.items, trace.cause(seq));
}

/**
 * The hold that ends when `thread` releases an object: its own latest. Python lets any thread release a lock: a thread
 * without a hold ends the oldest one.
 */
export const endedHold = (holders: readonly ThreadIndex[], thread: ThreadIndex): number =>
  Math.max(0, holders.lastIndexOf(thread));

function affectHolders(
  trace: Trace,
  seq: EventIndex,
  thread: ThreadIndex,
  { holders, measure, index }: OpenObject,
  means: Measure,
): void {
  const hold = trace.opInfo(seq)?.hold;
  if (hold === 'take') holders.push(thread);
  else if (hold === 'give') holders.splice(endedHold(holders, thread), 1);
  if (means === 'hold' && measure <= 0) holders.length = 0;
  if (means !== 'permits') return;
  // A thread that releases a permit need not have taken one; the measure says how many are really out.
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
  // The queue may have been emptied at once, by a shutdown.
  if (means === 'depth' && measure === 0) items.length = 0;
  if (flow === 'send') {
    const item = { text: trace.text(seq), sent: seq, by: thread };
    items.splice(placeOf(item.text, items, trace.objects[index]?.kind), 0, item);
  } else if (flow === 'receive' && items.length > 0) {
    takeOut(items, trace.cause(seq));
  }
}

function takeOut(items: ItemState[], sent: EventIndex): void {
  const at = items.findIndex((item) => item.sent === sent);
  items.splice(Math.max(0, at), 1);
}

/** Position of a new item in the queue. */
function placeOf(text: string, items: readonly ItemState[], kind: ObjectKind | undefined): number {
  if (kind === 'lifo-queue') return 0;
  if (kind !== 'priority-queue') return items.length;
  const behind = items.findIndex((item) => compareItems(item.text, text) > 0);
  return behind < 0 ? items.length : behind;
}
