/**
 * The trace: the narrow waist of Weft. Engines and importers write it, everything on screen is read from it, and
 * neither side knows the other. This file defines what a trace means; `trace.ts` defines how it is stored in memory.
 *
 * A trace is an append-only list of events in one total order (the order in which operations took effect) and three
 * tables that declaring events fill: processes, threads, objects. Its head holds two more tables, operations and
 * sources, and the number of cores that threads take turns on. Operations are rows of the trace's own table `ops`,
 * which says what each means to a view, so a reader of traces needs no kernel.
 */
import type {
  EventIndex,
  Ms,
  ObjectIndex,
  ProcessIndex,
  SourceIndex,
  ThreadIndex,
} from '../base/units.ts';

/**
 * Phases of events. The doc comment of each phase names the fields that it uses; all other fields are -1 (`text`: the
 * empty string).
 */
export const Phase = {
  /** A process exists from now on. `value`: its index; `text`: {@link ProcessDetails} as JSON. */
  process: 0,
  /** A thread exists from now on, not yet started. `other`: its index; `text`: {@link ThreadDetails} as JSON. */
  thread: 1,
  /** An object exists from now on. `object`: its index; `value`: its first measure; `text`: {@link ObjectDetails} as JSON. */
  object: 2,
  /** `thread` runs from now on. `cause`: the event that started it. */
  start: 3,
  /**
   * `thread` waits from now on. `op`, `object`: what for; `other`: the thread in its way (a lock's holder, the thread to
   * be joined) or -1; `value`: the time limit in whole milliseconds of program time, or -1 for none.
   */
  block: 4,
  /** `thread` woke `other`, which is ready to try its operation on `object` again. `cause`: the operation that did it. */
  wake: 5,
  /**
   * `op` took effect. `object`: on what; `value`: the object's measure afterwards; `text`: the value that was moved, as
   * Python would print it; `cause`: the earlier event that made it possible (for a get, the put of this very item; for
   * a receive, the send; for a join, the end), or -1; `other`: the thread it concerns (started, joined), or -1.
   */
  done: 6,
  /** `op` came back without effect: it timed out, or would have had to wait and was told not to. Fields as `done`. */
  fail: 7,
  /** `op` raised an exception. `text`: class and message, as the last line of a Python traceback. */
  raise: 8,
  /** `thread` ended. `value`: an {@link EndStatus}; `text`: the report for stderr, if any. */
  end: 9,
  /**
   * A process ended. `other`: its main thread; `value`: exit code, as Python's Process.exitcode. The process is a
   * zombie until a `done` of an operation whose `life` is 'reap' names the same `other`. A child whose parent ended
   * first is an orphan.
   */
  exit: 10,
  /** The engine ended the run. `value`: 0 stopped by the reader, 1 the engine failed; `text`: a report. */
  halt: 11,
} as const;
export type Phase = (typeof Phase)[keyof typeof Phase];

/** How a thread ended: the `value` of an `end` event. */
export const EndStatus = { returned: 0, raised: 1, killed: 2, lost: 3 } as const;
export type EndStatus = (typeof EndStatus)[keyof typeof EndStatus];

export interface ProcessDetails {
  /**
   * Name at the end of the trace: a `done` of an operation that `names` a process, with its main thread as `other`,
   * renames it.
   */
  readonly name: string;
  /** The pid, as os.getpid() returns it; -1 if the file of another tool has no number for it. */
  readonly pid: number;
  /** Index of the process that started it, or -1. */
  readonly parent: ProcessIndex;
  /** Daemon flag: its parent terminates it when the parent ends. */
  readonly daemon?: true;
}

export interface ThreadDetails extends Belonging {
  /** Name at the end of the trace: a `done` of an operation that `names` a thread renames it. */
  readonly name: string;
  /** The process of the thread; -1 where the trace does not know it. */
  readonly process: ProcessIndex;
  readonly daemon: boolean;
  /** Name of the function it runs. */
  readonly target: string;
  /**
   * For a task of an event loop: the thread that runs the loop, declared before the task and drawn above it. Absent for
   * a thread.
   */
  readonly within?: ThreadIndex;
}

/** The object that a thread or an object is part of. */
export interface Belonging {
  /** The owning object, declared earlier. Absent: none. */
  readonly of?: ObjectIndex;
  /** Its role in the owning object: a {@link Role}. A reader ignores a role that it does not know. */
  readonly role?: Role;
  /** Internal to a library, invisible to the program: the parts of a pool or a manager. Gets a lane only on request. */
  readonly inner?: true;
  /**
   * Of a queue whose items are lists: names of the list elements, first to last. Views know 'job' and 'part' (two
   * numbers that identify a task), 'call' (the task as the program would write it), 'succeeded', and 'value' (a list of
   * results, or class and message of the exception).
   */
  readonly fields?: readonly string[];
}

