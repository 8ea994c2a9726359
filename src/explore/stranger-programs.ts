/**
 * Programs with every primitive of the library, small enough to enumerate each interleaving.
 */
import { print, Variable } from '../program/builtins.ts';
import { asCompleted, ThreadPoolExecutor, type Future } from '../program/concurrent-futures.ts';
import {
  type Connection,
  Event as SharedEvent,
  pipe,
  Queue as SharedQueue,
  Semaphore as SharedSemaphore,
} from '../program/multiprocessing.ts';
import { ThreadPool } from '../program/pool-of-threads.ts';
import { LifoQueue, PriorityQueue, Queue, SimpleQueue } from '../program/queue.ts';
import { PyError } from '../kernel/errors.ts';
import type { Steps } from '../program/steps.ts';
import {
  Barrier,
  BoundedSemaphore,
  Condition,
  Event,
  Lock,
  RLock,
  Semaphore,
  Timer,
} from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import type { Subject } from './execution.ts';
import { start, startProcess, subjectOf } from './programs.ts';

/** A task without observable steps. */
const NO_STEPS: readonly never[] = [];

/** Petersen's mutual exclusion for two threads, each with a busy-wait loop. */
const peterson = (): Subject => {
  function* main(): Steps<void> {
    const [a, b] = [yield* new Variable(0), yield* new Variable(0)];
    const [turn, inside] = [yield* new Variable(0), yield* new Variable(0)];
    yield* start(enter, [0, a, b, turn, inside]);
    yield* start(enter, [1, b, a, turn, inside]);
  }
  function* enter(
    me: number,
    own: Variable<number>,
    other: Variable<number>,
    turn: Variable<number>,
    inside: Variable<number>,
  ): Steps<void> {
    yield* own.set(1);
    yield* turn.set(1 - me);
    while ((yield* other.get()) === 1 && (yield* turn.get()) === 1 - me);
    yield* inside.set((yield* inside.get()) + 1);
    yield* own.set(0);
  }
  return subjectOf({ main, enter }, {});
};

/** A flag awaited in a loop, and then another. */
const relay = (n: number): Subject => {
  function* main(): Steps<void> {
    const flags: Variable<number>[] = [];
    for (let i = 0; i <= n; i++) flags.push(yield* new Variable(i === 0 ? 1 : 0));
    for (let i = 0; i < n; i++) yield* start(pass, [flags[i], flags[i + 1]]);
  }
  function* pass(before: Variable<number>, after: Variable<number>): Steps<void> {
    while ((yield* before.get()) === 0);
    yield* after.set(1);
  }
  return subjectOf({ main, pass }, {});
};

/** A loop that no thread can end. */
const forever = (): Subject => {
  function* main(): Steps<void> {
    const flag = yield* new Variable(0);
    yield* start(look, [flag]);
    yield* start(set, [flag]);
  }
  function* look(flag: Variable<number>): Steps<void> {
    while ((yield* flag.get()) !== 1);
  }
  function* set(flag: Variable<number>): Steps<void> {
    yield* flag.set(1);
    yield* flag.set(2);
  }
  return subjectOf({ main, look, set }, {});
};

/** A tree of threads that start threads, each of which acquires a lock. */
const family = (depth: number): Subject => {
  function* main(): Steps<void> {
    yield* grow(yield* new Lock(), depth);
  }
  function* grow(lock: Lock, left: number): Steps<void> {
    if (left === 0) {
      yield* lock.acquire();
      yield* lock.release();
      return;
    }
    const children = [yield* start(grow, [lock, left - 1]), yield* start(grow, [lock, left - 1])];
    for (const child of children) yield* child.join();
  }
  return subjectOf({ main, grow }, {});
};

/** RLock: acquired twice by each of `n`, with a non-blocking acquire in between. */
const twice = (n: number): Subject => {
  function* main(): Steps<void> {
    const lock = yield* new RLock();
    for (let i = 0; i < n; i++) yield* start(enter, [lock]);
  }
  function* enter(lock: RLock): Steps<void> {
    yield* lock.acquire();
    yield* lock.acquire(false);
    yield* lock.release();
    yield* lock.release();
  }
  return subjectOf({ main, enter }, {});
};

