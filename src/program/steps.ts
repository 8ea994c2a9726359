/**
 * Programs are generators that yield ops to whichever engine drives them. `yield* lock.acquire()` yields one op and
 * comes back with its result.
 */
import type { Packed } from '../kernel/packed.ts';
import type { OpCode, Request } from '../kernel/request.ts';

/** The body of a thread, or a part of one. */
export type Steps<R> = Generator<Request, R, unknown>;

export const NO_WAIT = 0;
export const FOREVER = -1;

/** Yields one op and returns its result. The type is the caller's claim, by the kernel's table of ops. */
export function step<R>(
  code: OpCode,
  target = -1,
  n = 0,
  timeout: number = FOREVER,
  value?: Packed,
): Steps<R> {
  return new OneStep<R>(code, target, n, timeout, value, undefined);
}

/** Decodes the result of an op. */
export type Reading<R> = (result: Packed | undefined) => R;

/** The same, decoding the result. */
export function stepAs<R>(
  read: Reading<R>,
  code: OpCode,
  target = -1,
  n = 0,
  timeout: number = FOREVER,
  value?: Packed,
): Steps<R> {
  return new OneStep<R>(code, target, n, timeout, value, read);
}

/**
 * Equivalent of `function* () { return read(yield op); }` at a fraction of the cost, since every op of every program is
 * one. The object is the op itself as well.
 */
class OneStep<R> implements Request {
  readonly code: OpCode;
  readonly target: number;
  readonly n: number;
  readonly timeout: number;
  readonly value: Packed | undefined;
  // Private, so that it is not sent where the op is sent as a message.
  readonly #read: Reading<R> | undefined;
  #isAsked = false;

  constructor(
    code: OpCode,
    target: number,
    n: number,
    timeout: number,
    value: Packed | undefined,
    read: Reading<R> | undefined,
  ) {
    this.code = code;
    this.target = target;
    this.n = n;
    this.timeout = timeout;
    this.value = value;
    this.#read = read;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(result: unknown): IteratorResult<Request, R> {
    if (this.#isAsked) {
      const value =
        this.#read === undefined ? (result as R) : this.#read(result as Packed | undefined);
      return { value, done: true };
    }
    this.#isAsked = true;
    return { value: this, done: false };
  }

  throw(error: unknown): never {
    throw error;
  }

  return(value: R): IteratorResult<Request, R> {
    return { value, done: true };
  }
}