export const roles = [
  /** A condition on the lock `of`, which the program created. */
  'condition',
  /** A condition on the lock `of`, which the condition created for itself: both are drawn as one. */
  'monitor',
  /** The direction of a pipe that is opposite to `of`. */
  'way-back',
  /** The direction of a connection from the client that called the listener `of`. */
  'request',
  /** The direction of a connection from the server back to the client; `of` is the request. */
  'response',
  /** Where a pool or executor, `of`, keeps tasks until workers take them. */
  'task-queue',
  /** Where the workers of a pool or executor take tasks, if not from the task queue. */
  'call-queue',
  /** Where the workers of a pool or executor put results. */
  'result-queue',
  /** A task of the executor `of`: a future. */
  'task',
  /** The result of a job of the pool `of`. */
  'result',
  /** A worker thread or process of the pool or executor `of`. */
  'worker',
] as const;
export type Role = (typeof roles)[number];

/**
 * The kinds of object that views can draw; `measure` says what `value` means in an object's events. A reader treats an
 * unknown kind as 'other'.
 */
export const objectKinds = {
  /** Mutual exclusion. Measure: 1 held, 0 free. */
  lock: 'hold',
  /** A lock that its holder may acquire again. Measure: recursion depth, 0 free. */
  rlock: 'hold',
  /** Threads waiting to be notified. Measure: number of waiters. */
  condition: 'waiting',
  /** Permits. Measure: permits left. */
  semaphore: 'permits',
  /** Permits that may not exceed the initial number. Measure: permits left. */
  'bounded-semaphore': 'permits',
  /** A flag that threads wait for. Measure: 1 set, 0 clear. */
  event: 'flag',
  /** A barrier. Measure: threads that have arrived; -1 broken. Limit: its parties. */
  barrier: 'waiting',
  /** A FIFO queue. Measure: items inside. */
  queue: 'depth',
  /** A LIFO queue. Measure: items inside. */
  'lifo-queue': 'depth',
  /** A priority queue, smallest item first. Measure: items inside. */
  'priority-queue': 'depth',
  /** A queue without a limit and without task counting. Measure: items inside. */
  'simple-queue': 'depth',
  /** One direction of a pipe. Measure: messages sent and not yet received. */
  pipe: 'depth',
  /** A listening socket. Measure: connections not yet accepted. */
  listener: 'depth',
  /** A variable of a process. Measure: its value if an integer, else 0; `text` has the full value. */
  variable: 'value',
  /** A number in shared memory. Measure and text as for a variable. */
  value: 'value',
  /** A fixed number of values; `text` has them all. */
  array: 'value',
  /** A terminal, where the reader types. Measure: lines typed and not yet read. */
  terminal: 'depth',
  /** A dict. Measure: number of keys; `text` has the full value, as for a variable. */
  dict: 'value',
  /** A list. Measure: number of items. */
  list: 'value',
  /** A pool of worker processes. No measure. */
  pool: 'none',
  /** The result of a pool's task. No measure. */
  result: 'none',
  /** An executor: a pool of worker threads or processes. No measure. Limit: maximum number of workers. */
  executor: 'none',
  /**
   * A future of an executor. Measure: 1 while a worker runs it, 0 before; -1 finished with a result, -2 with an
   * exception, -3 cancelled. Text: the call at first; later the result, or class and message of the exception.
   */
  future: 'hold',
  /** Thread-local data: attributes of which every thread has its own. No measure. */
  local: 'none',
  other: 'none',
} as const;
export type ObjectKind = keyof typeof objectKinds;
export type Measure = (typeof objectKinds)[ObjectKind];

export interface ObjectDetails extends Belonging {
  readonly kind: ObjectKind;
  /** Of kind 'other': the kind's name in the tool that made the trace. */
  readonly kindName?: string;
  /** Meaning of the measure. Absent: the kind's entry in `objectKinds`. */
  readonly measure?: Measure;
  readonly name: string;
  /** The process whose memory holds the object, or -1 for shared memory. */
  readonly process: ProcessIndex;
  /** Maximum of the measure: maxsize of a queue, permits of a semaphore; -1 for none. */
  readonly limit: number;
  /** Initial value as text (of a variable). */
  readonly text?: string;
  /** Of one direction of a pipe or a connection: the name of both directions together. */
  readonly pair?: string;
}

/** Whether an object is internal to a library, so that it is not listed among the program's objects. */
export const isInner = ({ inner }: Belonging): boolean => inner === true;

/** Why a thread is blocked in an operation; determines its colour. */
export type WaitKind = 'sync' | 'sleep' | 'message' | 'join' | 'none';

