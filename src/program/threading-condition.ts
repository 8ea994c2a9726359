/** threading.Condition. */
import { code } from '../kernel/core-ops.ts';
import { at } from './at.ts';
import { creation, Handle, isCreated, patience, requireCreated, travels } from './handle.ts';
import { step, type Steps } from './steps.ts';
import { holding, RLock, type Lock } from './threading-locks.ts';
import { monotonic } from './time.ts';
import { isTrue } from './truth.ts';

/** A condition variable: threads wait to be notified, under one lock. */
export class Condition extends Handle {
  /** The given lock, or an RLock of its own. */
  readonly lock: Lock | RLock;

  constructor(lock: Lock | RLock = new RLock()) {
    super();
    this.lock = lock;
  }

  protected override *create(): Steps<number> {
    const { name } = at;
    if (!isCreated(this.lock)) {
      at.name = name === '' ? '' : `${name}.lock`;
      yield* this.lock;
      at.name = name;
      at.part = { role: 'monitor' };
    }
    return yield* step<number>(code['condition.create'], -1, this.lock.id, -1, creation(false));
  }

  /** As its lock's. */
  *acquire(blocking = true, timeout = -1): Steps<boolean> {
    requireCreated(this);
    return yield* this.lock.acquire(blocking, timeout);
  }

  /** As its lock's. */
  *release(): Steps<void> {
    requireCreated(this);
    yield* this.lock.release();
  }

  /** `with condition:` */
  with<R>(body: (held: boolean) => Steps<R>): Steps<R> {
    return holding(this, body);
  }

  /**
   * Releases all levels of the lock, waits to be notified, and acquires them again. False after `timeout` seconds
   * without notification. Raises RuntimeError if the lock is not held.
   */
  *wait(timeout?: number): Steps<boolean> {
    const limit = patience(timeout);
    const depth = yield* this.op<number>(code['condition.release']);
    try {
      return (yield* this.op<number>(code['condition.wait'], 0, limit)) === 1;
    } finally {
      // Also after an exception: a signal handler may raise.
      yield* this.op<void>(code['condition.restore'], depth);
    }
  }

  /** Waits until the predicate is true and returns its value; after `timeout` seconds, its last value. */
  *waitFor<T>(predicate: () => Steps<T>, timeout?: number): Steps<T> {
    requireCreated(this);
    return yield* waitUntil(this, predicate, timeout);
  }

  /**
   * Wakes the `n` threads that have waited longest; they continue once the lock is free. Without waiters it has no
   * effect.
   */
  *notify(n = 1): Steps<void> {
    yield* this.op<void>(code['condition.notify'], n);
  }

  *notifyAll(): Steps<void> {
    yield* this.op<void>(code['condition.notifyAll']);
  }
}
travels('Condition', Condition);

/** Condition.wait_for of both modules. */
export function* waitUntil<T>(
  condition: { wait(timeout?: number): Steps<boolean> },
  predicate: () => Steps<T>,
  timeout: number | undefined,
): Steps<T> {
  const { line } = at;
  let end: number | undefined;
  let limit = timeout;
  let result = yield* predicate();
  while (!isTrue(result)) {
    at.line = line;
    if (timeout !== undefined) {
      const now = yield* monotonic();
      if (end !== undefined) limit = Math.round((end - now) * 1e6) / 1e6;
      if (end !== undefined && limit !== undefined && limit <= 0) break;
      end ??= now + timeout;
    }
    yield* condition.wait(limit);
    result = yield* predicate();
  }
  return result;
}
