import type { EventIndex, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { itemsOf } from './python-items.ts';
import { Series } from './series.ts';

export interface SlotWrite {
  readonly thread: ThreadIndex;
  readonly seq: EventIndex;
}

interface ArrayHistory {
  items: readonly string[];
  readonly slots: Map<number, Series<SlotWrite>>;
}

/** The last writer of each element of a shared array: a write gives the whole array, so elements are compared. */
export class SlotWrites {
  readonly #arrays = new Map<ObjectIndex, ArrayHistory>();

  eat(trace: Trace, seq: EventIndex): void {
    const object = trace.object(seq);
    const details = trace.objects[object];
    if (details?.kind !== 'array') return;
    if (trace.phase(seq) === Phase.object) {
      this.#arrays.set(object, { items: itemsOf(details.text ?? '[]').items, slots: new Map() });
    }
    const history = this.#arrays.get(object);
    const isWrite = trace.phase(seq) === Phase.done && trace.opInfo(seq)?.access === 'write';
    if (history === undefined || !isWrite) return;
    const { items } = itemsOf(trace.text(seq));
    items.forEach((item, slot) => {
      if (item === history.items[slot]) return;
      const writes = history.slots.get(slot) ?? new Series<SlotWrite>();
      history.slots.set(slot, writes);
      writes.push(seq, { thread: trace.thread(seq), seq });
    });
    history.items = items;
  }

  /** The last write among the first `count` events that changed this element. */
  at(array: ObjectIndex, slot: number, count: number): SlotWrite | undefined {
    return this.#arrays.get(array)?.slots.get(slot)?.at(count);
  }
}
