/** Tasks (futures) of each executor: their worker, their state, and their order of completion. */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';

export interface ExecutorTask {
  readonly future: ObjectIndex;
  /** As the program would write it: 'square(3)'. */
  readonly call: string;
  readonly given: EventIndex;
  readonly worker: ThreadIndex;
  /** The event by which a worker started it; Infinity if it has not. */
  readonly begun: EventIndex;
  readonly done: EventIndex;
  readonly end: 'result' | 'raised' | 'cancelled';
  /** Its result, or class and message of its exception. */
  readonly value: string;
}

const ends = { [-1]: 'result', [-2]: 'raised', [-3]: 'cancelled' } as const;

export class ExecutorTasks {
  readonly #tasks = new Map<ObjectIndex, ExecutorTask>();
  readonly #executors = new Map<ObjectIndex, ObjectIndex[]>();

  eat(trace: Trace, seq: EventIndex): void {
    const object = trace.object(seq);
    const details = trace.objects[object];
    const phase = trace.phase(seq);
    if (details?.kind !== 'future') return;
    if (phase === Phase.object) this.#give(trace, seq, object, details.text ?? details.name);
    else if (phase === Phase.done) this.#go(trace, seq, object);
  }

  /** Tasks submitted among the first `count` events, in order. */
  at(executor: ObjectIndex, count: number): readonly ExecutorTask[] {
    const futures = this.#executors.get(executor) ?? [];
    return futures.map((future) => this.#tasks.get(future)!).filter(({ given }) => given < count);
  }

  #give(trace: Trace, seq: EventIndex, future: ObjectIndex, call: string): void {
    const executor = trace.objects[future]?.of ?? -1;
    const futures = this.#executors.get(executor) ?? [];
    this.#executors.set(executor, futures);
    futures.push(future);
    const open = { worker: -1, begun: Infinity, done: Infinity, end: 'result', value: '' } as const;
    this.#tasks.set(future, { future, call, given: seq, ...open });
  }

  #go(trace: Trace, seq: EventIndex, future: ObjectIndex): void {
    const task = this.#tasks.get(future);
    const measure = trace.value(seq);
    if (task === undefined || task.done < Infinity) return;
    if (measure > 0 && task.begun === Infinity) {
      this.#tasks.set(future, { ...task, worker: trace.thread(seq), begun: seq });
    }
    const end = ends[measure as keyof typeof ends];
    if (end !== undefined) {
      this.#tasks.set(future, { ...task, done: seq, end, value: trace.text(seq) });
    }
  }
}
