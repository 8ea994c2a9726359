/**
 * Reference implementation: Python's own source of what is built over locks (Lib/threading.py and Lib/queue.py of 3.11,
 * shutdown of 3.13), line by line. The kernel's primitives must have the same outcomes. Its state is plain JavaScript,
 * because in the model all threads live in one realm, and every access is between an acquire and a release.
 */
import { PyError } from '../kernel/errors.ts';
import type { Steps } from '../program/steps.ts';
import { Lock } from '../program/threading.ts';
import { monotonic } from '../program/time.ts';

export class ReferenceCondition {
  readonly #lock: Lock;
  readonly #waiters: Lock[] = [];

  constructor(lock: Lock) {
    this.#lock = lock;
  }

  *acquire(): Steps<boolean> {
    return yield* this.#lock.acquire();
  }

  *release(): Steps<void> {
    yield* this.#lock.release();
  }

  *#isOwned(): Steps<boolean> {
    if (!(yield* this.#lock.acquire(false))) return true;
    yield* this.#lock.release();
    return false;
  }

  *wait(timeout?: number): Steps<boolean> {
    if (!(yield* this.#isOwned())) {
      throw new PyError('RuntimeError', 'cannot wait on un-acquired lock');
    }
    const waiter = yield* new Lock();
    yield* waiter.acquire();
    this.#waiters.push(waiter);
    yield* this.#lock.release();
    let gotIt = true;
    if (timeout === undefined) yield* waiter.acquire();
    else if (timeout > 0) gotIt = yield* waiter.acquire(true, timeout);
    else gotIt = yield* waiter.acquire(false);
    yield* this.#lock.acquire();
    if (!gotIt) this.#remove(waiter);
    return gotIt;
  }

  *waitFor(predicate: () => boolean, timeout?: number): Steps<boolean> {
    let end: number | undefined;
    let waitTime = timeout;
    let result = predicate();
    while (!result) {
      if (waitTime !== undefined) {
        if (end === undefined) {
          end = (yield* monotonic()) + waitTime;
        } else {
          waitTime = end - (yield* monotonic());
          if (waitTime <= 0) break;
        }
      }
      yield* this.wait(waitTime);
      result = predicate();
    }
    return result;
  }

  *notify(n = 1): Steps<void> {
    if (!(yield* this.#isOwned())) {
      throw new PyError('RuntimeError', 'cannot notify on un-acquired lock');
    }
    for (let left = n; left > 0; left--) {
      const [waiter] = this.#waiters;
      if (waiter === undefined) return;
      yield* waiter.release();
      this.#remove(waiter);
    }
  }

  *notifyAll(): Steps<void> {
    yield* this.notify(this.#waiters.length);
  }

  #remove(waiter: Lock): void {
    const at = this.#waiters.indexOf(waiter);
    if (at >= 0) this.#waiters.splice(at, 1);
  }
}

/** `with condition:` */
function* under<R>(condition: ReferenceCondition, body: () => Steps<R>): Steps<R> {
  yield* condition.acquire();
  try {
    return yield* body();
  } finally {
    yield* condition.release();
  }
}

export class ReferenceEvent {
  readonly #condition: ReferenceCondition;
  #flag = false;

  constructor(lock: Lock) {
    this.#condition = new ReferenceCondition(lock);
  }

  set(): Steps<void> {
    return under(this.#condition, () => {
      this.#flag = true;
      return this.#condition.notifyAll();
    });
  }

  *clear(): Steps<void> {
    yield* this.#condition.acquire();
    this.#flag = false;
    yield* this.#condition.release();
  }

  *wait(timeout?: number): Steps<boolean> {
    yield* this.#condition.acquire();
    const signaled = this.#flag || (yield* this.#condition.wait(timeout));
    yield* this.#condition.release();
    return signaled;
  }
}

export class ReferenceSemaphore {
  readonly #condition: ReferenceCondition;
  #value: number;

  constructor(lock: Lock, value: number) {
    this.#condition = new ReferenceCondition(lock);
    this.#value = value;
  }

  *acquire(blocking = true, timeout?: number): Steps<boolean> {
    let end: number | undefined;
    let left = timeout;
    yield* this.#condition.acquire();
    try {
      while (this.#value === 0) {
        if (!blocking) return false;
        if (left !== undefined) {
          if (end === undefined) {
            end = (yield* monotonic()) + left;
          } else {
            left = end - (yield* monotonic());
            if (left <= 0) return false;
          }
        }
        yield* this.#condition.wait(left);
      }
      this.#value -= 1;
      return true;
    } finally {
      yield* this.#condition.release();
    }
  }

  *release(n = 1): Steps<void> {
    yield* this.#condition.acquire();
    this.#value += n;
    yield* this.#condition.notify(n);
    yield* this.#condition.release();
  }
}

const FILLING = 0;
const DRAINING = 1;
const RESETTING = -1;
const BROKEN = -2;

export class ReferenceBarrier {
  readonly #condition: ReferenceCondition;
  readonly #parties: number;
  #state = FILLING;
  #count = 0;

  constructor(lock: Lock, parties: number) {
    this.#condition = new ReferenceCondition(lock);
    this.#parties = parties;
  }

  *wait(timeout?: number): Steps<number> {
    yield* this.#condition.acquire();
    try {
      yield* this.#enter();
      const index = this.#count;
      this.#count += 1;
      try {
        if (index + 1 === this.#parties) yield* this.#open();
        else yield* this.#waitInside(timeout);
        return index;
      } finally {
        this.#count -= 1;
        yield* this.#exit();
      }
    } finally {
      yield* this.#condition.release();
    }
  }

  *#enter(): Steps<void> {
    while (this.#state === RESETTING || this.#state === DRAINING) yield* this.#condition.wait();
    if (this.#state < 0) throw new PyError('BrokenBarrierError');
  }

  *#open(): Steps<void> {
    this.#state = DRAINING;
    yield* this.#condition.notifyAll();
  }

  *#waitInside(timeout: number | undefined): Steps<void> {
    if (!(yield* this.#condition.waitFor(() => this.#state !== FILLING, timeout))) {
      yield* this.#break();
      throw new PyError('BrokenBarrierError');
    }
    if (this.#state < 0) throw new PyError('BrokenBarrierError');
  }

  *#exit(): Steps<void> {
    if (this.#count > 0 || this.#state === FILLING || this.#state === BROKEN) return;
    this.#state = FILLING;
    yield* this.#condition.notifyAll();
  }

  *#break(): Steps<void> {
    this.#state = BROKEN;
    yield* this.#condition.notifyAll();
  }

  reset(): Steps<void> {
    return under(this.#condition, () => {
      if (this.#count === 0) this.#state = FILLING;
      else if (this.#state === FILLING || this.#state === BROKEN) this.#state = RESETTING;
      return this.#condition.notifyAll();
    });
  }

  abort(): Steps<void> {
    return under(this.#condition, () => this.#break());
  }
}

export class ReferenceQueue {
  readonly #maxsize: number;
  readonly #notEmpty: ReferenceCondition;
  readonly #notFull: ReferenceCondition;
  readonly #allTasksDone: ReferenceCondition;
  readonly #items: unknown[] = [];
  #unfinished = 0;
  #isShutdown = false;

  constructor(mutex: Lock, maxsize: number) {
    this.#maxsize = maxsize;
    this.#notEmpty = new ReferenceCondition(mutex);
    this.#notFull = new ReferenceCondition(mutex);
    this.#allTasksDone = new ReferenceCondition(mutex);
  }

  #isFull(): boolean {
    return this.#maxsize > 0 && this.#items.length >= this.#maxsize;
  }

  put(item: unknown, block = true, timeout?: number): Steps<void> {
    return under(this.#notFull, () => this.#put(item, block, timeout));
  }

  *#put(item: unknown, block: boolean, timeout: number | undefined): Steps<void> {
    this.#rejectIf(this.#isShutdown);
    const isFull = () => this.#isFull();
    yield* this.#await(this.#notFull, isFull, () => this.#isShutdown, block, timeout, 'Full');
    this.#items.push(item);
    this.#unfinished += 1;
    yield* this.#notEmpty.notify();
  }

  get(block = true, timeout?: number): Steps<unknown> {
    return under(this.#notEmpty, () => this.#get(block, timeout));
  }

  *#get(block: boolean, timeout: number | undefined): Steps<unknown> {
    const isEmpty = () => this.#items.length === 0;
    const isOver = () => this.#isShutdown && isEmpty();
    this.#rejectIf(isOver());
    yield* this.#await(this.#notEmpty, isEmpty, isOver, block, timeout, 'Empty');
    const item = this.#items.shift();
    yield* this.#notFull.notify();
    return item;
  }

  #rejectIf(over: boolean): void {
    if (over) throw new PyError('ShutDown');
  }

  *#await(
    condition: ReferenceCondition,
    mustWait: () => boolean,
    isOver: () => boolean,
    block: boolean,
    timeout: number | undefined,
    error: 'Empty' | 'Full',
  ): Steps<void> {
    if (!block && mustWait()) throw new PyError(error);
    if (!mustWait()) return;
    const end = timeout === undefined ? undefined : (yield* monotonic()) + timeout;
    while (mustWait()) {
      const left = end === undefined ? undefined : end - (yield* monotonic());
      if (left !== undefined && left <= 0) throw new PyError(error);
      yield* condition.wait(left);
      this.#rejectIf(isOver());
    }
  }

  taskDone(): Steps<void> {
    return under(this.#allTasksDone, () => this.#taskDone());
  }

  *#taskDone(): Steps<void> {
    const left = this.#unfinished - 1;
    if (left < 0) throw new PyError('ValueError', 'task_done() called too many times');
    if (left === 0) yield* this.#allTasksDone.notifyAll();
    this.#unfinished = left;
  }

  join(): Steps<void> {
    return under(this.#allTasksDone, () => this.#join());
  }

  *#join(): Steps<void> {
    while (this.#unfinished > 0) yield* this.#allTasksDone.wait();
  }

  shutdown(immediate = false): Steps<void> {
    return under(this.#notEmpty, () => this.#shutdown(immediate));
  }

  *#shutdown(immediate: boolean): Steps<void> {
    this.#isShutdown = true;
    if (immediate) {
      while (this.#items.length > 0) {
        this.#items.shift();
        if (this.#unfinished > 0) this.#unfinished -= 1;
      }
      yield* this.#allTasksDone.notifyAll();
    }
    yield* this.#notEmpty.notifyAll();
    yield* this.#notFull.notifyAll();
  }
}
