/**
 * Number of unfinished items of a queue, which its join() waits for. An item that was taken is unfinished until
 * task_done().
 */
import type { EventIndex, ObjectIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { Series } from './series.ts';

interface Tasks {
  readonly left: number;
  /** Items inside. */
  readonly depth: number;
  /** Whether task_done() or join() has been called: otherwise the number means nothing to the program. */
  readonly counted: boolean;
}

const NONE: Tasks = { left: 0, depth: 0, counted: false };

export class Unfinished {
  readonly #queues = new Map<ObjectIndex, Series<Tasks>>();

  eat(trace: Trace, seq: EventIndex): void {
    const object = trace.object(seq);
    if (!trace.objects[object]?.kind.endsWith('queue')) return;
    const phase = trace.phase(seq);
    const { turn, flow } = trace.opInfo(seq) ?? {};
    const awaits = turn === 'await-finished';
    const isJoin = awaits && (phase === Phase.done || phase === Phase.block);
    if (phase !== Phase.done && !isJoin) return;
    let series = this.#queues.get(object);
    if (!series) this.#queues.set(object, (series = new Series()));
    const before = series.last ?? NONE;
    const depth = phase === Phase.done ? trace.value(seq) : before.depth;
    const dropped = turn === 'drop' ? before.depth - depth : 0;
    const left = before.left + (flow === 'send' ? 1 : turn === 'finish' ? -1 : -dropped);
    const counted = before.counted || isJoin || turn === 'finish';
    series.push(seq, { left: Math.max(0, left), depth, counted });
  }

  /** Undefined for a queue whose items are not counted. */
  at(queue: ObjectIndex, count: number): number | undefined {
    const tasks = this.#queues.get(queue)?.at(count) ?? NONE;
    return tasks.counted ? tasks.left : undefined;
  }
}
