/** Python's `queue` (docs.python.org/3/library/queue.html). Times are seconds; items travel by value. */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import type { Packed } from '../kernel/packed.ts';
import { creation, Handle, limitOf, packValue, travels, unpackValue } from './handle.ts';
import { step, type Steps } from './steps.ts';

/** First in, first out. `maxsize` 0 or less: without limit. */
export class Queue<T = unknown> extends Handle {
  readonly #maxsize: number;

  constructor(maxsize = 0) {
    super();
    this.#maxsize = maxsize;
  }

  protected override create(): Steps<number> {
    return step<number>(code['queue.create'], -1, this.#maxsize, -1, creation(false));
  }

  /** Raises Full if there is no room without waiting, or within `timeout` seconds. */
  *put(item: T, block = true, timeout?: number): Steps<void> {
    yield* this.op<void>('queue.put', 0, queueLimit(block, timeout), packValue(item));
  }

  /** Raises Empty if there is nothing to get without waiting, or within `timeout` seconds. */
  *get(block = true, timeout?: number): Steps<T> {
    return unpackValue(yield* this.op<Packed>('queue.get', 0, queueLimit(block, timeout))) as T;
  }

  *putNowait(item: T): Steps<void> {
    yield* this.put(item, false);
  }

  *getNowait(): Steps<T> {
    return yield* this.get(false);
  }

  *qsize(): Steps<number> {
    return yield* this.op<number>('queue.qsize');
  }

  *empty(): Steps<boolean> {
    return (yield* this.op<number>('queue.empty')) === 1;
  }

  *full(): Steps<boolean> {
    return (yield* this.op<number>('queue.full')) === 1;
  }
}
travels('Queue', Queue);

function queueLimit(block: boolean, timeout: number | undefined): number {
  if (block && timeout !== undefined && timeout < 0) {
    throw new PyError('ValueError', "'timeout' must be a non-negative number");
  }
  return limitOf(block, timeout);
}
