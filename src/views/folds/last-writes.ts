import type { EventIndex, Ms, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { Series } from './series.ts';
import { Members } from './users.ts';

export interface LastWrite {
  readonly thread: ThreadIndex;
  readonly time: Ms;
  readonly seq: EventIndex;
}

/** The last writer of each variable, dict or list. */
export class LastWrites {
  readonly #objects = new Map<ObjectIndex, Series<LastWrite>>();
  readonly #writers = new Map<ObjectIndex, Members>();

  eat(trace: Trace, seq: EventIndex): void {
    if (trace.phase(seq) !== Phase.done) return;
    const object = trace.object(seq);
    const access = trace.opInfo(seq)?.access;
    if (object < 0 || (access !== 'write' && access !== 'change')) return;
    if (access === 'change' && trace.text(seq) === this.#textOf(trace, object)) return;
    let series = this.#objects.get(object);
    if (!series) this.#objects.set(object, (series = new Series()));
    const thread = trace.thread(seq);
    series.push(seq, { thread, time: trace.time(seq), seq });
    const writers = this.#writers.get(object) ?? new Members();
    this.#writers.set(object, writers);
    writers.add(seq, thread);
  }

  #textOf(trace: Trace, object: ObjectIndex): string {
    const last = this.#objects.get(object)?.last;
    return last === undefined ? (trace.objects[object]?.text ?? '') : trace.text(last.seq);
  }

  at(object: ObjectIndex, count: number): LastWrite | undefined {
    return this.#objects.get(object)?.at(count);
  }

  /** Number of threads that have written it by the first `count` events. */
  writers(object: ObjectIndex, count: number): number {
    return this.#writers.get(object)?.at(count).length ?? 0;
  }
}
