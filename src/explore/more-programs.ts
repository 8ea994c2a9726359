/**
 * Further programs with counted interleavings: from benchmarks of stateless model checkers (SV-COMP's pthread set,
 * SCTBench, Nidhugg's own), and on parts of Python's library that papers do not cover: timeouts, timers, daemons,
 * exceptions, executors.
 */
import { Variable } from '../program/builtins.ts';
import { ThreadPoolExecutor } from '../program/concurrent-futures.ts';
import { PyError } from '../kernel/errors.ts';
import { type Connection, pipe, Process } from '../program/multiprocessing.ts';
import { Queue } from '../program/queue.ts';
import type { Steps } from '../program/steps.ts';
import { Barrier, Condition, Event, Lock, RLock, Semaphore, Timer } from '../program/threading.ts';
import type { Subject } from './execution.ts';
import { start, subjectOf } from './programs.ts';

function* numbers(n: number): Steps<Variable<number>[]> {
  const made: Variable<number>[] = [];
  for (let i = 0; i < n; i++) made.push(yield* new Variable(0));
  return made;
}

/** SV-COMP's fib_bench: two threads add each other's number to their own, `n` times each. */
export const fibonacci = (n: number): Subject => {
  function* main(): Steps<void> {
    const [i, j] = [yield* new Variable(1), yield* new Variable(1)];
    const both = [yield* start(add, [i, j]), yield* start(add, [j, i])];
    for (const thread of both) yield* thread.join();
  }
  function* add(own: Variable<number>, other: Variable<number>): Steps<void> {
    for (let k = 0; k < n; k++) yield* own.set((yield* own.get()) + (yield* other.get()));
  }
  return subjectOf({ main, add }, {});
};

/** SCTBench's account: a deposit, a withdrawal and a read of the balance, each under the lock. */
export const account = (withdrawals: number): Subject => {
  function* main(): Steps<void> {
    const parts = [yield* new Lock(), yield* new Variable(10)];
    yield* start(change, [...parts, 5]);
    for (let n = 1; n <= withdrawals; n++) yield* start(change, [...parts, -n]);
    yield* start(look, parts);
  }
  function* change(lock: Lock, balance: Variable<number>, by: number): Steps<void> {
    yield* lock.acquire();
    const now = (yield* balance.get()) + by;
    if (now >= 0) yield* balance.set(now);
    yield* lock.release();
  }
  function* look(lock: Lock, balance: Variable<number>): Steps<void> {
    yield* lock.acquire();
    yield* balance.get();
    yield* lock.release();
  }
  return subjectOf({ main, change, look }, {});
};

/** SCTBench's token ring: each copies its neighbour's number plus one. */
export const ring = (n: number): Subject => {
  function* main(): Steps<void> {
    const all = yield* numbers(n);
    for (let i = 0; i < n; i++) yield* start(copy, [all[i], all[(i + 1) % n]]);
  }
  function* copy(from: Variable<number>, to: Variable<number>): Steps<void> {
    yield* to.set((yield* from.get()) + 1);
  }
  return subjectOf({ main, copy }, {});
};

/** Permits of a semaphore, with a counter of threads inside. */
export const rooms = (threads: number, places: number): Subject => {
  function* main(): Steps<void> {
    const parts = [yield* new Semaphore(places), yield* new Variable(0)];
    for (let n = 0; n < threads; n++) yield* start(stay, parts);
  }
  function* stay(semaphore: Semaphore, inside: Variable<number>): Steps<void> {
    yield* semaphore.acquire();
    yield* inside.set((yield* inside.get()) + 1);
    yield* semaphore.release();
  }
  return subjectOf({ main, stay }, {});
};

/** Producers and consumers of a bounded queue; one get has a timeout. */
export const exchange = (producers: number, bound: number): Subject => {
  function* main(): Steps<void> {
    const queue = yield* new Queue<number>(bound);
    for (let n = 1; n <= producers; n++) yield* start(produce, [queue, n]);
    yield* start(consume, [queue, producers - 1]);
    yield* start(hurry, [queue]);
  }
  function* produce(queue: Queue<number>, value: number): Steps<void> {
    yield* queue.put(value);
  }
  function* consume(queue: Queue<number>, times: number): Steps<void> {
    for (let n = 0; n < times; n++) yield* queue.get();
  }
  function* hurry(queue: Queue<number>): Steps<void> {
    yield* queue.get(true, 1);
  }
  return subjectOf({ main, produce, consume, hurry }, {});
};

