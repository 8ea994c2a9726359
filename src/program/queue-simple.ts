/** queue.SimpleQueue. */
import { code } from '../kernel/ops.ts';
import type { Packed } from '../kernel/packed.ts';
import { creation, Handle, packValue, travels, unpackValue } from './handle.ts';
import { isNegative, queueLimit } from './queue-limit.ts';
import { step, type Steps } from './steps.ts';

/** FIFO without a limit and without task counting. */
export class SimpleQueue<T = unknown> extends Handle {
  protected override create(): Steps<number> {
    return step<number>(code['simpleQueue.create'], -1, 0, -1, creation(false));
  }

  /** Never waits, whatever `block` and `timeout` say. */
  *put(item: T, _block = true, _timeout?: number): Steps<void> {
    yield* this.op<void>(code['queue.put'], 0, -1, packValue(item));
  }

  /** As Queue.get(). */
  *get(block = true, timeout?: number): Steps<T> {
    const limit = queueLimit(block, timeout);
    const got = yield* this.op<Packed>(code['queue.get'], isNegative(block, timeout), limit);
    return unpackValue(got) as T;
  }

  *putNowait(item: T): Steps<void> {
    yield* this.put(item);
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
}
travels('SimpleQueue', SimpleQueue);
