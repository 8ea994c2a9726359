/** State shared by the threads of a ProcessPoolExecutor. */
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

/** A call that the manager has not taken yet. */
export type Work = readonly [future: Future, target: Partial, args: readonly unknown[]];

/** `id`: index of the future. */
export type Call = readonly [id: number, target: Partial, args: readonly unknown[]];
/** `ended`: the process that has reached its maximum number of calls, or -1. */
export type CallResult = readonly [id: number, outcome: FutureOutcome, ended: number];

/** The attributes of an executor that its manager uses. */
export interface ExecutorParts {
  readonly id: number;
  readonly work: ThreadQueue<Work>;
  readonly calls: Queue<Call | null>;
  readonly results: SimpleQueue<CallResult>;
  readonly lock: Lock;
  readonly initializer: Partial | null;
  /** Maximum number of calls per worker; null for unlimited. */
  readonly maxTasks: number | null;
  /** Whether its workers are forked; null until it is created. */
  readonly forks: boolean | null;
  /** Both ends of the manager's wake-up pipe. */
  readonly wakeup: readonly Connection[];
}

export const BROKEN = 'concurrent.futures.process.BrokenProcessPool';

/** Flags of an executor, summed; from MANAGED on: the index of its manager thread plus one. */
export const Told = {
  shut: 1,
  broken: 2,
  mainOver: 4,
  cancels: 8,
  closed: 16,
  managed: 32,
} as const;

/** Sets flags (0: none); returns all flags. */
export const tell = (executor: ExecutorParts, news = 0): Steps<number> =>
  step<number>(code['executor.state'], executor.id, news);

/** The indices of its processes. */
export function* workersOf(executor: ExecutorParts): Steps<number[]> {
  return unpackValue(yield* step<Packed>(code['executor.threads'], executor.id)) as number[];
}

export function* setWorkers(executor: ExecutorParts, workers: readonly number[]): Steps<void> {
  yield* step<string>(code['executor.threads'], executor.id, 0, -1, JSON.stringify(workers));
}
