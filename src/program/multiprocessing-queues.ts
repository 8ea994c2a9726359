/** multiprocessing.Queue, JoinableQueue and SimpleQueue. Times are seconds; items are copied when they are put. */
import { code } from '../kernel/ops.ts';
import { STRICT } from '../kernel/primitives/process-queue.ts';
import type { Packed } from '../kernel/packed.ts';
import { creation, Handle, limitOf, packValue, travels, unpackValue } from './handle.ts';
import { FOREVER, step, type Steps } from './steps.ts';

/** FIFO between processes. `maxsize` 0 or less: unlimited. */
export class Queue<T = unknown> extends Handle {
  readonly #maxsize: number;

  constructor(maxsize = 0) {
    super();
    this.#maxsize = maxsize;
  }

  protected override create(): Steps<number> {
    const made = creation(true, this instanceof JoinableQueue ? 1 : undefined);
    return step<number>(code['shared.queue.create'], -1, this.#maxsize, -1, made);
  }

  /**
   * Raises Full if there is no room without waiting, or within `timeout` seconds; ValueError after close(). An item
   * that cannot be pickled is reported on stderr and never arrives. Never returns if a hung task_done() holds the lock.
   */
  *put(item: T, block = true, timeout?: number): Steps<void> {
    const limit = queueLimit(block, timeout);
    const hangs = yield* this.op<number>(code['shared.queue.put'], 0, limit, packValue(item));
    if (hangs === 1) yield* this.op<void>(code['shared.queue.confirm']);
  }

  /** The same for the library's own items: raises the pickling error. */
  *putStrictly(item: T): Steps<void> {
    yield* this.op<void>(code['shared.queue.put'], STRICT, FOREVER, packValue(item));
  }

  /** Raises Empty if there is no item without waiting, or within `timeout` seconds. */
  *get(block = true, timeout?: number): Steps<T> {
    const limit = queueLimit(block, timeout);
    return unpackValue(yield* this.op<Packed>(code['shared.queue.get'], 0, limit)) as T;
  }

  *putNowait(item: T): Steps<void> {
    yield* this.put(item, false);
  }

  *getNowait(): Steps<T> {
    return yield* this.get(false);
  }

  *qsize(): Steps<number> {
    return yield* this.op<number>(code['shared.queue.qsize']);
  }

  *empty(): Steps<boolean> {
    return (yield* this.op<number>(code['shared.queue.empty'])) === 1;
  }

  *full(): Steps<boolean> {
    return (yield* this.op<number>(code['shared.queue.full'])) === 1;
  }

  /** Ends put and get in this process. */
  *close(): Steps<void> {
    yield* this.op<void>(code['shared.queue.close']);
  }

  /** Waits until the queue's pipe has taken everything that this process has put. Only after close(). */
  *joinThread(): Steps<void> {
    yield* this.op<void>(code['shared.queue.joinThread']);
  }
}
travels('multiprocessing.Queue', Queue);

/** A queue that counts unfinished items. */
export class JoinableQueue<T = unknown> extends Queue<T> {
  /**
   * Raises ValueError if called more often than there were items. The last call wakes the threads in join(), and
   * returns once they are awake: never, if one of them was killed.
   */
  *taskDone(): Steps<void> {
    const isHung = (yield* this.op<number>(code['shared.queue.taskDone'])) === 1;
    if (isHung) yield* this.op<void>(code['shared.queue.confirm']);
  }

  /** Waits until every item is done. */
  *join(): Steps<void> {
    yield* this.op<void>(code['shared.queue.join']);
  }
}
travels('multiprocessing.JoinableQueue', JoinableQueue);

/** A negative timeout means non-blocking. */
const queueLimit = (block: boolean, timeout: number | undefined): number =>
  limitOf(block, timeout === undefined ? undefined : Math.max(0, timeout));

/** A pipe with a lock at either end. put() waits while the pipe (64 KiB) is full. */
export class SimpleQueue<T = unknown> extends Handle {
  protected override create(): Steps<number> {
    return step<number>(code['shared.simpleQueue.create'], -1, 0, -1, creation(true));
  }

  *put(item: T): Steps<void> {
    yield* this.op<void>(code['shared.simpleQueue.put'], 0, -1, packValue(item));
  }

  *get(): Steps<T> {
    return unpackValue(yield* this.op<Packed>(code['shared.simpleQueue.get'])) as T;
  }

  *empty(): Steps<boolean> {
    return (yield* this.op<number>(code['shared.simpleQueue.poll'], 0, 0)) === 0;
  }

  /** Closes it in this process: any later use raises OSError. */
  *close(): Steps<void> {
    yield* this.op<void>(code['shared.simpleQueue.close']);
  }
}
travels('multiprocessing.SimpleQueue', SimpleQueue);