/** An RLock released by a thread that does not own it raises. */
const strange = (): Subject => {
  function* main(): Steps<void> {
    const lock = yield* new RLock();
    yield* start(own, [lock]);
    yield* start(release, [lock]);
  }
  function* own(lock: RLock): Steps<void> {
    yield* lock.acquire();
    yield* lock.release();
  }
  function* release(lock: RLock): Steps<void> {
    yield* lock.release();
  }
  return subjectOf({ main, own, release }, {});
};

/** notify(2) with three waiters, and one more notify once all three have arrived. */
const woken = (n: number, notified: number): Subject => {
  function* main(): Steps<void> {
    const [condition, count] = [yield* new Condition(), yield* new Variable(0)];
    for (let i = 0; i < n; i++) yield* start(wait, [condition, count], true);
    yield* start(tell, [condition]);
  }
  function* wait(condition: Condition, count: Variable<number>): Steps<void> {
    yield* condition.acquire();
    yield* condition.wait();
    yield* count.set((yield* count.get()) + 1);
    yield* condition.release();
  }
  function* tell(condition: Condition): Steps<void> {
    yield* condition.acquire();
    yield* condition.notify(notified);
    yield* condition.release();
  }
  return subjectOf({ main, wait, tell }, {});
};

/** Two conditions over one lock: a buffer of size one. */
const buffer = (items: number): Subject => {
  function* main(): Steps<void> {
    const lock = yield* new Lock();
    const [full, empty] = [yield* new Condition(lock), yield* new Condition(lock)];
    const place = yield* new Variable(0);
    yield* start(fill, [full, empty, place]);
    yield* start(take, [full, empty, place]);
  }
  function* fill(full: Condition, empty: Condition, place: Variable<number>): Steps<void> {
    for (let n = 1; n <= items; n++) {
      yield* empty.acquire();
      while ((yield* place.get()) !== 0) yield* empty.wait();
      yield* place.set(n);
      yield* full.notify();
      yield* empty.release();
    }
  }
  function* take(full: Condition, empty: Condition, place: Variable<number>): Steps<void> {
    for (let n = 1; n <= items; n++) {
      yield* full.acquire();
      while ((yield* place.get()) === 0) yield* full.wait();
      yield* place.set(0);
      yield* empty.notify();
      yield* full.release();
    }
  }
  return subjectOf({ main, fill, take }, {});
};

/** notify without the lock raises; so does wait. */
const unheld = (): Subject => {
  function* main(): Steps<void> {
    const condition = yield* new Condition();
    yield* start(hold, [condition]);
    yield* start(notify, [condition]);
  }
  function* hold(condition: Condition): Steps<void> {
    yield* condition.acquire();
    yield* condition.release();
  }
  function* notify(condition: Condition): Steps<void> {
    yield* condition.notify();
  }
  return subjectOf({ main, hold, notify }, {});
};

/** Three threads at a barrier of two, with an action; the third waits for ever, or for a timeout. */
const odd = (limit: number | null): Subject => {
  function* main(): Steps<void> {
    const barrier = yield* new Barrier(2, act);
    for (let n = 0; n < 3; n++) yield* start(arrive, [barrier]);
  }
  function* act(): Steps<void> {
    yield* print('together');
  }
  function* arrive(barrier: Barrier): Steps<void> {
    yield* limit === null ? barrier.wait() : barrier.wait(limit);
  }
  return subjectOf({ main, act, arrive }, {});
};

/** The index returned by a barrier decides what happens next. */
const leader = (n: number): Subject => {
  function* main(): Steps<void> {
    const [barrier, chosen] = [yield* new Barrier(n), yield* new Variable(-1)];
    for (let i = 0; i < n; i++) yield* start(arrive, [barrier, chosen, i]);
  }
  function* arrive(barrier: Barrier, chosen: Variable<number>, me: number): Steps<void> {
    if ((yield* barrier.wait()) === 0) yield* chosen.set(me);
  }
  return subjectOf({ main, arrive }, {});
};

