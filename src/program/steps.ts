/**
 * Programs are generators that yield ops to whichever engine drives them. `yield* lock.acquire()` yields one op and
 * comes back with its result.
 */
import type { OpCode } from '../kernel/ops.ts';
import type { Packed } from '../kernel/packed.ts';

/** One request to the kernel. Plain data: it may travel as a message. */
export interface Op {
  readonly code: OpCode;
  /** The object, thread or process it is about, or -1. */
  readonly target: number;
  /** A whole number: how many, how long, a flag. */
  readonly n: number;
  /** Program time in ms it may wait: -1 for ever, 0 not at all. */
  readonly timeout: number;
  /** A value that it carries. */
  readonly value: Packed | undefined;
}

/** The body of a thread, or a part of one. */
export type Steps<R> = Generator<Op, R, unknown>;

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
