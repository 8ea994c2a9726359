/** threading.Semaphore and BoundedSemaphore. */
import { code } from '../kernel/core-ops.ts';
import { PyError } from '../kernel/errors.ts';
import { creation, Handle, limitOf, travels } from './handle.ts';
import { step, type Steps } from './steps.ts';
import { holding } from './threading-locks.ts';

export class Semaphore extends Handle {
  readonly #value: number;

  /** Raises ValueError, on creation, for a negative number of permits. */
  constructor(value = 1) {
    super();
    this.#value = value;
  }

  protected get creator(): 'semaphore.create' | 'boundedSemaphore.create' {
    return 'semaphore.create';
  }

  protected override create(): Steps<number> {
    return step<number>(code[this.creator], -1, this.#value, -1, creation(false));
  }

  /** Takes a permit. A negative timeout means non-blocking, unlike a lock's. */
  *acquire(blocking = true, timeout?: number): Steps<boolean> {
    if (!blocking && timeout !== undefined) {
      throw new PyError('ValueError', "can't specify timeout for non-blocking acquire");
    }
    const limit = limitOf(blocking, timeout === undefined ? undefined : Math.max(0, timeout));
    return (yield* this.op<number>(code['semaphore.acquire'], 0, limit)) === 1;
  }

  /** Returns `n` permits; any thread may. */
  *release(n = 1): Steps<void> {
    yield* this.op<void>(code['semaphore.release'], n);
  }

  /** `with semaphore:` */
  with<R>(body: (held: boolean) => Steps<R>): Steps<R> {
    return holding(this, body);
  }
}
travels('Semaphore', Semaphore);

/** A semaphore whose permits may not exceed the initial number: over-release raises ValueError. */
export class BoundedSemaphore extends Semaphore {
  protected override get creator(): 'boundedSemaphore.create' {
    return 'boundedSemaphore.create';
  }
}
travels('BoundedSemaphore', BoundedSemaphore);
