/** A worker of a ProcessPoolExecutor: a process that takes calls from one queue and puts results into another. */
import { code } from '../kernel/ops.ts';
import { at } from './at.ts';
import { registerBuiltin, type AnyBody } from './bodies.ts';
import { tellStderr } from './endings.ts';
import { asPyError } from './exceptions.ts';
import { callPartial, type Partial } from './functools.ts';
import { failureOf, type FutureOutcome } from './futures.ts';
import type { Queue, SimpleQueue } from './multiprocessing-queues.ts';
import {
  setWorkers,
  workersOf,
  type Call,
  type CallResult,
  type ExecutorParts,
} from './process-pool-state.ts';
import { createChild } from './multiprocessing-exit.ts';
import { step, type Steps } from './steps.ts';
import { packJob } from './threading-thread.ts';

function* processWorker(
  calls: Queue<Call | null>,
  results: SimpleQueue<CallResult>,
  initializer: Partial | null,
  most: number | null,
): Steps<void> {
  if (initializer !== null && !(yield* initialise(initializer))) return;
  for (let left = most ?? Infinity; left > 0; left--) {
    at.line = 0; // Outside the program's lines.
    const call = yield* calls.get();
    if (call === null) return;
    const [id, target, args] = call;
    yield* step<void>(code['future.run'], id);
    const outcome = yield* outcomeOf(target, args);
    at.line = 0;
    const ended = left === 1 ? yield* step<number>(code['process.current']) : -1;
    try {
      yield* results.put([id, outcome, ended]);
    } catch (error) {
      // A value that cannot be pickled.
      yield* results.put([id, failureOf(error), ended]);
    }
  }
}
registerBuiltin('executor._process_worker', processWorker as AnyBody);

/** A future stores any exception, SystemExit too. */
function* outcomeOf(target: Partial, args: readonly unknown[]): Steps<FutureOutcome> {
  try {
    return [true, (yield* callPartial(target, args)) ?? null];
  } catch (error) {
    return failureOf(error);
  }
}

/** False if it failed: the worker ends, which breaks the executor. */
function* initialise(initializer: Partial): Steps<boolean> {
  try {
    yield* callPartial(initializer, []);
    return true;
  } catch (error) {
    yield* tellStderr(`Exception in initializer:\n${String(asPyError(error))}`);
    return false;
  }
}

/** Starts a worker if none is idle and the maximum is not reached. */
export function* adjustWorkers(executor: ExecutorParts): Steps<void> {
  const isWanted = (yield* step<number>(code['executor.adjust'], executor.id)) >= 0;
  if (isWanted) yield* addWorkers(executor, 1);
}

export function* addWorkers(executor: ExecutorParts, count: number): Steps<void> {
  for (let n = 0; n < count; n++) {
    yield* setWorkers(executor, [...(yield* workersOf(executor)), yield* startWorker(executor)]);
  }
}

/** The index of a new process. */
function* startWorker(executor: ExecutorParts): Steps<number> {
  const { calls, results, initializer, maxTasks, forks } = executor;
  at.part = { of: executor.id, role: 'worker' };
  const job = packJob({ target: processWorker, args: [calls, results, initializer, maxTasks] });
  // Named ForkProcess or SpawnProcess.
  const manner = { prefix: '*Process', spawns: forks !== true };
  const args = JSON.stringify({ ...(JSON.parse(job as string) as object), ...manner });
  const process = yield* createChild(args);
  yield* step<void>(code['process.start'], process);
  return process;
}
