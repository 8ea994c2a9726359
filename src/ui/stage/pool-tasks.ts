/** The tasks of each pool, from what goes through its queues: who works on which, and what it came to. */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';

export interface PoolTask {
  /** As the program calls it: 'square(3)'. */
  readonly text: string;
  readonly given: EventIndex;
  readonly worker: ThreadIndex;
  /** The event that says so; Infinity where it has not happened. */
  readonly taken: EventIndex;
  readonly done: EventIndex;
  readonly failed: boolean;
  /** Its result, or class and message of its exception. */
  readonly value: string;
}

interface Tasks {
  readonly byKey: Map<string, PoolTask>;
  /** The pool's queue for its workers, and its queue for their results. */
  inqueue: ObjectIndex;
  outqueue: ObjectIndex;
}

// [result, part, 'square(3)', ...
const given = /^\[(\d+), (\d+), (?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/;
// [result, part, True, [9]]
const answered = /^\[(\d+), (\d+), (True|False), (.*)\]$/;

export class PoolTasks {
  readonly #pools = new Map<ObjectIndex, Tasks>();

  eat(trace: Trace, seq: EventIndex): void {
    const object = trace.object(seq);
    const [base = '', part] = trace.objects[object]?.name.split('._') ?? [];
    if (part === undefined || !part.endsWith('queue') || trace.phase(seq) > Phase.done) return;
    const tasks = this.#tasksOf(trace, object, base);
    if (part === 'inqueue') tasks.inqueue = object;
    if (part === 'outqueue') tasks.outqueue = object;
    if (trace.phase(seq) !== Phase.done) return;
    const text = trace.text(seq);
    const op = trace.opInfo(seq)?.name;
    if (part === 'taskqueue' && op === 'put') this.#give(tasks, seq, text);
    if (part === 'inqueue' && op === 'get') this.#take(tasks, seq, text, trace.thread(seq));
    if (part === 'outqueue' && op === 'put') this.#answer(tasks, seq, text);
  }

  /** Tasks that were given among the first `count` events, in that order. */
  at(pool: ObjectIndex, count: number): readonly PoolTask[] {
    const tasks = this.#pools.get(pool)?.byKey.values() ?? [];
    return [...tasks].filter((task) => task.given < count);
  }

  /** The pool's queues for workers and for results; -1 before anybody has used them. */
  queues(pool: ObjectIndex): { readonly inqueue: ObjectIndex; readonly outqueue: ObjectIndex } {
    return this.#pools.get(pool) ?? { inqueue: -1, outqueue: -1 };
  }

  #give({ byKey }: Tasks, seq: EventIndex, text: string): void {
    const found = given.exec(text);
    if (found === null) return;
    const [, result, part, single, double] = found;
    byKey.set(`${result}.${part}`, {
      text: (single ?? double ?? '').replaceAll(/\\(.)/g, '$1'),
      given: seq,
      worker: -1,
      taken: Infinity,
      done: Infinity,
      failed: false,
      value: '',
    });
  }

  #take({ byKey }: Tasks, seq: EventIndex, text: string, worker: ThreadIndex): void {
    const [, result, part] = given.exec(text) ?? [];
    const task = byKey.get(`${result}.${part}`);
    if (task !== undefined) byKey.set(`${result}.${part}`, { ...task, worker, taken: seq });
  }

  #answer({ byKey }: Tasks, seq: EventIndex, text: string): void {
    const [, result, part, success, value = ''] = answered.exec(text) ?? [];
    const task = byKey.get(`${result}.${part}`);
    if (task === undefined) return;
    const failed = success === 'False';
    const inner = value.replace(/^\[(.*)\]$/, '$1');
    const told = failed ? inner.replace(/^'(\w+)', ['"](.*)['"]$/, '$1: $2') : inner;
    byKey.set(`${result}.${part}`, { ...task, done: seq, failed, value: told });
  }

  /** The pool that a queue belongs to: the last of that name before it. */
  #tasksOf(trace: Trace, queue: ObjectIndex, name: string): Tasks {
    const isPool = ({ kind, name: other }: { kind: string; name: string }, i: ObjectIndex) =>
      i < queue && kind === 'pool' && other === name;
    const pool = trace.objects.findLastIndex(isPool);
    let tasks = this.#pools.get(pool);
    if (tasks === undefined) {
      tasks = { byKey: new Map(), inqueue: -1, outqueue: -1 };
      this.#pools.set(pool, tasks);
    }
    return tasks;
  }
}
