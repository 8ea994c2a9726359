/** Messages between the page and its Workers. Everything is cloned unless marked as transferred or shared. */
import type { TypedLine } from '../../base/typed-line.ts';
import type { Ms, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import type { Request } from '../../kernel/request.ts';
import type { Packed } from '../../kernel/packed.ts';
import type { JobDetails } from '../../kernel/primitives/thread.ts';
import type { NewEvent } from '../../trace/format.ts';

export type PipeEnd = 'send' | 'receive';

/** Page to thread Worker. */
export type ToWorker =
  /**
   * Imports a program, and the primitives that it needs, so that a thread can start at once. Answer: `loaded`. `coreOnly`: it
   * needs no more than the core.
   */
  | { readonly type: 'load'; readonly scenario: string; readonly coreOnly: boolean }
  /**
   * Assigns the Worker to a run: `buffer` is shared, `slot` the Worker's place in it, `epoch` the zero of real time
   * (performance.timeOrigin + now()). The Worker belongs to the run until it answers `left`.
   */
  | {
      readonly type: 'join-shared';
      readonly run: number;
      readonly scenario: string;
      readonly coreOnly: boolean;
      readonly buffer: ArrayBuffer | SharedArrayBuffer;
      readonly slot: number;
      readonly epoch: Ms;
    }
  /** The same without shared memory: `port` (transferred) connects to the run's kernel Worker. */
  | {
      readonly type: 'join-message';
      readonly run: number;
      readonly scenario: string;
      readonly coreOnly: boolean;
      readonly port: MessagePort;
    }
  /** Answer to `need-port`: `port` (transferred), or null if another Worker has it. */
  | {
      readonly type: 'port';
      readonly direction: number;
      readonly end: PipeEnd;
      readonly port: MessagePort | null;
    };

/** Thread Worker to page. */
export type FromWorker =
  | { readonly type: 'loaded'; readonly scenario: string }
  | { readonly type: 'left'; readonly run: number }
  /** The program could not be imported, or Weft itself failed. */
  | { readonly type: 'failed'; readonly report: string }
  /** Requests its end of one direction of a pipe. */
  | {
      readonly type: 'need-port';
      readonly run: number;
      readonly direction: number;
      readonly end: PipeEnd;
    };

/** Thread Worker to kernel Worker, over their own port. */
export type ToKernel =
  /** It carries no thread and requests one. */
  { readonly type: 'idle' } | { readonly type: 'op'; readonly op: Request; readonly line: number };

/** Kernel Worker to thread Worker. */
export type FromKernel =
  | { readonly type: 'job'; readonly job: JobDetails }
  | { readonly type: 'done'; readonly result: Packed | undefined; readonly carried: number }
  | { readonly type: 'raised'; readonly error: string; readonly message: string }
  | { readonly type: 'killed' }
  /** The run is over. */
  | { readonly type: 'leave' };

/** Page to kernel Worker. */
export type ToHost =
  | {
      readonly type: 'boot';
      readonly params: unknown;
      /** Number of Workers about to join. */
      readonly workers: number;
      readonly seed: number;
      readonly epoch: Ms;
      readonly speed: number;
    }
  /** `port` is transferred: the other end belongs to a thread Worker. */
  | { readonly type: 'worker'; readonly slot: number; readonly port: MessagePort }
  /** From real time `real` on the program's clock runs at `speed`; 0 pauses. */
  | { readonly type: 'clock'; readonly real: Ms; readonly speed: number }
  /** A Worker was lost with its thread. */
  | { readonly type: 'lost'; readonly slot: number; readonly report: string }
  /** The reader typed a line. */
  | { readonly type: 'typed'; readonly terminal: ObjectIndex; readonly line: TypedLine }
  /** The page has taken a batch of events. */
  | { readonly type: 'taken' }
  | { readonly type: 'stop' };

/** A running thread, for the watchdog. */
export interface Heartbeat {
  readonly slot: number;
  readonly thread: ThreadIndex;
  /** Number of ops performed. */
  readonly ops: number;
}

/** Kernel Worker to page, on events and at least four times a second. */
export type FromHost =
  | {
      readonly type: 'status';
      readonly events: readonly NewEvent[];
      /** Number of threads that wait for a Worker. */
      readonly wanted: number;
      readonly busy: number;
      /** Real time at which the program's clock started, or -1. */
      readonly startedAt: Ms;
      readonly running: readonly Heartbeat[];
    }
  | { readonly type: 'failed'; readonly report: string };
