import type { EventIndex, Ms, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { Series } from './series.ts';

export interface LastWrite {
  readonly thread: ThreadIndex;
  readonly time: Ms;
  readonly seq: EventIndex;
}

/** Who wrote each variable last. */
export class LastWrites {
  readonly #objects = new Map<ObjectIndex, Series<LastWrite>>();

  eat(trace: Trace, seq: EventIndex): void {
    if (trace.phase(seq) !== Phase.done || trace.opInfo(seq)?.name !== 'write') return;
    const object = trace.object(seq);
    let series = this.#objects.get(object);
    if (!series) this.#objects.set(object, (series = new Series()));
    series.push(seq, { thread: trace.thread(seq), time: trace.time(seq), seq });
  }

  at(object: ObjectIndex, count: number): LastWrite | undefined {
    return this.#objects.get(object)?.at(count);
  }
}
