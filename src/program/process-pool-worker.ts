/** A worker of a ProcessPoolExecutor: a process that takes calls from one queue and puts results into another. */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import { at } from './at.ts';
import { registerBuiltin, type AnyBody } from './bodies.ts';
import { tellStderr } from './endings.ts';
import type { Partial } from './functools.ts';
import type { FutureOutcome } from './futures.ts';
import type { Queue, SimpleQueue } from './multiprocessing-queues.ts';
import { callPartial } from './pool-threads.ts';
import { step, type Steps } from './steps.ts';
import { packJob } from './threading-thread.ts';

/** `id`: index of the future. */
export type Call = readonly [id: number, target: Partial, args: readonly unknown[]];
export type CallResult = readonly [id: number, outcome: FutureOutcome];

/** What a worker is given. */
export interface WorkerParts {
  readonly calls: Queue<Call | null>;
  readonly results: SimpleQueue<CallResult>;
  readonly initializer: Partial | null;
}

function* processWorker(
  calls: Queue<Call | null>,
  results: SimpleQueue<CallResult>,
  initializer: Partial | null,
): Steps<void> {
  if (initializer !== null && !(yield* initialise(initializer))) return;
  for (;;) {
    at.line = 0; // no line of the program's any more
    const call = yield* calls.get();
    if (call === null) return;
    const [id, target, args] = call;
    const outcome = yield* outcomeOf(target, args);
    at.line = 0;
    yield* results.put([id, outcome]);
  }
}
registerBuiltin('executor._process_worker', processWorker as AnyBody);

/** A future keeps whatever is raised, SystemExit too. */
function* outcomeOf(target: Partial, args: readonly unknown[]): Steps<FutureOutcome> {
  try {
    return [true, (yield* callPartial(target, args)) ?? null];
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    return [false, [error.type, error.message]];
  }
}

/** False where it failed: the worker ends, and its end breaks the executor. */
function* initialise(initializer: Partial): Steps<boolean> {
  try {
    yield* callPartial(initializer, []);
    return true;
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    yield* tellStderr(`Exception in initializer:\n${String(error)}`);
    return false;
  }
}

/** The index of a new process. */
export function* startWorker({ calls, results, initializer }: WorkerParts): Steps<number> {
  const job = packJob({ target: processWorker, args: [calls, results, initializer] });
  // Called ForkProcess or SpawnProcess.
  const args = JSON.stringify({ ...(JSON.parse(job as string) as object), prefix: '*Process' });
  const process = yield* step<number>(code['process.create'], -1, 0, -1, args);
  yield* step<void>(code['process.start'], process);
  return process;
}
