/**
 * A run of a program as the page sees it, whichever engine drives it. The page calls `pump` once a frame; nothing else
 * moves events into the trace, so everything on screen in one frame belongs to one instant.
 */
import type { TypedLine } from '../base/typed-line.ts';
import type { Ms, ObjectIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';

/**
 * starting: no event yet. running. paused: by the reader. full: held back because the trace reached its limit. ended:
 * the program is over, by itself or because it was stopped.
 */
export type RunStatus = 'starting' | 'running' | 'paused' | 'full' | 'ended';

/**
 * How threads share the kernel's memory. shared: SharedArrayBuffer and Atomics.wait. message: one kernel Worker that
 * is asked by message. The reason says why it is not shared. model: one Worker plays them all, one step at a time.
 * recorded: nothing runs.
 */
export type Transport =
  | { readonly kind: 'shared' }
  | { readonly kind: 'message'; readonly reason: 'not-isolated' | 'no-shared-memory' | 'asked' }
  | { readonly kind: 'model' }
  | { readonly kind: 'recorded' };

/** Events that a run that goes on by itself may leave: past it the program is held. About 37 bytes each. */
export const EVENT_LIMIT = 4_000_000;

export interface Workers {
  /** That run a thread now. */
  readonly busy: number;
  /** That wait for one. */
  readonly idle: number;
  /** That the program's clock waits for, since they have not begun to work; absent where nobody knows. */
  readonly awaited?: number;
}

export interface Run {
  readonly trace: Trace;
  readonly transport: Transport;
  readonly status: RunStatus;
  /** Factor on the program's clock, 0.1 to 20. */
  readonly speed: number;
  /** Program time now: the live edge. Never decreases, stands still unless running. */
  now(): Ms;
  /** Moves what has happened into the trace; true if anything did. */
  pump(): boolean;
  pause(): void;
  resume(): void;
  setSpeed(factor: number): void;
  /** The reader types a line at a terminal, or with null the end of input. While it is paused the line waits. */
  type(terminal: ObjectIndex, line: TypedLine): void;
  /** Ends the run at once and frees its Workers. The trace stays. */
  stop(): void;
  /** For the status line and tests. */
  workers(): Workers;
}
