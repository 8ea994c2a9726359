/** What a thread asks of the kernel. Plain data: it may travel as a message. */
import type { Ms } from '../base/units.ts';
import type { Packed } from './packed.ts';

/** Number of an op within this build: its place in the table of ops. */
export type OpCode = number;

export interface Request {
  readonly code: OpCode;
  /** The object, thread or process it is about, or -1. */
  readonly target: number;
  /** A whole number: how many, how long, a flag. */
  readonly n: number;
  /** Program time that it may wait: -1 for ever, 0 not at all. */
  readonly timeout: Ms;
  /** A value that it carries. */
  readonly value: Packed | undefined;
}
