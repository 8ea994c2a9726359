/**
 * Python's `threading`, spelled in camelCase (docs.python.org/3/library/threading.html). Times are seconds. Everything
 * that may switch threads is a generator: `yield* lock.acquire()`.
 */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import { creation, Handle, limitOf, packValue, travels } from './handle.ts';
import { bodyName } from './bodies.ts';
import { step, type Steps } from './steps.ts';

/** A function* exported by the program's module. */
export type Body = (...args: never[]) => Steps<unknown>;

export interface ThreadOptions<A extends readonly unknown[]> {
  /** What the thread runs: an exported function* of the program. */
  readonly target?: (...args: A) => Steps<unknown>;
  /** Its arguments; they travel by value, handles as handles. */
  readonly args?: A;
  /** Default: `Thread-N (target)`. */
  readonly name?: string;
  /** Default: as the creating thread. */
  readonly daemon?: boolean;
}

/** What the creating op of a thread or process carries. */
export function packJob<A extends readonly unknown[]>({
  target,
  args,
  name,
  daemon,
}: ThreadOptions<A>) {
  return packValue({
    target: target === undefined ? '' : bodyName(target),
    args: args ?? [],
    name: name ?? '',
    daemon: daemon ?? null,
  });
}

export class Thread<A extends readonly unknown[] = readonly unknown[]> extends Handle {
  readonly #options: ThreadOptions<A>;

  constructor(options: ThreadOptions<A> = {}) {
    super();
    this.#options = options;
  }

  protected override create(): Steps<number> {
    return step<number>(code['thread.create'], -1, 0, -1, packJob(this.#options));
  }

  /** Comes back once the thread runs. Raises RuntimeError if it was started before. */
  *start(): Steps<void> {
    yield* this.op<void>('thread.start');
    yield* this.op<void>('thread.started');
  }

  /** Waits for its end, or for `timeout` seconds; a negative timeout waits not at all. */
  *join(timeout?: number): Steps<void> {
    yield* this.op<void>(
      'thread.join',
      0,
      limitOf(true, timeout === undefined ? undefined : Math.max(0, timeout)),
    );
  }

  *isAlive(): Steps<boolean> {
    return (yield* this.op<number>('thread.isAlive')) === 1;
  }

  *name(): Steps<string> {
    return JSON.parse(yield* this.op<string>('thread.name')) as string;
  }
}
travels('Thread', Thread);

/** The thread that asks. */
export function* currentThread(): Steps<Thread> {
  const thread = Object.create(Thread.prototype) as Thread;
  thread.id = yield* step<number>(code['thread.current']);
  return thread;
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
}
travels('Lock', Lock);

function lockLimit(blocking: boolean, timeout: number): number {
  if (!blocking && timeout !== -1) {
    throw new PyError('ValueError', "can't specify a timeout for a non-blocking call");
  }
  if (timeout < 0 && timeout !== -1)
    throw new PyError('ValueError', 'timeout value must be positive');
  return limitOf(blocking, timeout === -1 ? undefined : timeout);
}

export class Semaphore extends Handle {
  protected readonly value: number;

  constructor(value = 1) {
    super();
    this.value = value;
  }

  protected override create(): Steps<number> {
    return step<number>(code['semaphore.create'], -1, this.value, -1, creation(false));
  }

  /** Takes a permit. A negative timeout waits not at all, other than a lock's. */
  *acquire(blocking = true, timeout?: number): Steps<boolean> {
    if (!blocking && timeout !== undefined) {
      throw new PyError('ValueError', "can't specify timeout for non-blocking acquire");
    }
    const limit = limitOf(blocking, timeout === undefined ? undefined : Math.max(0, timeout));
    return (yield* this.op<number>('semaphore.acquire', 0, limit)) === 1;
  }

  /** Gives back `n` permits, whoever took them. */
  *release(n = 1): Steps<void> {
    yield* this.op<void>('semaphore.release', n);
  }
}
travels('Semaphore', Semaphore);

/** A semaphore whose permits may not exceed the initial number: over-release raises ValueError. */
export class BoundedSemaphore extends Semaphore {
  protected override create(): Steps<number> {
    return step<number>(code['boundedSemaphore.create'], -1, this.value, -1, creation(false));
  }
}

export class Event extends Handle {
  protected override create(): Steps<number> {
    return step<number>(code['event.create'], -1, 0, -1, creation(false));
  }

  /** Releases everybody who waits. */
  *set(): Steps<void> {
    yield* this.op<void>('event.set');
  }

  *clear(): Steps<void> {
    yield* this.op<void>('event.clear');
  }

  *isSet(): Steps<boolean> {
    return (yield* this.op<number>('event.isSet')) === 1;
  }

  /** True once set; false after `timeout` seconds. */
  *wait(timeout?: number): Steps<boolean> {
    const limit = limitOf(true, timeout === undefined ? undefined : Math.max(0, timeout));
    return (yield* this.op<number>('event.wait', 0, limit)) === 1;
  }
}
travels('Event', Event);
