/**
 * multiprocessing's Lock, RLock, Semaphore, BoundedSemaphore, Event, Condition and Barrier: as threading's, for threads
 * of any process, with multiprocessing's keywords and exceptions. A negative timeout means non-blocking.
 */
import { at } from './at.ts';
import { code } from '../kernel/ops.ts';
import { callPartial } from './functools.ts';
import {
  creation,
  Handle,
  isCreated,
  limitOf,
  patience,
  requireCreated,
  travels,
} from './handle.ts';
import { step, type Steps } from './steps.ts';
import { Barrier as ThreadBarrier } from './threading-barrier.ts';
import { waitUntil } from './threading-condition.ts';
import { Event as ThreadEvent } from './threading-event.ts';
import { holding } from './threading-locks.ts';

/** Common base of the locks: `acquire(block, timeout)`. */
abstract class SharedLock extends Handle {
  protected abstract get acquireOp(): 'lock.acquire' | 'rlock.acquire' | 'semaphore.acquire';

  /** True once acquired; false if it was not free without waiting or within `timeout` seconds. */
  *acquire(block = true, timeout?: number): Steps<boolean> {
    const limit = limitOf(block, timeout === undefined ? undefined : Math.max(0, timeout));
    return (yield* this.op<number>(code[this.acquireOp], 0, limit)) === 1;
  }

  abstract release(): Steps<void>;

  /** `with lock:` */
  with<R>(body: (held: boolean) => Steps<R>): Steps<R> {
    return holding(this, body);
  }
}

export class Lock extends SharedLock {
  protected override get acquireOp() {
    return 'lock.acquire' as const;
  }

  protected override create(): Steps<number> {
    return step<number>(code['lock.create'], -1, 0, -1, creation(true));
  }

  /** May be called by any thread of any process. Raises ValueError if it is free. */
  override *release(): Steps<void> {
    yield* this.op<void>(code['shared.lock.release']);
  }
}
travels('multiprocessing.Lock', Lock);

export class RLock extends SharedLock {
  protected override get acquireOp() {
    return 'rlock.acquire' as const;
  }

  protected override create(): Steps<number> {
    return step<number>(code['rlock.create'], -1, 0, -1, creation(true));
  }

  /** Raises AssertionError in any thread but the holder. */
  override *release(): Steps<void> {
    yield* this.op<void>(code['shared.rlock.release']);
  }
}
travels('multiprocessing.RLock', RLock);

export class Semaphore extends SharedLock {
  readonly #value: number;

  /** Raises OSError, on creation, for a negative number of permits. */
  constructor(value = 1) {
    super();
    this.#value = value;
  }

  protected override get acquireOp() {
    return 'semaphore.acquire' as const;
  }

  protected get createOp(): 'shared.semaphore.create' | 'shared.boundedSemaphore.create' {
    return 'shared.semaphore.create';
  }

  protected override create(): Steps<number> {
    return step<number>(code[this.createOp], -1, this.#value, -1, creation(true));
  }

  /** Returns one permit; any thread may. */
  override *release(): Steps<void> {
    yield* this.op<void>(code['shared.semaphore.release'], 1);
  }

  /** Permits left. */
  *getValue(): Steps<number> {
    return yield* this.op<number>(code['shared.semaphore.value']);
  }
}
travels('multiprocessing.Semaphore', Semaphore);

/** Raises ValueError for one release too many. */
export class BoundedSemaphore extends Semaphore {
  protected override get createOp() {
    return 'shared.boundedSemaphore.create' as const;
  }
}
travels('multiprocessing.BoundedSemaphore', BoundedSemaphore);

export class Event extends ThreadEvent {
  protected override create(): Steps<number> {
    return step<number>(code['shared.event.create'], -1, 0, -1, creation(true));
  }

  /** Wakes all waiters, and returns once they are awake: never, if one of them was killed. */
  override *set(): Steps<void> {
    const woken = yield* this.op<number>(code['shared.event.set']);
    if (woken > 0) yield* this.op<void>(code['shared.event.confirm'], woken);
  }

  override *clear(): Steps<void> {
    yield* this.op<void>(code['shared.event.clear']);
  }

  override *isSet(): Steps<boolean> {
    return (yield* this.op<number>(code['shared.event.isSet'])) === 1;
  }

  /** Waits for a wake-up, or for `timeout` seconds. Returns the flag as it is afterwards. */
  override *wait(timeout?: number): Steps<boolean> {
    let isSet = 0;
    const isAsleep = (yield* this.op<number>(code['shared.event.enter'])) === 0;
    try {
      if (isAsleep) yield* this.op<number>(code['shared.event.sleep'], 0, patience(timeout));
    } finally {
      isSet = yield* this.op<number>(code['shared.event.wait']);
    }
    return isSet === 1;
  }
}
travels('multiprocessing.Event', Event);

export class Barrier extends ThreadBarrier {
  protected override create(): Steps<number> {
    return step<number>(code['shared.barrier.create'], -1, this.parties, -1, creation(true));
  }

