/**
 * The threads that use an object: all that have ever used it or waited for it, and for a queue or a pipe its producers
 * and consumers. A figure reserves room for its users, so that it does not move while they come and go.
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { Series } from './series.ts';

export type Part = 'any' | 'send' | 'receive';

/** Threads, each from the event on with which it was added. */
export class Members {
  readonly #known = new Set<ThreadIndex>();
  readonly #joined = new Series<ThreadIndex>();
  #answer: readonly ThreadIndex[] = [];

  add(seq: EventIndex, thread: ThreadIndex): void {
    if (this.#known.has(thread)) return;
    this.#known.add(thread);
    this.#joined.push(seq, thread);
  }

  at(count: number): readonly ThreadIndex[] {
    if (this.#joined.changes(count) !== this.#answer.length) {
      this.#answer = this.#joined.until(count);
    }
    return this.#answer;
  }
}

/** The last item that reached a receiver. */
export interface Delivery {
  readonly sent: EventIndex;
  readonly received: EventIndex;
}

interface ObjectUsers {
  readonly parts: Record<Part, Members>;
  readonly deliveries: Series<Delivery>;
}

const NOBODY: readonly ThreadIndex[] = [];

export class Users {
  readonly #objects = new Map<ObjectIndex, ObjectUsers>();

  eat(trace: Trace, seq: EventIndex): void {
    const phase = trace.phase(seq);
    if (phase !== Phase.done && phase !== Phase.block && phase !== Phase.fail) return;
    const object = trace.object(seq);
    const thread = trace.thread(seq);
    if (object < 0 || thread < 0) return;
    const users = this.#users(object);
    users.parts.any.add(seq, thread);
    const flow = trace.opInfo(seq)?.flow;
    if (flow === undefined) return;
    users.parts[flow].add(seq, thread);
    if (flow === 'receive' && phase === Phase.done) {
      users.deliveries.push(seq, { sent: trace.cause(seq), received: seq });
    }
  }

  /** In order of first use. The same array as long as no thread is added. */
  at(object: ObjectIndex, part: Part, count: number): readonly ThreadIndex[] {
    return this.#objects.get(object)?.parts[part].at(count) ?? NOBODY;
  }

  delivery(object: ObjectIndex, count: number): Delivery | undefined {
    return this.#objects.get(object)?.deliveries.at(count);
  }

  /** The last `most` items that reached a receiver, oldest first. */
  lastDeliveries(object: ObjectIndex, count: number, most: number): readonly Delivery[] {
    const deliveries = this.#objects.get(object)?.deliveries;
    const all = deliveries?.changes(count) ?? 0;
    const from = Math.max(0, all - most);
    return Array.from({ length: all - from }, (_, i) => deliveries!.nth(from + i)!);
  }

  #users(object: ObjectIndex): ObjectUsers {
    let users = this.#objects.get(object);
    if (!users) {
      users = {
        parts: { any: new Members(), send: new Members(), receive: new Members() },
        deliveries: new Series(),
      };
      this.#objects.set(object, users);
    }
    return users;
  }
}
