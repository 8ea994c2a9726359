/** A thread's request to the kernel. Plain data: it may be sent as a message. */
import type { Ms } from '../base/units.ts';
import type { Packed } from './packed.ts';

/** Number of an op within this build: its place in the table of ops. */
export type OpCode = number;

export interface Request {
  readonly code: OpCode;
  /** The object, thread or process concerned, or -1. */
  readonly target: number;
  /** An integer argument: a count, a duration, a flag. */
  readonly n: number;
  /** Timeout in program time: -1 for none, 0 for non-blocking. */
  readonly timeout: Ms;
  /** A packed argument. */
  readonly value: Packed | undefined;
}
