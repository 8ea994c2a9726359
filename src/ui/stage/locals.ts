/** Thread-local data: the attributes that each thread has of its own. */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { Series } from './series.ts';

/** One thread's attributes, each as Python would print it, in the order in which it set them first. */
export interface ThreadLocals {
  readonly thread: ThreadIndex;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}

/** undefined while it is not set. */
type Values = Map<string, Series<string | undefined>>;

export class Locals {
  readonly #objects = new Map<ObjectIndex, Map<ThreadIndex, Values>>();

  eat(trace: Trace, seq: EventIndex): void {
    if (trace.phase(seq) !== Phase.done) return;
    const object = trace.object(seq);
    if (trace.objects[object]?.kind !== 'local') return;
    const text = trace.text(seq);
    const op = trace.opInfo(seq)?.name;
    // A write says `name = value`, a deletion the name alone.
    const split = text.indexOf(' = ');
    if (op === 'write')
      this.#set(object, trace.thread(seq), seq, text.slice(0, split), text.slice(split + 3));
    if (op === 'delete') this.#set(object, trace.thread(seq), seq, text, undefined);
  }

  /** The threads that have set something by the first `count` events, in the order of their first time. */
  at(object: ObjectIndex, count: number): ThreadLocals[] {
    return [...(this.#objects.get(object) ?? [])].flatMap(([thread, values]) => {
      const isKnown = [...values.values()].some((series) => series.changes(count) > 0);
      const attributes = [...values].flatMap(([name, series]) => {
        const value = series.at(count);
        return value === undefined ? [] : [{ name, value }];
      });
      return isKnown ? [{ thread, attributes }] : [];
    });
  }

  #set(
    object: ObjectIndex,
    thread: ThreadIndex,
    seq: EventIndex,
    name: string,
    value: string | undefined,
  ): void {
    const threads = this.#objects.get(object) ?? new Map<ThreadIndex, Values>();
    this.#objects.set(object, threads);
    const values = threads.get(thread) ?? (new Map() as Values);
    threads.set(thread, values);
    const series = values.get(name) ?? new Series<string | undefined>();
    values.set(name, series);
    series.push(seq, value);
  }
}