/** Abort, reset, and reuse. */
const mended = (): Subject => {
  function* main(): Steps<void> {
    const barrier = yield* new Barrier(2);
    yield* start(arrive, [barrier]);
    yield* start(arrive, [barrier]);
    yield* barrier.abort();
    yield* barrier.reset();
  }
  function* arrive(barrier: Barrier): Steps<void> {
    try {
      yield* barrier.wait();
      yield* print('passed');
    } catch (error) {
      if (!(error instanceof PyError) || error.type !== 'BrokenBarrierError') throw error;
      yield* print('broken');
    }
  }
  return subjectOf({ main, arrive }, {});
};

const queues = { fifo: Queue, lifo: LifoQueue, priority: PriorityQueue, simple: SimpleQueue };

/** As many puts as gets; who gets what is printed. */
const handedOut = (kind: keyof typeof queues, n: number): Subject => {
  function* main(): Steps<void> {
    const queue = yield* new (queues[kind] as typeof Queue<number>)();
    for (let i = 1; i <= n; i++) yield* start(put, [queue, i]);
    for (let i = 1; i <= n; i++) yield* start(get, [queue, i]);
  }
  function* put(queue: Queue<number>, value: number): Steps<void> {
    yield* queue.put(value);
  }
  function* get(queue: Queue<number>, me: number): Steps<void> {
    yield* print(me, yield* queue.get());
  }
  return subjectOf({ main, put, get }, {});
};

/** A queue of size one, with non-blocking calls and timeouts. */
const hasty = (): Subject => {
  function* main(): Steps<void> {
    const queue = yield* new Queue<number>(1);
    yield* start(put, [queue]);
    yield* start(offer, [queue]);
    yield* start(look, [queue]);
  }
  function* put(queue: Queue<number>): Steps<void> {
    yield* queue.put(1, true, 1);
  }
  function* offer(queue: Queue<number>): Steps<void> {
    yield* queue.putNowait(2);
  }
  function* look(queue: Queue<number>): Steps<void> {
    if (!(yield* queue.empty())) yield* print(yield* queue.getNowait());
  }
  return subjectOf({ main, put, offer, look }, {});
};

/** task_done and join: join returns only once all is done. */
const joined = (n: number): Subject => {
  function* main(): Steps<void> {
    const [queue, done] = [yield* new Queue<number>(), yield* new Variable(0)];
    for (let i = 0; i < n; i++) yield* queue.put(i);
    for (let i = 0; i < n; i++) yield* start(work, [queue, done]);
    yield* queue.join();
    yield* done.get();
  }
  function* work(queue: Queue<number>, done: Variable<number>): Steps<void> {
    yield* queue.get();
    yield* done.set((yield* done.get()) + 1);
    yield* queue.taskDone();
  }
  return subjectOf({ main, work }, {});
};

/** Semaphore(0) as a signal; release(n). */
const signals = (n: number): Subject => {
  function* main(): Steps<void> {
    const [ready, seen] = [yield* new Semaphore(0), yield* new Variable(0)];
    for (let i = 0; i < n; i++) yield* start(wait, [ready, seen]);
    yield* start(tell, [ready, n]);
  }
  function* wait(ready: Semaphore, seen: Variable<number>): Steps<void> {
    yield* ready.acquire();
    yield* seen.get();
  }
  function* tell(ready: Semaphore, count: number): Steps<void> {
    yield* ready.release(count);
  }
  return subjectOf({ main, wait, tell }, {});
};

/** A bounded semaphore of one permit: non-blocking acquire, timeout, and one release too many. */
const places = (): Subject => {
  function* main(): Steps<void> {
    const room = yield* new BoundedSemaphore(1);
    yield* start(stay, [room]);
    yield* start(peek, [room]);
    yield* start(stay, [room]);
  }
  function* stay(room: BoundedSemaphore): Steps<void> {
    yield* room.acquire();
    yield* room.release();
  }
  function* peek(room: BoundedSemaphore): Steps<void> {
    yield* room.acquire(false);
    yield* room.release();
  }
  return subjectOf({ main, stay, peek }, {});
};

