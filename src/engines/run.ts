/**
 * A run as the page sees it, on any engine. The page calls `pump` once a frame; nothing else moves events into the
 * trace, so everything on screen in one frame belongs to one instant.
 */
import type { TypedLine } from '../base/typed-line.ts';
import type { Ms, ObjectIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';

/**
 * starting: no event yet. running. paused: by the reader. full: held because the trace reached its limit. ended: the
 * program is over, by itself or because it was stopped.
 */
export type RunStatus = 'starting' | 'running' | 'paused' | 'full' | 'ended';

/**
 * How threads reach the kernel. shared: SharedArrayBuffer and Atomics.wait. message: requests to one kernel Worker; the
 * reason says why memory is not shared. model: one Worker plays all threads, step by step. recorded: nothing executes.
 */
export type Transport =
  | { readonly kind: 'shared' }
  | { readonly kind: 'message'; readonly reason: 'not-isolated' | 'no-shared-memory' | 'asked' }
  | { readonly kind: 'model' }
  | { readonly kind: 'recorded' };

/** Maximum number of events of a running program: beyond it the program is held. About 37 bytes each. */
export const EVENT_LIMIT = 4_000_000;

export interface Workers {
  /** Workers that run a thread now. */
  readonly busy: number;
  /** Workers that wait for a thread. */
  readonly idle: number;
  /** Workers that the program's clock waits for, since they have not started; absent if unknown. */
  readonly awaited?: number;
}

export interface Run {
  readonly trace: Trace;
  readonly transport: Transport;
  readonly status: RunStatus;
  /** Factor on the program's clock, 0.1 to 20. */
  readonly speed: number;
  /** Program time now: the live edge. Never decreases, and advances only while running. */
  now(): Ms;
  /** Moves new events into the trace; true if there were any. */
  pump(): boolean;
  pause(): void;
  resume(): void;
  setSpeed(factor: number): void;
  /** The reader types a line at a terminal, or null for end of input. While paused the line is kept. */
  type(terminal: ObjectIndex, line: TypedLine): void;
  /** Ends the run at once and frees its Workers. The trace stays. */
  stop(): void;
  /** For the status line and tests. */
  workers(): Workers;
}
