/** The manager thread between a ProcessPoolExecutor and its workers. */
import { code } from '../kernel/ops.ts';
import { PyError } from '../kernel/errors.ts';
import { receivesFrom } from '../kernel/primitives/pipe.ts';
import type { Awaited } from '../kernel/primitives/wait-any.ts';
import { at } from './at.ts';
import { failureOf, finishFuture, handOutFuture, type Future } from './futures.ts';
import { travels } from './handle.ts';
import {
  BROKEN,
  type CallResult,
  type ExecutorParts,
  setWorkers,
  tell,
  Told,
  workersOf,
} from './process-pool-state.ts';
import { adjustWorkers } from './process-pool-worker.ts';
import { FOREVER, step, type Steps } from './steps.ts';
import { holding } from './threading-locks.ts';
import { Thread } from './threading-thread.ts';

const KILLED_MESSAGE =
  'A process in the process pool was terminated abruptly while the future was running or pending.';

/** Calls passed to the workers, by the index of their future. */
type Pending = Map<number, Future>;

export class ManagerThread extends Thread {
  readonly executor: ExecutorParts;

  constructor(executor: ExecutorParts) {
    super();
    this.executor = executor;
  }

  override *run(): Steps<void> {
    const { executor } = this;
    const pending: Pending = new Map();
    for (;;) {
      at.line = 0; // Outside the program's lines.
      yield* handOut(executor, pending);
      const news = yield* awaitNews(executor);
      if (news === 'broken') return yield* terminateBroken(executor, pending);
      if (news !== 'word') yield* takeResult(executor, pending, news);
      const state = yield* tell(executor);
      if ((state & (Told.shut | Told.mainOver)) === 0) continue;
      yield* tell(executor, Told.shut);
      if ((state & Told.cancels) !== 0) {
        for (const future of yield* drain(executor)) yield* future.cancel();
      }
      // Passes on cancellations that came meanwhile: otherwise nobody would report these futures as done.
      yield* handOut(executor, pending);
      if (pending.size === 0 && (yield* executor.work.empty())) return yield* dismiss(executor);
    }
  }
}
travels('_ExecutorManagerThread', ManagerThread);

/** Passes on as many calls as the workers' queue holds; cancelled ones are skipped. */
function* handOut({ calls, work }: ExecutorParts, pending: Pending): Steps<void> {
  while (!(yield* calls.full()) && !(yield* work.empty())) {
    const [future, target, args] = yield* work.get();
    if (!(yield* handOutFuture(future))) continue;
    try {
      pending.set(future.id, future);
      yield* calls.putStrictly([future.id, target, args]);
    } catch (error) {
      pending.delete(future.id);
      yield* finishFuture(future, failureOf(error));
    }
  }
}

/** Waits for a result, for the wake-up pipe, or for the end of a worker. */
function* awaitNews(executor: ExecutorParts): Steps<CallResult | 'word' | 'broken'> {
  const { results, wakeup, lock } = executor;
  const reader = wakeup[0]!;
  const workers = yield* workersOf(executor);
  const things: Awaited[] = [
    ['recv', results.id],
    ['recv', receivesFrom(reader.id)],
    ...workers.map((worker) => ['sentinel', worker] as const),
  ];
  const told = yield* step<string>(code['connection.wait'], -1, 0, FOREVER, JSON.stringify(things));
  const ready = JSON.parse(told) as number[];
  const result = ready.includes(0) ? yield* results.get() : undefined;
  yield* holding(lock, function* () {
    while (yield* reader.poll()) yield* reader.recv();
  });
  return result ?? (ready.includes(1) ? 'word' : 'broken');
}

function* takeResult(
  executor: ExecutorParts,
  pending: Pending,
  [id, outcome, ended]: CallResult,
): Steps<void> {
  const future = pending.get(id);
  pending.delete(id);
  if (future !== undefined) yield* finishFuture(future, outcome);
  if (ended < 0) yield* step<void>(code['executor.idle'], executor.id);
  else yield* replaceWorker(executor, ended);
}

/** As in CPython 3.11, which may count an idle worker that has ended since: then it is not replaced. */
function* replaceWorker(executor: ExecutorParts, ended: number): Steps<void> {
  const left = (yield* workersOf(executor)).filter((worker) => worker !== ended);
  yield* setWorkers(executor, left);
  yield* step<void>(code['process.join'], ended);
  yield* holding(executor.lock, () => adjustWorkers(executor));
}

/** Removes all calls that have not been passed on. */
function* drain({ work }: ExecutorParts): Steps<Future[]> {
  const found = [];
  while (!(yield* work.empty())) found.push((yield* work.get())[0]);
  return found;
}

/** A worker ended unexpectedly: every call fails, and the other workers are terminated. */
function* terminateBroken(executor: ExecutorParts, pending: Pending): Steps<void> {
  yield* tell(executor, Told.broken | Told.shut);
  for (const future of [...pending.values(), ...(yield* drain(executor))]) {
    if (yield* future.cancelled()) continue;
    yield* finishFuture(future, [false, [BROKEN, KILLED_MESSAGE]]);
  }
  for (const worker of yield* workersOf(executor)) {
    yield* step<void>(code['process.terminate'], worker);
  }
  yield* dismiss(executor);
}

/** Tells the remaining workers to end, and waits for them. */
function* dismiss(executor: ExecutorParts): Steps<void> {
  const { calls, wakeup, lock } = executor;
  const workers = yield* workersOf(executor);
  // Counted first: a worker ends after one message, and the next needs another.
  let alive = 0;
  for (const worker of workers) alive += yield* step<number>(code['process.isAlive'], worker);
  for (let n = 0; n < alive; n++) yield* sendOff(executor);
  yield* calls.close();
  yield* calls.joinThread();
  yield* holding(lock, function* () {
    yield* tell(executor, Told.closed);
    for (const end of wakeup) yield* end.close();
  });
  for (const worker of workers) yield* step<void>(code['process.join'], worker);
}

function* sendOff({ calls }: ExecutorParts): Steps<void> {
  try {
    yield* calls.putNowait(null);
  } catch (error) {
    // A stopped worker has been told to end, but does not take the remaining calls.
    if (!(error instanceof PyError && error.type === 'Full')) throw error;
  }
}
