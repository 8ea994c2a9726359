/**
 * Tasks of each pool, from the items in its queues: their worker and their result. A recording of a real program has no
 * such queues: it records put and get on the pool or the executor itself, and results.
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { itemsOf } from './python-items.ts';

export interface PoolTask {
  /** As the program calls it: 'square(3)'. */
  readonly text: string;
  readonly given: EventIndex;
  readonly worker: ThreadIndex;
  /** The event that says so; Infinity if it has not happened. */
  readonly taken: EventIndex;
  readonly done: EventIndex;
  readonly failed: boolean;
  /** Its result, or class and message of its exception. */
  readonly value: string;
}

const untaken = {
  worker: -1,
  taken: Infinity,
  done: Infinity,
  failed: false,
  value: '',
} satisfies Partial<PoolTask>;

interface Tasks {
  readonly byKey: Map<string, PoolTask>;
  /** Current task of each worker, for traces without queues. */
  readonly at: Map<ThreadIndex, string>;
  /** The pool's task queue, and its result queue. */
  inqueue: ObjectIndex;
  outqueue: ObjectIndex;
}

type Item = ReadonlyMap<string, string>;

export class PoolTasks {
  readonly #pools = new Map<ObjectIndex, Tasks>();

  eat(trace: Trace, seq: EventIndex): void {
    const object = trace.object(seq);
    const { kind, of: pool = -1, role, fields } = trace.objects[object] ?? {};
    if (kind === 'pool' || kind === 'executor') this.#eatTold(trace, seq, object);
    if (fields === undefined || trace.objects[pool]?.kind !== 'pool') return;
    const tasks = this.#tasksOf(pool);
    if (role === 'call-queue') tasks.inqueue = object;
    if (role === 'result-queue') tasks.outqueue = object;
    if (trace.phase(seq) !== Phase.done) return;
    const flow = trace.opInfo(seq)?.flow;
    const item = itemOf(trace.text(seq), fields);
    if (item === undefined) return;
    if (role === 'task-queue' && flow === 'send') this.#give(tasks, seq, item);
    if (role === 'call-queue' && flow === 'receive')
      this.#take(tasks, seq, item, trace.thread(seq));
    if (role === 'result-queue' && flow === 'send') this.#answer(tasks, seq, item);
  }

  /** Tasks submitted among the first `count` events, in order. */
  at(pool: ObjectIndex, count: number): readonly PoolTask[] {
    const tasks = this.#pools.get(pool)?.byKey.values() ?? [];
    return [...tasks].filter((task) => task.given < count);
  }

  /** The pool's task and result queues; -1 before their first use. */
  queues(pool: ObjectIndex): { readonly inqueue: ObjectIndex; readonly outqueue: ObjectIndex } {
    return this.#pools.get(pool) ?? { inqueue: -1, outqueue: -1 };
  }

  #give({ byKey }: Tasks, seq: EventIndex, item: Item): void {
    byKey.set(keyOf(item), { ...untaken, text: unquoted(item.get('call') ?? ''), given: seq });
  }

  /** Tasks are identified by the events that submitted them, which are the causes of the events that take them. */
  #eatTold(trace: Trace, seq: EventIndex, pool: ObjectIndex): void {
    const phase = trace.phase(seq);
    const info = trace.opInfo(seq);
    const worker = trace.thread(seq);
    if (phase !== Phase.done && phase !== Phase.raise) return;
    const tasks = this.#tasksOf(pool);
    const { byKey, at } = tasks;
    if (info?.flow === 'send' && phase === Phase.done)
      byKey.set(String(seq), { ...untaken, text: trace.text(seq), given: seq });
    if (info?.flow === 'receive' && phase === Phase.done) {
      const key = String(trace.cause(seq));
      const task = byKey.get(key);
      if (task === undefined) return;
      byKey.set(key, { ...task, worker, taken: seq });
      at.set(worker, key);
    }
    const task = byKey.get(at.get(worker) ?? '');
    // An event of a worker that neither moves a task nor waits for one: the result of its own task.
    if (task === undefined || info?.flow !== undefined || info?.wait !== undefined) return;
    const failed = phase === Phase.raise;
    byKey.set(at.get(worker)!, { ...task, done: seq, failed, value: trace.text(seq) });
    at.delete(worker);
  }

  #take({ byKey }: Tasks, seq: EventIndex, item: Item, worker: ThreadIndex): void {
    const task = byKey.get(keyOf(item));
    if (task !== undefined) byKey.set(keyOf(item), { ...task, worker, taken: seq });
  }

  #answer({ byKey }: Tasks, seq: EventIndex, item: Item): void {
    const task = byKey.get(keyOf(item));
    if (task === undefined) return;
    const failed = item.get('succeeded') === 'False';
    const { items } = itemsOf(item.get('value') ?? '[]');
    const value = failed ? items.map(unquoted).join(': ') : items.join(', ');
    byKey.set(keyOf(item), { ...task, done: seq, failed, value });
  }

  #tasksOf(pool: ObjectIndex): Tasks {
    const tasks = this.#pools.get(pool) ?? {
      byKey: new Map(),
      at: new Map(),
      inqueue: -1,
      outqueue: -1,
    };
    this.#pools.set(pool, tasks);
    return tasks;
  }
}

/** The elements of an item by their names; undefined if it is no list: the end marker. */
function itemOf(text: string, fields: readonly string[]): Item | undefined {
  if (!text.startsWith('[')) return undefined;
  const { items } = itemsOf(text);
  return new Map(items.map((item, i) => [fields[i] ?? '', item]));
}

const keyOf = (item: Item): string => `${item.get('job')}.${item.get('part')}`;

/** A text without the quotes and backslashes of its repr. */
const unquoted = (repr: string): string =>
  /^(['"])([\s\S]*)\1$/.exec(repr)?.[2]?.replaceAll(/\\(.)/g, '$1') ?? repr;