/** An event set, cleared and read. */
const lamp = (): Subject => {
  function* main(): Steps<void> {
    const light = yield* new Event();
    yield* start(on, [light]);
    yield* start(off, [light]);
    yield* start(ask, [light]);
  }
  function* on(light: Event): Steps<void> {
    yield* light.set();
  }
  function* off(light: Event): Steps<void> {
    yield* light.clear();
  }
  function* ask(light: Event): Steps<void> {
    yield* print(yield* light.isSet());
    yield* light.wait();
  }
  return subjectOf({ main, on, off, ask }, {});
};

/** A timer that is cancelled, possibly too late. */
const alarm = (): Subject => {
  function* main(): Steps<void> {
    const rung = yield* new Variable(0);
    const timer = yield* new Timer(1, ring, [rung]);
    yield* timer.start();
    yield* rung.set(2);
    yield* timer.cancel();
    yield* timer.join();
    yield* print(yield* rung.get());
  }
  function* ring(rung: Variable<number>): Steps<void> {
    yield* rung.set(1);
  }
  return subjectOf({ main, ring }, {});
};

/** A daemon thread writes while main runs. */
const daemon = (n: number): Subject => {
  function* main(): Steps<void> {
    const x = yield* new Variable(0);
    yield* start(write, [x], true);
    yield* x.get();
  }
  function* write(x: Variable<number>): Steps<void> {
    for (let i = 1; i <= n; i++) yield* x.set(i);
  }
  return subjectOf({ main, write }, {});
};

/** An exception in a thread that holds a lock, join with a timeout, and is_alive. */
const broken = (): Subject => {
  function* main(): Steps<void> {
    const [lock, x] = [yield* new Lock(), yield* new Variable(0)];
    const first = yield* start(fail, [lock, x]);
    const second = yield* start(fail, [lock, x]);
    yield* first.join(1);
    yield* print(yield* first.isAlive());
    yield* second.join();
  }
  function* fail(lock: Lock, x: Variable<number>): Steps<void> {
    yield* lock.acquire();
    if ((yield* x.get()) === 0) {
      yield* x.set(1);
      throw new PyError('ValueError', 'first');
    }
    yield* lock.release();
  }
  return subjectOf({ main, fail }, {});
};

/** Two tasks of a pool of two threads, with results in order of completion. */
const pooled = (workers: number, tasks: number): Subject => {
  function* main(): Steps<void> {
    const x = yield* new Variable(0);
    const pool = yield* new ThreadPoolExecutor(workers);
    const futures: Future[] = [];
    for (let i = 0; i < tasks; i++) futures.push(yield* pool.submit(add, x, i));
    for (const future of futures) yield* future.result();
    yield* pool.shutdown();
  }
  function* add(x: Variable<number>, by: number): Steps<number> {
    yield* x.set((yield* x.get()) + by);
    return by;
  }
  return subjectOf({ main, add }, {});
};

/** A future is cancelled, or too late; another raises. */
const cancelled = (): Subject => {
  function* main(): Steps<void> {
    const pool = yield* new ThreadPoolExecutor(1);
    const bad = yield* pool.submit(fail);
    const late = yield* pool.submit(fine);
    yield* print(yield* late.cancel());
    yield* print((yield* bad.exception())?.message ?? 'none');
    yield* pool.shutdown();
  }
  function* fail(): Steps<void> {
    yield* NO_STEPS;
    throw new PyError('ValueError', 'bad');
  }
  function* fine(): Steps<number> {
    yield* NO_STEPS;
    return 1;
  }
  return subjectOf({ main, fail, fine }, {});
};

/** Futures in order of completion. */
const completed = (): Subject => {
  function* main(): Steps<void> {
    const pool = yield* new ThreadPoolExecutor(2);
    const futures = [yield* pool.submit(give, 1), yield* pool.submit(give, 2)];
    const results = asCompleted(futures);
    for (let n = 0; n < 2; n++) yield* print('result', yield* (yield* results.next()).result());
    yield* pool.shutdown();
  }
  function* give(value: number): Steps<number> {
    yield* NO_STEPS;
    return value;
  }
  return subjectOf({ main, give }, {});
};

/** map of a pool of threads. */
const mapped = (): Subject => {
  function* main(): Steps<void> {
    const pool = yield* new ThreadPool(1);
    yield* print(yield* pool.apply(double, [2]));
    yield* pool.close();
    yield* pool.join();
  }
  function* double(x: number): Steps<number> {
    yield* NO_STEPS;
    return 2 * x;
  }
  return subjectOf({ main, double }, {});
};

