/** multiprocessing.pool.ThreadPool: a Pool whose workers are threads of this process. */
import { code } from '../kernel/ops.ts';
import { PoolState } from '../kernel/primitives/pool.ts';
import { except } from './exceptions.ts';
import { travels } from './handle.ts';
import { Pool, type PoolOptions } from './pool.ts';
import type { Outcome, Task } from './pool-threads.ts';
import { SimpleQueue } from './queue.ts';
import { step, type Steps } from './steps.ts';

export class ThreadPool extends Pool {
  override readonly threads = true;
  override inbox = new SimpleQueue<Task | null>();
  override outbox = new SimpleQueue<Outcome | null>();

  constructor(processes?: number, options: Omit<PoolOptions, 'maxtasksperchild'> = {}) {
    super(processes, options);
  }

  /** A thread cannot be terminated: it finishes its task. Unstarted tasks are dropped. */
  override *terminate(): Steps<void> {
    yield* this.op<number>(code['pool.terminate'], PoolState.terminated);
    const [workerHandler, ...others] = this.handlers;
    yield* workerHandler!.join();
    yield* drop(this.inbox);
    for (let n = 0; n < this.size; n++) yield* this.inbox.put(null);
    yield* step<void>(code['queue.put'], this.outbox.id, 0, -1, 'null');
    for (const thread of others) yield* thread.join();
  }
}
travels('ThreadPool', ThreadPool);

/** Removes unstarted tasks. */
function* drop(inbox: ThreadPool['inbox']): Steps<void> {
  try {
    for (;;) yield* inbox.getNowait();
  } catch (error) {
    except(error, 'Empty');
  }
}