/**
 * One row of a trace's operation table: what the operation means to a view, in the vocabulary below. An absent field
 * means that it does not apply. The name serves only for display and lookups of texts.
 */
export interface OpInfo {
  /** The field's standard name in kebab case: 'acquire', 'release', 'put', 'join' ... */
  readonly name: string;
  /** Why a thread that blocks in the operation is blocked. */
  readonly wait?: Exclude<WaitKind, 'none'>;
  /** 'take': a `done` makes the thread a holder of the object; 'give': a `done` ends one hold. */
  readonly hold?: 'take' | 'give';
  /**
   * 'send': a `done` appends an item; 'receive': a `done` takes the item whose send is `cause`. A `raise` of a receive
   * that names the `cause` took the item as well (the end of input).
   */
  readonly flow?: 'send' | 'receive';
  /** Its effect on the life of the thread or process `other`. */
  readonly life?: Life;
  /**
   * 'send': a `done` sends the signal `value` to the process of `other`; 'handle': the thread starts the handler `text`
   * of the signal `value`, interrupting the operation that it waits in, if any; 'handled': the handler returned.
   */
  readonly signal?: 'send' | 'handle' | 'handled';
  /** A `done` renames the thread `other`, or its process, to `text`. */
  readonly names?: 'thread' | 'process';
  /**
   * Its access to a value: 'read', 'write' (the object's `text` or measure is the new value), 'change' (a call that may
   * change it; its text says), 'delete'. Of thread-local data `text` is `NAME = VALUE` for a write, `NAME` for a
   * deletion.
   */
  readonly access?: 'read' | 'write' | 'change' | 'delete';
  /** Its effect on a flag, or on the unfinished tasks of a queue: see {@link Turn}. */
  readonly turn?: Turn;
  /**
   * Where a `done` writes `text`: 'stdout' and 'stderr' write whole lines; 'part' writes to stdout without adding a
   * newline; 'prompt' is a question on stdout; 'stdin' is typed input, at the terminal `object`.
   */
  readonly writes?: 'stdout' | 'stderr' | 'part' | 'prompt' | 'stdin';
}

/**
 * 'start': starts `other`; 'await-start': waits until `other` runs; 'join': waits for the end of `other`; 'leave': the
 * thread has run all its code and waits for others before its process ends, so it is at no line any more; 'reap': takes
 * the exit code of the process of `other`.
 */
export type Life = 'start' | 'await-start' | 'join' | 'leave' | 'reap';

/**
 * For a flag: 'await' waits until it is set, 'ask' reads it (measure 1: set). For the items of a queue: 'finish' marks
 * one as done (task_done), 'await-finished' waits for all, 'drop' discards the items inside.
 */
export type Turn = 'await' | 'ask' | 'finish' | 'await-finished' | 'drop';

/** One event as a plain object. Views that read many events use the columns of `Trace` instead. */
export interface TraceEvent {
  readonly seq: EventIndex;
  /** Program time: stops while paused, and scales with the speed. Never decreases. */
  readonly time: Ms;
  /** Real time since the run began. Never decreases. */
  readonly real: Ms;
  readonly phase: Phase;
  /** Row of `ops`, or -1 where the phase has none. */
  readonly op: number;
  /** The acting thread. -1 for the engine, and for typed input. */
  readonly thread: ThreadIndex;
  readonly object: ObjectIndex;
  readonly other: ThreadIndex;
  readonly value: number;
  readonly text: string;
  readonly cause: EventIndex;
  /** Line in the source, from 1; 0 unknown. */
  readonly line: number;
  /** Index of the source in the trace's table `sources`. */
  readonly source: SourceIndex;
  /** The core, from 0, that executes the step that begins with this event; -1 for none. */
  readonly core: number;
}

/** An event to be appended. `source` defaults to the first; `core` to none. */
export type NewEvent = Omit<TraceEvent, 'seq' | 'source' | 'core'> &
  Partial<Pick<TraceEvent, 'source' | 'core'>>;

/**
 * Meaning of a wait at a line of the program, as its author wrote it: of a sleep, "reaching for the second fork". Shown
 * in place of the operation's name.
 */
export interface WaitMeaning {
  readonly source: SourceIndex;
  readonly line: number;
  /** Texts by language tag; '' is the fallback. */
  readonly texts: Readonly<Record<string, string>>;
}

/** One row of a trace's table of sources: a text whose lines events refer to. */
export interface Source {
  /** Identifies the source within the trace, and is the same in every trace of the program. */
  readonly id: string;
  /** Name for display: a file name. */
  readonly name: string;
  /** 'python', 'typescript' ...; 'text' if unspecified. */
  readonly language: string;
  /** The text itself, if the trace contains it. */
  readonly text?: string;
}
