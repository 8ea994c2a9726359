/**
 * Programs on features of Python's library that are not in the literature: broken barriers, conditions with timeouts,
 * pipes and queues between processes, over-released semaphores, queue shutdown.
 */
import { print, Variable } from '../program/builtins.ts';
import { PyError } from '../kernel/errors.ts';
import {
  type Connection,
  JoinableQueue,
  Lock as SharedLock,
  pipe,
} from '../program/multiprocessing.ts';
import { Queue } from '../program/queue.ts';
import type { Steps } from '../program/steps.ts';
import {
  Barrier,
  BoundedSemaphore,
  Condition,
  Event,
  Lock,
  RLock,
  Semaphore,
} from '../program/threading.ts';
import type { Subject } from './execution.ts';
import { start, startProcess, subjectOf } from './programs.ts';

/** One thread aborts a barrier that two others reach. */
const aborted = (): Subject => {
  function* main(): Steps<void> {
    const barrier = yield* new Barrier(2);
    for (let n = 0; n < 2; n++) yield* start(arrive, [barrier]);
    yield* start(abort, [barrier]);
  }
  function* arrive(barrier: Barrier): Steps<void> {
    yield* barrier.wait();
  }
  function* abort(barrier: Barrier): Steps<void> {
    yield* barrier.abort();
  }
  return subjectOf({ main, arrive, abort }, {});
};

/** A barrier is reset while a thread may wait there, and its n_waiting is read. */
const reset = (): Subject => {
  function* main(): Steps<void> {
    const barrier = yield* new Barrier(2);
    yield* start(arrive, [barrier]);
    yield* start(arrive, [barrier]);
    yield* barrier.nWaiting();
    yield* barrier.reset();
  }
  function* arrive(barrier: Barrier): Steps<void> {
    yield* barrier.wait(1);
  }
  return subjectOf({ main, arrive }, {});
};

/** wait_for with a timeout, and a value that skips the awaited one. */
const passing = (): Subject => {
  function* main(): Steps<void> {
    const [condition, value] = [yield* new Condition(), yield* new Variable(0)];
    yield* start(wait, [condition, value]);
    yield* start(count, [condition, value]);
  }
  function* wait(condition: Condition, value: Variable<number>): Steps<void> {
    yield* condition.with(() =>
      condition.waitFor(function* () {
        return (yield* value.get()) === 1;
      }, 1),
    );
  }
  function* count(condition: Condition, value: Variable<number>): Steps<void> {
    for (const next of [1, 2]) {
      yield* condition.acquire();
      yield* value.set(next);
      yield* condition.notifyAll();
      yield* condition.release();
    }
  }
  return subjectOf({ main, wait, count }, {});
};

/** Two waiters with timeouts, one notify: one is woken, or both time out. */
const patient = (): Subject => {
  function* main(): Steps<void> {
    const [condition, woken] = [yield* new Condition(), yield* new Variable(0)];
    for (const limit of [1, 2]) yield* start(wait, [condition, woken, limit]);
    yield* condition.with(() => condition.notify());
  }
  function* wait(condition: Condition, woken: Variable<number>, limit: number): Steps<void> {
    yield* condition.acquire();
    if (yield* condition.wait(limit)) yield* woken.set(limit);
    yield* condition.release();
  }
  return subjectOf({ main, wait }, {});
};

/** A child answers through a pipe; its parent polls with a timeout and terminates it without an answer. */
const answering = (): Subject => {
  function* main(): Steps<void> {
    const [ours, theirs] = yield* pipe();
    const child = yield* startProcess(answer, [theirs]);
    yield* ours.send(1);
    if (!(yield* ours.poll(1))) yield* child.terminate();
    else yield* ours.recv();
    yield* child.join();
    yield* child.exitcode();
  }
  function* answer(end: Connection): Steps<void> {
    yield* end.send(((yield* end.recv()) as number) + 1);
  }
  return subjectOf({ main, answer }, {});
};

/** A receiver gets EOF when all other ends are closed. */
const closing = (): Subject => {
  function* main(): Steps<void> {
    const [ours, theirs] = yield* pipe();
    const child = yield* startProcess(send, [theirs]);
    yield* theirs.close();
    for (let n = 0; n < 2; n++) yield* ours.recv();
    yield* child.join();
  }
  function* send(end: Connection): Steps<void> {
    yield* end.send(1);
    yield* end.close();
  }
  return subjectOf({ main, send }, {});
};

/** A JoinableQueue: join() lasts until the child has marked all items as done. */
const counted = (): Subject => {
  function* main(): Steps<void> {
    const queue = yield* new JoinableQueue<number>();
    const child = yield* startProcess(work, [queue]);
    yield* queue.put(1);
    yield* queue.join();
    yield* child.join(1);
    yield* child.exitcode();
  }
  function* work(queue: JoinableQueue<number>): Steps<void> {
    yield* queue.get();
    yield* queue.taskDone();
  }
  return subjectOf({ main, work }, {});
};

/** task_done() once too often, concurrent with a join. */
const miscounted = (): Subject => {
  function* main(): Steps<void> {
    const queue = yield* new Queue<number>();
    yield* queue.put(1);
    yield* start(work, [queue]);
    yield* start(work, [queue]);
    yield* queue.join();
  }
  function* work(queue: Queue<number>): Steps<void> {
    yield* queue.get(true, 1);
    yield* queue.taskDone();
    yield* queue.taskDone();
  }
  return subjectOf({ main, work }, {});
};

