/** threading.Lock and RLock, and `with`. */
import { code } from '../kernel/core-ops.ts';
import { PyError } from '../kernel/errors.ts';
import { at } from './at.ts';
import { creation, Handle, isOne, limitOf, travels } from './handle.ts';
import { step, type Steps } from './steps.ts';

/** An object that can be acquired and released. */
export interface Lockable {
  acquire(): Steps<boolean>;
  release(): Steps<void>;
}

/** Python's `with lock:`. Releases what was acquired when the body ends, also by an exception. */
export function* holding<R>(lock: Lockable, body: (held: boolean) => Steps<R>): Steps<R> {
  const { line } = at;
  const held = yield* lock.acquire();
  try {
    return yield* body(held);
  } finally {
    at.line = line;
    yield* lock.release();
  }
}

abstract class Acquirable extends Handle {
  /** Wrong arguments raise when the steps are taken, not when they are created. */
  protected *acquireWithin(
    name: 'lock.acquire' | 'rlock.acquire',
    blocking: boolean,
    timeout: number,
  ): Steps<boolean> {
    return yield* this.opAs(isOne, code[name], 0, lockLimit(blocking, timeout));
  }
}

export class Lock extends Acquirable {
  protected override create(): Steps<number> {
    return step<number>(code['lock.create'], -1, 0, -1, creation(false));
  }

  /** True once acquired; false if it was not free without waiting or within `timeout` seconds (-1: no timeout). */
  acquire(blocking = true, timeout = -1): Steps<boolean> {
    return blocking && timeout === -1
      ? this.opAs(isOne, code['lock.acquire'])
      : this.acquireWithin('lock.acquire', blocking, timeout);
  }

  /** May be called by any thread. Raises RuntimeError if it is free. */
  release(): Steps<void> {
    return this.op<void>(code['lock.release']);
  }

  locked(): Steps<boolean> {
    return this.opAs(isOne, code['lock.locked']);
  }

  /** `with lock:` */
  with<R>(body: (held: boolean) => Steps<R>): Steps<R> {
    return holding(this, body);
  }
}
travels('Lock', Lock);

/** A re-entrant lock: free after as many releases as acquisitions. */
export class RLock extends Acquirable {
  protected override create(): Steps<number> {
    return step<number>(code['rlock.create'], -1, 0, -1, creation(false));
  }

  /** As Lock.acquire(); returns true at once in the holder. */
  acquire(blocking = true, timeout = -1): Steps<boolean> {
    return blocking && timeout === -1
      ? this.opAs(isOne, code['rlock.acquire'])
      : this.acquireWithin('rlock.acquire', blocking, timeout);
  }

  /** Raises RuntimeError in any thread but the holder. */
  release(): Steps<void> {
    return this.op<void>(code['rlock.release']);
  }

  /** `with lock:` */
  with<R>(body: (held: boolean) => Steps<R>): Steps<R> {
    return holding(this, body);
  }
}
travels('RLock', RLock);

function lockLimit(blocking: boolean, timeout: number): number {
  if (!blocking && timeout !== -1) {
    throw new PyError('ValueError', "can't specify a timeout for a non-blocking call");
  }
  if (timeout < 0 && timeout !== -1)
    throw new PyError('ValueError', 'timeout value must be positive');
  return limitOf(blocking, timeout === -1 ? undefined : timeout);
}
