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
export function* step<R>(
  code: OpCode,
  target = -1,
  n = 0,
  timeout: number = FOREVER,
  value?: Packed,
): Steps<R> {
  return (yield { code, target, n, timeout, value }) as R;
}
