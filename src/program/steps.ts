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

/** Yields one op; comes back with its result. The caller knows the result's type from the kernel's table of ops. */
export function step<R>(
  code: OpCode,
  target = -1,
  n = 0,
  timeout: number = FOREVER,
  value?: Packed,
): Steps<R> {
  return new OneStep<R>({ code, target, n, timeout, value });
}

/** What `function* () { return yield op; }` would be, at half the cost: every op of every program is one. */
class OneStep<R> {
  readonly #op: Request;
  #isAsked = false;

  constructor(op: Request) {
    this.#op = op;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(result: R): IteratorResult<Request, R> {
    if (this.#isAsked) return { value: result, done: true };
    this.#isAsked = true;
    return { value: this.#op, done: false };
  }

  throw(error: unknown): never {
    throw error;
  }

  return(value: R): IteratorResult<Request, R> {
    return { value, done: true };
  }
}
