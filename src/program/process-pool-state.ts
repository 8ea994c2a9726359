/** What the threads that use a ProcessPoolExecutor know of it together. */
import { code } from '../kernel/ops.ts';
import type { Packed } from '../kernel/packed.ts';
import type { Partial } from './functools.ts';
import type { Future, FutureOutcome } from './futures.ts';
import { unpackValue } from './handle.ts';
import type { Connection } from './multiprocessing-pipe.ts';
import type { Queue, SimpleQueue } from './multiprocessing-queues.ts';
import type { SimpleQueue as ThreadQueue } from './queue.ts';
import { step, type Steps } from './steps.ts';
import type { Lock } from './threading-locks.ts';

/** A call that the manager has not come to yet. */
export type Work = readonly [future: Future, target: Partial, args: readonly unknown[]];

/** `id`: index of the future. */
export type Call = readonly [id: number, target: Partial, args: readonly unknown[]];
/** `ended`: the process that has done so many calls that it ends, or -1. */
export type CallResult = readonly [id: number, outcome: FutureOutcome, ended: number];

/** The parts of an executor that its manager needs. */
export interface ExecutorParts {
  readonly id: number;
  readonly work: ThreadQueue<Work>;
  readonly calls: Queue<Call | null>;
  readonly results: SimpleQueue<CallResult>;
  readonly lock: Lock;
  readonly initializer: Partial | null;
  /** Calls after which a worker ends; null for never. */
  readonly maxTasks: number | null;
  /** Whether its workers are forked; null until it is created. */
  readonly forks: boolean | null;
  /** Both ends of the pipe by which the manager is told to look around. */
  readonly wakeup: readonly Connection[];
}

export const BROKEN = 'concurrent.futures.process.BrokenProcessPool';

/** What holds of an executor, a sum; from MANAGED on: one more than the index of its manager thread. */
export const Told = {
  shut: 1,
  broken: 2,
  mainOver: 4,
  cancels: 8,
  closed: 16,
  managed: 32,
} as const;

/** Notes what holds from now on (0: nothing new); what holds. */
export const tell = (executor: ExecutorParts, news = 0): Steps<number> =>
  step<number>(code['executor.state'], executor.id, news);

/** The indices of its processes. */
export function* workersOf(executor: ExecutorParts): Steps<number[]> {
  return unpackValue(yield* step<Packed>(code['executor.threads'], executor.id)) as number[];
}

export function* setWorkers(executor: ExecutorParts, workers: readonly number[]): Steps<void> {
  yield* step<string>(code['executor.threads'], executor.id, 0, -1, JSON.stringify(workers));
}
