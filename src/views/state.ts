/**
 * The state of a program at one instant of its trace: what everything on screen shows. Made only from events (see
 * `history.ts`), never asked of an engine.
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
 * new: created, not started. ready: started or woken, not yet running. running. blocked: waits in an operation.
 * ended. The legal steps are those of an operating systems textbook: never from blocked straight to running without the
 * instant of being ready, except where an operation's time limit ran out.
 */
export type RunState = 'new' | 'ready' | 'running' | 'blocked' | 'ended';

/** A handler of a signal that has begun and not ended. */
export interface HandlerRun {
  readonly signum: number;
  /** Name of its function. */
  readonly name: string;
  readonly since: Ms;
  /** The operation in the middle of which it began, and its object; else -1. */
  readonly op: number;
  readonly object: ObjectIndex;
}

export interface ThreadState {
  readonly index: ThreadIndex;
  readonly run: RunState;
  /** Since when in this state: time and event. */
  readonly since: Ms;
  readonly sinceEvent: EventIndex;
  /** While blocked or ready after a wait: the operation (row of the trace's ops), its object, its limit; else -1. */
  readonly op: number;
  readonly object: ObjectIndex;
  /** The thread in its way when it blocked, or -1. The present holders stand in the object's state. */
  readonly blockedBy: ThreadIndex;
  /** Program time at which it gives up waiting, or -1 for never. For a sleep: when it ends. */
  readonly deadline: Ms;
  /** Why it stands still, while blocked; else 'none'. */
  readonly wait: WaitKind;
  /** Program line of its last operation, from 1; 0 before the first. */
  readonly line: number;
  /** The source that the line is of. */
  readonly source: SourceIndex;
  /** The handlers that it runs, the innermost last. */
  readonly handlers: readonly HandlerRun[];
  /** How it ended; -1 while it has not. */
  readonly end: EndStatus | -1;
  /** Its last event, or -1. */
  readonly lastEvent: EventIndex;
}

export interface ItemState {
  readonly text: string;
  /** The event that put it in. */
  readonly sent: EventIndex;
  readonly by: ThreadIndex;
}

export interface ObjectState {
  readonly index: ObjectIndex;
  readonly measure: number;
  /** A variable's value in full, as Python would print it. */
  readonly text: string;
  /** Threads that hold it, once per hold, in order of taking. */
  readonly holders: readonly ThreadIndex[];
  /** When the present hold, flag or value began. */
  readonly since: Ms;
  /** Threads blocked (or woken and not yet through) on it, first come first. */
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
  /** Its exit code has been taken: it is gone. Until then, one that has ended is a zombie. */
  readonly isReaped: boolean;
  /** Its parent has ended before it: its parent is process 1 now. */
  readonly isOrphan: boolean;
  /** A signal has stopped it: it stands still until SIGCONT. 'before': not any more. */
  readonly stopped: 'never' | 'now' | 'before';
  /** Its last event of these: created, ended, orphaned, reaped, stopped, continued. */
  readonly lastEvent: EventIndex;
}

export interface World {
  /** How many events of the trace have happened. */
  readonly count: number;
  /** Program time of the cursor; at or after the last of these events. */
  readonly time: Ms;
  readonly threads: readonly ThreadState[];
  readonly objects: readonly ObjectState[];
  readonly processes: readonly ProcessState[];
  /** The thread on each core, or -1; empty where the engine has no cores of its own. */
  readonly seats: Seats;
  /** What threads, processes and objects are called at this instant. */
  readonly names: Names;
}
