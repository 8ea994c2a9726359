/**
 * State of a program at one instant of its trace: the source of everything on screen. Derived from events only (see
 * `history.ts`), never from an engine.
 */
import type {
  EventIndex,
  Ms,
  ObjectIndex,
  ProcessIndex,
  SourceIndex,
  ThreadIndex,
} from '../base/units.ts';
import type { EndStatus, WaitKind } from '../trace/format.ts';
import type { Seats } from './core-seats.ts';
import type { Names } from './names.ts';

/**
 * new: created, not started. ready: started or woken, not yet running. running. blocked: waits in an operation. ended.
 * Transitions are those of an operating systems textbook: never from blocked straight to running without being ready,
 * except after a timeout.
 */
export type RunState = 'new' | 'ready' | 'running' | 'blocked' | 'ended';

/** A signal handler that has started and not ended. */
export interface HandlerRun {
  readonly signum: number;
  /** Name of its function. */
  readonly name: string;
  readonly since: Ms;
  /** The operation that it interrupts, and its object; else -1. */
  readonly op: number;
  readonly object: ObjectIndex;
}

export interface ThreadState {
  readonly index: ThreadIndex;
  readonly run: RunState;
  /** Start of this state: time and event. */
  readonly since: Ms;
  readonly sinceEvent: EventIndex;
  /** While blocked, or ready after a wait: the operation (row of the trace's ops), its object, its timeout; else -1. */
  readonly op: number;
  readonly object: ObjectIndex;
  /** The thread that blocked it, or -1. The present holders are in the object's state. */
  readonly blockedBy: ThreadIndex;
  /** Program time of its timeout, or -1 for none. For a sleep: its end. */
  readonly deadline: Ms;
  /** Kind of its wait, while blocked; else 'none'. */
  readonly wait: WaitKind;
  /** Line of its last operation, from 1; 0 before the first. */
  readonly line: number;
  /** The source that the line is of. */
  readonly source: SourceIndex;
  /** Its active signal handlers, the innermost last. */
  readonly handlers: readonly HandlerRun[];
  /** How it ended; -1 while it is alive. */
  readonly end: EndStatus | -1;
  /** Its last event, or -1. */
  readonly lastEvent: EventIndex;
}

export interface ItemState {
  readonly text: string;
  /** The event that sent it. */
  readonly sent: EventIndex;
  readonly by: ThreadIndex;
}

export interface ObjectState {
  readonly index: ObjectIndex;
  readonly measure: number;
  /** A variable's value in full, as Python would print it. */
  readonly text: string;
  /** Its holders, once per hold, in order of acquisition. */
  readonly holders: readonly ThreadIndex[];
  /** Start of the present hold, flag or value. */
  readonly since: Ms;
  /** Its waiters (blocked, or woken and not yet through), first come first. */
  readonly waiting: readonly ThreadIndex[];
  /** Items inside, next to leave first. Only for kinds with flow. */
  readonly items: readonly ItemState[];
  /** Its last event. */
  readonly lastEvent: EventIndex;
}

export interface ProcessState {
  readonly index: ProcessIndex;
  /** undefined until it has ended. */
  readonly exitCode: number | undefined;
  /** Whether its exit code has been taken. An ended process is a zombie until then. */
  readonly isReaped: boolean;
  /** Its parent ended before it: its parent is process 1 now. */
  readonly isOrphan: boolean;
  /** Stopped by a signal until SIGCONT. 'before': it has been continued. */
  readonly stopped: 'never' | 'now' | 'before';
  /** Its last event of these kinds: created, ended, orphaned, reaped, stopped, continued. */
  readonly lastEvent: EventIndex;
}

export interface World {
  /** Number of events up to the cursor. */
  readonly count: number;
  /** Program time of the cursor; at or after the last of these events. */
  readonly time: Ms;
  readonly threads: readonly ThreadState[];
  readonly objects: readonly ObjectState[];
  readonly processes: readonly ProcessState[];
  /** The thread on each core, or -1; empty if the engine has no cores. */
  readonly seats: Seats;
  /** Names of threads, processes and objects at this instant. */
  readonly names: Names;
}