/** Several threads wait on a condition, one with a timeout; some are notified. */
export const waiters = (n: number, notified: number): Subject => {
  function* main(): Steps<void> {
    const [condition, ready] = [yield* new Condition(), yield* new Variable(0)];
    for (let i = 0; i < n; i++) yield* start(doze, [condition, ready, i === 0 ? 1 : null]);
    yield* start(tell, [condition, ready]);
  }
  function* doze(condition: Condition, ready: Variable<number>, limit: number | null): Steps<void> {
    yield* condition.acquire();
    if ((yield* ready.get()) === 0)
      yield* limit === null ? condition.wait() : condition.wait(limit);
    yield* condition.release();
  }
  function* tell(condition: Condition, ready: Variable<number>): Steps<void> {
    yield* condition.acquire();
    yield* ready.set(1);
    yield* condition.notify(notified);
    yield* condition.release();
  }
  return subjectOf({ main, doze, tell }, {});
};

/** A barrier that one of three may leave by timeout, which breaks it for all. */
export const barrier = (): Subject => {
  function* main(): Steps<void> {
    const all = yield* new Barrier(3);
    for (const limit of [null, null, 1]) yield* start(arrive, [all, limit]);
  }
  function* arrive(all: Barrier, limit: number | null): Steps<void> {
    yield* limit === null ? all.wait() : all.wait(limit);
  }
  return subjectOf({ main, arrive }, {});
};

/** An RLock acquired twice, concurrent with a non-blocking acquire and one with a timeout. */
export const nested = (): Subject => {
  function* main(): Steps<void> {
    const lock = yield* new RLock();
    yield* start(twice, [lock]);
    yield* start(once, [lock, false, -1]);
    yield* start(once, [lock, true, 1]);
  }
  function* twice(lock: RLock): Steps<void> {
    yield* lock.acquire();
    yield* lock.acquire();
    yield* lock.release();
    yield* lock.release();
  }
  function* once(lock: RLock, blocking: boolean, timeout: number): Steps<void> {
    if (yield* lock.acquire(blocking, timeout)) yield* lock.release();
  }
  return subjectOf({ main, twice, once }, {});
};

/** A timer that may be cancelled too late, and a daemon that the end of the program may cut off. */
export const late = (): Subject => {
  function* main(): Steps<void> {
    const [rung, event] = [yield* new Variable(0), yield* new Event()];
    const timer = yield* new Timer(1, set, [rung]);
    yield* timer.start();
    yield* start(count, [rung, event], true);
    yield* event.wait(1);
    yield* timer.cancel();
  }
  function* set(rung: Variable<number>): Steps<void> {
    yield* rung.set(1);
  }
  function* count(rung: Variable<number>, event: Event): Steps<void> {
    yield* event.set();
    yield* rung.set((yield* rung.get()) + 2);
  }
  return subjectOf({ main, set, count }, {});
};

/** A thread raises while it holds a lock, unless the flag was set before. */
export const raising = (): Subject => {
  function* main(): Steps<void> {
    const [lock, flag] = [yield* new Lock(), yield* new Event()];
    const thread = yield* start(work, [lock, flag]);
    yield* flag.set();
    yield* lock.acquire(true, 1);
    yield* thread.isAlive();
    yield* thread.join(1);
  }
  function* work(lock: Lock, flag: Event): Steps<void> {
    yield* lock.acquire();
    if (!(yield* flag.isSet())) throw new PyError('RuntimeError', 'too early');
    yield* lock.release();
  }
  return subjectOf({ main, work }, {});
};

/** Tasks of an executor, two of which share a variable. */
export const tasks = (workers: number): Subject => {
  function* main(): Steps<void> {
    const [pool, sum] = [yield* new ThreadPoolExecutor(workers), yield* new Variable(0)];
    const futures = [yield* pool.submit(add, sum), yield* pool.submit(add, sum)];
    for (const future of futures) yield* future.result();
    yield* pool.shutdown();
  }
  function* add(sum: Variable<number>): Steps<void> {
    yield* sum.set((yield* sum.get()) + 1);
  }
  return subjectOf({ main, add }, {});
};

/** Two processes send through one pipe; one of them is terminated, possibly after its own end. */
export const terminated = (): Subject => {
  function* main(): Steps<void> {
    const [, end] = yield* pipe();
    const senders: Process<[Connection, number]>[] = [];
    for (let n = 1; n <= 2; n++) {
      const sender = yield* new Process({ target: send, args: [end, n] });
      yield* sender.start();
      senders.push(sender);
    }
    yield* senders[1]!.terminate();
    for (const sender of senders) yield* sender.join();
  }
  function* send(end: Connection, value: number): Steps<void> {
    yield* end.send(value);
  }
  return subjectOf({ main, send }, {});
};