/** A pipe in both directions at once. */
const bothWays = (n: number): Subject => {
  function* main(): Steps<void> {
    const [ours, theirs] = yield* pipe();
    const child = yield* startProcess(talk, [theirs, 10]);
    yield* talk(ours, 20);
    yield* child.join();
  }
  function* talk(end: Connection, from: number): Steps<void> {
    for (let i = 0; i < n; i++) yield* end.send(from + i);
    for (let i = 0; i < n; i++) yield* print(yield* end.recv());
  }
  return subjectOf({ main, talk }, {});
};

/** The other end is closed: EOFError, or BrokenPipeError on a send. */
const hungUp = (): Subject => {
  function* main(): Steps<void> {
    const [ours, theirs] = yield* pipe();
    const child = yield* startProcess(close, [theirs]);
    yield* theirs.close();
    yield* ours.recv();
    yield* child.join();
  }
  function* close(end: Connection): Steps<void> {
    yield* end.close();
  }
  return subjectOf({ main, close }, {});
};

/** Two processes with a queue between them; one is terminated. */
const cutOff = (): Subject => {
  function* main(): Steps<void> {
    const queue = yield* new SharedQueue<number>();
    const child = yield* startProcess(give, [queue]);
    yield* child.terminate();
    yield* child.join();
    yield* print(yield* child.exitcode());
  }
  function* give(queue: SharedQueue<number>): Steps<void> {
    yield* queue.put(1);
  }
  return subjectOf({ main, give }, {});
};

/** Processes that share a semaphore and an event; one is a daemon. */
const apart = (): Subject => {
  function* main(): Steps<void> {
    const [room, go] = [yield* new SharedSemaphore(1), yield* new SharedEvent()];
    yield* startProcess(visit, [room, go], true);
    yield* startProcess(visit, [room, go]);
    yield* go.set();
  }
  function* visit(room: SharedSemaphore, go: SharedEvent): Steps<void> {
    yield* go.wait();
    yield* room.acquire();
    yield* room.release();
  }
  return subjectOf({ main, visit }, {});
};

/** A process is killed that may hold what another needs. */
const orphaned = (): Subject => {
  function* main(): Steps<void> {
    const room = yield* new SharedSemaphore(1);
    const child = yield* startProcess(hold, [room]);
    yield* child.kill();
    yield* child.join();
    yield* print(yield* room.acquire(true, 1));
  }
  function* hold(room: SharedSemaphore): Steps<void> {
    yield* room.acquire();
    yield* room.release();
  }
  return subjectOf({ main, hold }, {});
};

/** Sleeps order nothing untimed; timed, the shorter one writes first. */
const sleepers = (): Subject => {
  function* main(): Steps<void> {
    const x = yield* new Variable(0);
    for (const n of [1, 2, 3]) yield* start(write, [x, n]);
  }
  function* write(x: Variable<number>, n: number): Steps<void> {
    yield* sleep(n);
    yield* x.set(n);
  }
  return subjectOf({ main, write }, {});
};

/** Threads pass a token round by semaphores: only one order. */
const token = (n: number): Subject => {
  function* main(): Steps<void> {
    const turns: Semaphore[] = [];
    for (let i = 0; i < n; i++) turns.push(yield* new Semaphore(i === 0 ? 1 : 0));
    for (let i = 0; i < n; i++) yield* start(pass, [turns[i], turns[(i + 1) % n]]);
  }
  function* pass(own: Semaphore, next: Semaphore): Steps<void> {
    yield* own.acquire();
    yield* next.release();
  }
  return subjectOf({ main, pass }, {});
};

export const strangerPrograms = {
  peterson,
  relay,
  forever,
  family,
  twice,
  strange,
  woken,
  buffer,
  unheld,
  odd,
  leader,
  mended,
  handedOut,
  hasty,
  joined,
  signals,
  places,
  lamp,
  alarm,
  daemon,
  broken,
  pooled,
  cancelled,
  completed,
  mapped,
  bothWays,
  hungUp,
  cutOff,
  apart,
  orphaned,
  sleepers,
  token,
};
