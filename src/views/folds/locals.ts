/** Thread-local data: each thread's own attributes. */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { Series } from './series.ts';

/** One thread's attributes, each as Python would print it, in order of first assignment. */
export interface ThreadLocals {
  readonly thread: ThreadIndex;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}

interface Own {
  /** Its first event with the object. */
  readonly since: EventIndex;
  /** undefined while it is not set. */
  readonly values: Map<string, Series<string | undefined>>;
}

export class Locals {
  readonly #objects = new Map<ObjectIndex, Map<ThreadIndex, Own>>();

  eat(trace: Trace, seq: EventIndex): void {
    const phase = trace.phase(seq);
    if (phase !== Phase.done && phase !== Phase.raise) return;
    const object = trace.object(seq);
    if (trace.objects[object]?.kind !== 'local') return;
    this.#meet(object, trace.thread(seq), seq);
    if (phase === Phase.raise) return;
    const text = trace.text(seq);
    const access = trace.opInfo(seq)?.access;
    // A write is `name = value`, a deletion `name`.
    const split = text.indexOf(' = ');
    if (access === 'write')
      this.#set(object, trace.thread(seq), seq, text.slice(0, split), text.slice(split + 3));
    if (access === 'delete') this.#set(object, trace.thread(seq), seq, text, undefined);
  }

  /** The threads that have set or read an attribute by the first `count` events, in order of first use. */
  at(object: ObjectIndex, count: number): ThreadLocals[] {
    return [...(this.#objects.get(object) ?? [])].flatMap(([thread, { since, values }]) => {
      const attributes = [...values].flatMap(([name, series]) => {
        const value = series.at(count);
        return value === undefined ? [] : [{ name, value }];
      });
      return since < count ? [{ thread, attributes }] : [];
    });
  }

  #meet(object: ObjectIndex, thread: ThreadIndex, since: EventIndex): Own {
    const threads = this.#objects.get(object) ?? new Map<ThreadIndex, Own>();
    this.#objects.set(object, threads);
    const own = threads.get(thread) ?? { since, values: new Map() };
    threads.set(thread, own);
    return own;
  }

  #set(
    object: ObjectIndex,
    thread: ThreadIndex,
    seq: EventIndex,
    name: string,
    value: string | undefined,
  ): void {
    const { values } = this.#meet(object, thread, seq);
    const series = values.get(name) ?? new Series<string | undefined>();
    values.set(name, series);
    series.push(seq, value);
  }
}