/** A queue is shut down concurrently with a put and a blocked get. */
const shutting = (): Subject => {
  function* main(): Steps<void> {
    const queue = yield* new Queue<number>(1);
    yield* start(put, [queue]);
    yield* start(get, [queue]);
    yield* queue.shutdown();
  }
  function* put(queue: Queue<number>): Steps<void> {
    yield* queue.put(1);
  }
  function* get(queue: Queue<number>): Steps<void> {
    yield* queue.get();
  }
  return subjectOf({ main, put, get }, {});
};

/** A condition over an RLock held twice: wait() releases both levels. */
const reentered = (): Subject => {
  function* main(): Steps<void> {
    const lock = yield* new RLock();
    const condition = yield* new Condition(lock);
    yield* start(wait, [lock, condition]);
    yield* start(tell, [lock, condition]);
  }
  function* wait(lock: RLock, condition: Condition): Steps<void> {
    yield* lock.acquire();
    yield* condition.acquire();
    yield* condition.wait(1);
    yield* condition.release();
    yield* lock.release();
  }
  function* tell(lock: RLock, condition: Condition): Steps<void> {
    if (!(yield* lock.acquire(false))) return;
    yield* condition.notify();
    yield* lock.release();
  }
  return subjectOf({ main, wait, tell }, {});
};

/** A bounded semaphore released by a thread that never acquired it: if too early, it raises. */
const givenBack = (): Subject => {
  function* main(): Steps<void> {
    const places = yield* new BoundedSemaphore(1);
    yield* start(take, [places]);
    yield* start(take, [places]);
    yield* start(give, [places]);
  }
  function* take(places: BoundedSemaphore): Steps<void> {
    yield* places.acquire(true, 1);
  }
  function* give(places: BoundedSemaphore): Steps<void> {
    yield* places.release();
  }
  return subjectOf({ main, take, give }, {});
};

/** release(2) admits two of three. */
const several = (): Subject => {
  function* main(): Steps<void> {
    const [gate, order] = [yield* new Semaphore(0), yield* new Variable(0)];
    for (let n = 1; n <= 3; n++) yield* start(pass, [gate, order, n], n === 3);
    yield* gate.release(2);
  }
  function* pass(gate: Semaphore, order: Variable<number>, n: number): Steps<void> {
    yield* gate.acquire();
    yield* order.set(n);
  }
  return subjectOf({ main, pass }, {});
};

/** An event that is set and cleared, with waiters with and without timeouts. */
const blinking = (): Subject => {
  function* main(): Steps<void> {
    const [light, seen] = [yield* new Event(), yield* new Variable(0)];
    yield* start(look, [light, seen], true);
    yield* start(hurry, [light, seen]);
    yield* light.set();
    yield* light.clear();
  }
  function* look(light: Event, seen: Variable<number>): Steps<void> {
    yield* light.wait();
    yield* seen.set(1);
  }
  function* hurry(light: Event, seen: Variable<number>): Steps<void> {
    if (!(yield* light.wait(1))) yield* seen.set(2);
  }
  return subjectOf({ main, look, hurry }, {});
};

/** An exception leaves a lock held; a waiter with a timeout reports it. */
const abandoned = (): Subject => {
  function* main(): Steps<void> {
    const [lock, bad] = [yield* new Lock(), yield* new Variable(0)];
    yield* start(work, [lock, bad]);
    yield* start(work, [lock, bad]);
    yield* bad.set(1);
  }
  function* work(lock: Lock, bad: Variable<number>): Steps<void> {
    if (!(yield* lock.acquire(true, 1))) return;
    if ((yield* bad.get()) === 1) throw new PyError('ValueError', 'bad');
    yield* lock.release();
  }
  return subjectOf({ main, work }, {});
};

/** Two processes with a JoinableQueue between them, one of which is killed. */
const killed = (): Subject => {
  function* main(): Steps<void> {
    const queue = yield* new JoinableQueue<number>();
    const child = yield* startProcess(work, [queue]);
    yield* queue.put(1);
    yield* child.kill();
    yield* child.join();
    yield* child.exitcode();
  }
  function* work(queue: JoinableQueue<number>): Steps<void> {
    yield* queue.get();
    yield* queue.taskDone();
  }
  return subjectOf({ main, work }, {});
};

/**
 * A process waits for a lock that a thread releases, and is killed meanwhile: it acquires the lock before that, or
 * never.
 */
const killedTaker = (): Subject => {
  function* main(): Steps<void> {
    const lock = yield* new SharedLock();
    yield* lock.acquire();
    const child = yield* startProcess(take, [lock]);
    yield* start(give, [lock]);
    yield* child.kill();
  }
  function* take(lock: SharedLock): Steps<void> {
    yield* lock.acquire();
    yield* print('taken');
  }
  function* give(lock: SharedLock): Steps<void> {
    yield* lock.release();
  }
  return subjectOf({ main, take, give }, {});
};

/** A process is killed that may be in join() of a JoinableQueue: the last task_done() hangs in that case. */
const killedJoiner = (): Subject => {
  function* main(): Steps<void> {
    const queue = yield* new JoinableQueue<number>();
    yield* queue.put(1);
    const child = yield* startProcess(join, [queue]);
    const finisher = yield* start(finish, [queue]);
    yield* child.kill();
    yield* finisher.join();
  }
  function* join(queue: JoinableQueue<number>): Steps<void> {
    yield* queue.join();
  }
  function* finish(queue: JoinableQueue<number>): Steps<void> {
    yield* queue.get();
    yield* queue.taskDone();
  }
  return subjectOf({ main, join, finish }, {});
};

export const libraryPrograms = {
  aborted,
  reset,
  passing,
  patient,
  answering,
  closing,
  counted,
  miscounted,
  shutting,
  reentered,
  givenBack,
  several,
  blinking,
  abandoned,
  killed,
  killedTaker,
  killedJoiner,
} as const satisfies Record<string, () => Subject>;
