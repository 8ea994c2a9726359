/**
 * Python's `queue` (docs.python.org/3/library/queue.html), with the shutdown() of 3.13. Times are seconds; items are
 * sent by value. Empty, Full and ShutDown are caught as `except(error, 'Empty')`.
 */
import { code, type OpName } from '../kernel/ops.ts';
import type { Packed } from '../kernel/packed.ts';
import { creation, Handle, packValue, travels, unpackValue } from './handle.ts';
import { isNegative, queueLimit } from './queue-limit.ts';
import { step, type Steps } from './steps.ts';

export { SimpleQueue } from './queue-simple.ts';

/** FIFO. `maxsize` 0 or less: unlimited. */
export class Queue<T = unknown> extends Handle {
  readonly maxsize: number;

  constructor(maxsize = 0) {
    super();
    this.maxsize = maxsize;
  }

  protected get creator(): OpName {
    return 'queue.create';
  }

  protected override create(): Steps<number> {
    return step<number>(code[this.creator], -1, this.maxsize, -1, creation(false));
  }

  /** Raises Full if there is no room without waiting, or within `timeout` seconds; ShutDown once it is shut down. */
  *put(item: T, block = true, timeout?: number): Steps<void> {
    const limit = queueLimit(block, timeout);
    yield* this.op<void>(code['queue.put'], isNegative(block, timeout), limit, packValue(item));
  }

  /** Raises Empty if there is no item without waiting, or within `timeout` seconds; ShutDown if none will come. */
  *get(block = true, timeout?: number): Steps<T> {
    const limit = queueLimit(block, timeout);
    const got = yield* this.op<Packed>(code['queue.get'], isNegative(block, timeout), limit);
    return unpackValue(got) as T;
  }

  *putNowait(item: T): Steps<void> {
    yield* this.put(item, false);
  }

  *getNowait(): Steps<T> {
    return yield* this.get(false);
  }

  *qsize(): Steps<number> {
    return yield* this.op<number>(code['queue.qsize']);
  }

  *empty(): Steps<boolean> {
    return (yield* this.op<number>(code['queue.empty'])) === 1;
  }

  *full(): Steps<boolean> {
    return (yield* this.op<number>(code['queue.full'])) === 1;
  }

  /** Marks one item as done. Raises ValueError if no item is unfinished. */
  *taskDone(): Steps<void> {
    yield* this.op<void>(code['queue.taskDone']);
  }

  /** Number of unfinished items. */
  *unfinishedTasks(): Steps<number> {
    return yield* this.op<number>(code['queue.unfinishedTasks']);
  }

  /** Waits until every item is done. */
  *join(): Steps<void> {
    yield* this.op<void>(code['queue.join']);
  }

  /** Makes put() raise ShutDown, and get() once the queue is empty; `immediate` empties it now. */
  *shutdown(immediate = false): Steps<void> {
    yield* this.op<void>(code['queue.shutdown'], immediate ? 1 : 0);
  }

  *isShutdown(): Steps<boolean> {
    return (yield* this.op<number>(code['queue.isShutdown'])) === 1;
  }
}
travels('Queue', Queue);

/** LIFO. */
export class LifoQueue<T = unknown> extends Queue<T> {
  protected override get creator(): OpName {
    return 'lifoQueue.create';
  }
}
travels('LifoQueue', LifoQueue);

/** Smallest first: numbers, texts, or arrays of them, compared like tuples. put() raises TypeError for others. */
export class PriorityQueue<T = unknown> extends Queue<T> {
  protected override get creator(): OpName {
    return 'priorityQueue.create';
  }
}
travels('PriorityQueue', PriorityQueue);
