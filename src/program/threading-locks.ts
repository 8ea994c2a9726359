/** threading.Lock and RLock, and `with`. */
import { code } from '../kernel/ops.ts';
import { PyError } from '../kernel/errors.ts';
import { at } from './at.ts';
import { creation, Handle, limitOf, travels } from './handle.ts';
import { step, type Steps } from './steps.ts';

/** What can be acquired and released. */
export interface Lockable {
  acquire(): Steps<boolean>;
  release(): Steps<void>;
}

/** Python's `with lock:`. What was acquired is released when the body ends, also by an exception. */
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

export class Lock extends Handle {
  protected override create(): Steps<number> {
    return step<number>(code['lock.create'], -1, 0, -1, creation(false));
  }

  /** True once held; false if it was not to be had without waiting or in `timeout` seconds (-1: for ever). */
  *acquire(blocking = true, timeout = -1): Steps<boolean> {
    return (yield* this.op<number>('lock.acquire', 0, lockLimit(blocking, timeout))) === 1;
  }

  /** Any thread may. Raises RuntimeError if it is free. */
  *release(): Steps<void> {
    yield* this.op<void>('lock.release');
  }

  *locked(): Steps<boolean> {
    return (yield* this.op<number>('lock.locked')) === 1;
  }

  /** `with lock:` */
  with<R>(body: (held: boolean) => Steps<R>): Steps<R> {
    return holding(this, body);
  }
}
travels('Lock', Lock);

/** A lock that the thread which holds it may acquire again; it is free after as many releases. */
export class RLock extends Handle {
  protected override create(): Steps<number> {
    return step<number>(code['rlock.create'], -1, 0, -1, creation(false));
  }

  /** As a Lock's; at once true for the thread that holds it. */
  *acquire(blocking = true, timeout = -1): Steps<boolean> {
    return (yield* this.op<number>('rlock.acquire', 0, lockLimit(blocking, timeout))) === 1;
  }

  /** Raises RuntimeError in any thread but the one that holds it. */
  *release(): Steps<void> {
    yield* this.op<void>('rlock.release');
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