  override *wait(timeout?: number): Steps<number> {
    const limit = patience(timeout ?? this.timeout ?? undefined);
    const index = yield* this.op<number>(code['shared.barrier.arrive']);
    if (index + 1 === this.parties) yield* this.letGo();
    else yield* this.sleep(limit);
    return index;
  }

  /** Called by the last thread to arrive. */
  protected *letGo(): Steps<void> {
    try {
      if (this.action !== null) yield* callPartial(this.action, []);
    } catch (error) {
      yield* this.confirmed('shared.barrier.break');
      yield* this.op<void>(code['shared.barrier.quit']);
      throw error;
    }
    yield* this.confirmed('shared.barrier.open');
    yield* this.op<void>(code['shared.barrier.quit']);
  }

  protected *sleep(limit: number): Steps<void> {
    let isWoken = 0;
    try {
      isWoken = yield* this.op<number>(code['shared.barrier.sleep'], 0, limit);
    } catch (error) {
      yield* this.op<void>(code['shared.barrier.quit']);
      throw error;
    }
    if (isWoken === 0) yield* this.confirmed('shared.barrier.timeout');
    yield* this.op<void>(code['shared.barrier.leave']);
  }

  override *reset(): Steps<void> {
    yield* this.confirmed('shared.barrier.reset');
  }

  override *abort(): Steps<void> {
    yield* this.confirmed('shared.barrier.abort');
  }

  override *nWaiting(): Steps<number> {
    return yield* this.op<number>(code['shared.barrier.nWaiting']);
  }

  override *broken(): Steps<boolean> {
    return (yield* this.op<number>(code['shared.barrier.broken'])) === 1;
  }

  /** Performs a notification, and waits until the woken threads have confirmed. */
  protected *confirmed(
    op: `shared.barrier.${'open' | 'break' | 'timeout' | 'reset' | 'abort'}`,
  ): Steps<void> {
    const woken = yield* this.op<number>(code[op]);
    if (woken > 0) yield* this.op<void>(code['shared.barrier.confirm'], woken);
  }
}
travels('multiprocessing.Barrier', Barrier);

/** Raises AssertionError if the lock is not held. */
export class Condition extends Handle {
  /** The given lock, or an RLock of its own. */
  readonly lock: Lock | RLock;

  constructor(lock: Lock | RLock = new RLock()) {
    super();
    this.lock = lock;
  }

  protected override *create(): Steps<number> {
    if (!isCreated(this.lock)) at.part = { role: 'monitor' };
    const args = creation(true);
    if (!isCreated(this.lock)) yield* this.lock;
    return yield* step<number>(code['shared.condition.create'], -1, this.lock.id, -1, args);
  }

  *acquire(block = true, timeout?: number): Steps<boolean> {
    requireCreated(this);
    return yield* this.lock.acquire(block, timeout);
  }

  *release(): Steps<void> {
    requireCreated(this);
    yield* this.lock.release();
  }

  /** `with condition:` */
  with<R>(body: (held: boolean) => Steps<R>): Steps<R> {
    return holding(this, body);
  }

  /** Releases the lock, waits to be notified, acquires it again. False after `timeout` seconds without notification. */
  *wait(timeout?: number): Steps<boolean> {
    const limit = patience(timeout);
    const depth = yield* this.op<number>(code['shared.condition.release']);
    try {
      return (yield* this.op<number>(code['shared.condition.wait'], 0, limit)) === 1;
    } finally {
      yield* this.op<void>(code['shared.condition.restore'], depth);
    }
  }

  /** Waits until the predicate is true and returns its value; after `timeout` seconds, its last value. */
  *waitFor<T>(predicate: () => Steps<T>, timeout?: number): Steps<T> {
    requireCreated(this);
    return yield* waitUntil(this, predicate, timeout);
  }

  /** Wakes at most `n` waiters, and returns once they are awake: never, if one of them was killed. */
  *notify(n = 1): Steps<void> {
    const woken = yield* this.op<number>(code['shared.condition.notify'], n);
    if (woken > 0) yield* this.op<void>(code['shared.condition.confirm'], woken);
  }

  *notifyAll(): Steps<void> {
    const woken = yield* this.op<number>(code['shared.condition.notifyAll']);
    if (woken > 0) yield* this.op<void>(code['shared.condition.confirm'], woken);
  }
}
travels('multiprocessing.Condition', Condition);
