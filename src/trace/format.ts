/**
 * The trace: Weft's waist. Engines and importers write it, everything on screen is read from it, and neither side knows
 * the other. This file says what a trace means; `trace.ts` says how it is kept in memory.
 *
 * A trace is an append-only list of events in one total order (the order in which the operations took effect), and
 * three tables that its declaring events fill: processes, threads, objects. Its head has two tables more, of operations and
 * of sources, and how many cores threads take turns on. It speaks in general terms: an operation is a row of the table
 * `ops` of the trace itself, which says what it means to a view, so that a reader needs to know no kernel.
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
 * What an event says. The fields that carry it are named beside each phase; fields not named are -1 (or 0 for `text`,
 * which is the empty string).
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
  /** `op` raised. `text`: class and message, as the last line of a Python traceback. */
  raise: 8,
  /** `thread` ended. `value`: an {@link EndStatus}; `text`: the report for stderr, if any. */
  end: 9,
  /**
   * A process ended. `other`: its main thread; `value`: exit code, as Python's Process.exitcode. It is a zombie until a
   * `done` of an operation whose `life` is 'reap' names the same `other`: then it is gone. A child whose parent ended first is an orphan.
   */
  exit: 10,
  /** The run is over by the engine's will. `value`: 0 stopped by the reader, 1 the engine failed; `text`: a report. */
  halt: 11,
} as const;
export type Phase = (typeof Phase)[keyof typeof Phase];

/** How a thread ended: the `value` of an `end` event. */
export const EndStatus = { returned: 0, raised: 1, killed: 2, lost: 3 } as const;
export type EndStatus = (typeof EndStatus)[keyof typeof EndStatus];

export interface ProcessDetails {
  /**
   * What it is called at the end of the trace: a `done` of an operation that `names` a process, whose `other` is its main
   * thread, renames it.
   */
  readonly name: string;
  /** As the program sees it: os.getpid(). */
  readonly pid: number;
  /** Index of the process that started it, or -1. */
  readonly parent: ProcessIndex;
  /** Created as a daemon: its parent terminates it at its own end. */
  readonly daemon?: true;
}

export interface ThreadDetails extends Belonging {
  /** What it is called at the end of the trace: a `done` of an operation that `names` a thread renames it. */
  readonly name: string;
  /** The process that it belongs to; -1 where the trace knows of none. */
  readonly process: ProcessIndex;
  readonly daemon: boolean;
  /** Name of the function it runs. */
  readonly target: string;
  /**
   * The thread that it takes turns on with others: it is a task of an event loop, and no thread of the machine. Declared
   * before it, and drawn above it. Absent: it is a thread.
   */
  readonly within?: ThreadIndex;
}

/** What a thread or an object is a part of. */
export interface Belonging {
  /** The object that it belongs to, which was declared before it. Absent: none. */
  readonly of?: ObjectIndex;
  /** As what it belongs to it: a {@link Role}. A reader takes a role that it does not know for none. */
  readonly role?: Role;
  /** The library's own, of which the program does not know: what a pool or a manager is made of. Has a lane only on request. */
  readonly inner?: true;
  /**
   * Of a queue whose items are lists: what their members are, first to last. Views know 'job' and 'part' (two numbers that
   * tell a task), 'call' (the task as the program would write it), 'succeeded', and 'value' (a list of results, or class and
   * message of what was raised).
   */
  readonly fields?: readonly string[];
}

export const roles = [
  /** A condition of a lock, `of`, that the program made. */
  'condition',
  /** A condition of a lock, `of`, that it made for itself: the two are drawn as one. */
  'monitor',
  /** The direction of a pipe that is opposite to `of`. */
  'way-back',
  /** The direction of a connection from the client that called the listener `of`. */
  'request',
  /** The direction of a connection opposite to the request `of`. */
  'response',
  /** Where a pool or executor, `of`, keeps tasks until they are handed out. */
  'task-queue',
  /** Where the workers of a pool or executor take tasks, if not from its task queue. */
  'call-queue',
  /** Where the workers of a pool or executor put results. */
  'result-queue',
  /** A task of the executor `of`: a future. */
  'task',
  /** What a job of the pool `of` comes to. */
  'result',
  /** A thread that works off the tasks of the pool or executor `of`. */
  'worker',
] as const;
export type Role = (typeof roles)[number];

/**
 * The kinds of object that views know how to draw; `measure` says what `value` of an object's events means.
 * A reader treats a kind that it does not know as 'other'.
 */
export const objectKinds = {
  /** Mutual exclusion. Measure: 1 held, 0 free. */
  lock: 'hold',
  /** A lock that its holder may take again. Measure: how often it is held, 0 free. */
  rlock: 'hold',
  /** A line of threads that wait to be notified. Measure: threads in line. */
  condition: 'waiting',
  /** Permits. Measure: permits left. */
  semaphore: 'permits',
  /** Permits that may not exceed the initial number. Measure: permits left. */
  'bounded-semaphore': 'permits',
  /** A flag that threads wait for. Measure: 1 set, 0 clear. */
  event: 'flag',
  /** A place where threads wait for each other. Measure: threads that have arrived; -1 broken. Limit: its parties. */
  barrier: 'waiting',
  /** Items, first in first out. Measure: items inside. */
  queue: 'depth',
  /** Items, last in first out. Measure: items inside. */
  'lifo-queue': 'depth',
  /** Items, smallest first. Measure: items inside. */
  'priority-queue': 'depth',
  /** A queue without a limit and without tasks. Measure: items inside. */
  'simple-queue': 'depth',
  /** One direction of a pipe. Measure: messages sent and not yet received. */
  pipe: 'depth',
  /** A listening socket. Measure: connections that nobody has accepted yet. */
  listener: 'depth',
  /** A variable of a process. Measure: its value where that is a whole number, else 0; `text` has it in full. */
  variable: 'value',
  /** A number in memory that processes share. As a variable's. */
  value: 'value',
  /** A fixed number of them; `text` has them all. */
  array: 'value',
  /** Where the reader types. Measure: lines typed and not yet read. */
  terminal: 'depth',
  /** A dict. Measure: how many keys; `text` has it in full, as a variable's. */
  dict: 'value',
  /** A list. Measure: how many items. */
  list: 'value',
  /** Worker processes that tasks are handed to. No measure. */
  pool: 'none',
  /** What a pool's task comes to. No measure. */
  result: 'none',
  /** Threads or processes that tasks are handed to: an executor. No measure. Limit: how many at most. */
  executor: 'none',
  /**
   * A task of an executor, and what it comes to. Measure: 1 while a worker is at it, 0 before; -1 it has a result, -2 it
   * raised, -3 it was cancelled. A first text: the call; then the result, or class and message of what was raised.
   */
  future: 'hold',
  /** Attributes of which every thread has its own. No measure. */
  local: 'none',
  other: 'none',
} as const;
export type ObjectKind = keyof typeof objectKinds;
export type Measure = (typeof objectKinds)[ObjectKind];

export interface ObjectDetails extends Belonging {
  readonly kind: ObjectKind;
  /** Of kind 'other': what the maker of the trace calls its kind. */
  readonly kindName?: string;
  /** What its measure means. Absent: as `objectKinds` has it. */
  readonly measure?: Measure;
  readonly name: string;
  /** The process whose memory it lives in, or -1 where processes share it. */
  readonly process: ProcessIndex;
  /** Largest measure: maxsize of a queue, permits of a semaphore; -1 where there is none. */
  readonly limit: number;
  /** A first value as text (a variable's). */
  readonly text?: string;
  /** Of one direction of a pipe or a connection: what both together are called. */
  readonly pair?: string;
}

/** Whether an object is the library's own: not shown among those of the program. */
export const isInner = ({ inner }: Belonging): boolean => inner === true;

/** Why a thread stands still while it waits in an operation; decides its colour. */
export type WaitKind = 'sync' | 'sleep' | 'message' | 'join' | 'none';

/**
 * One row of a trace's operation table: what the operation means to a view, in the words below. What is absent it does
 * not mean. Only texts are looked up by its name.
 */
export interface OpInfo {
  /** Field's standard name in kebab case: 'acquire', 'release', 'put', 'join' ... */
  readonly name: string;
  /** Why a thread stands still that blocks in it. */
  readonly wait?: Exclude<WaitKind, 'none'>;
  /** 'take': a `done` makes the thread a holder of the object; 'give': ends one hold. */
  readonly hold?: 'take' | 'give';
  /**
   * 'send': a `done` puts an item in at the back; 'receive': takes the item whose send is `cause`. So does a `raise` of a
   * receive that says the `cause`: it took the item all the same (the end of input).
   */
  readonly flow?: 'send' | 'receive';
  /** What it does to the life of the thread or process `other`. */
  readonly life?: Life;
  /**
   * 'send': a `done` sends the signal `value` to the process of `other`; 'handle': the thread begins to run the handler
   * `text` of the signal `value`, in the middle of the operation that it waits in, if it waits; 'handled': it has run it.
   */
  readonly signal?: 'send' | 'handle' | 'handled';
  /** A `done` gives the thread `other`, or its process, the name `text`. */
  readonly names?: 'thread' | 'process';
  /**
   * What it does to a value: 'read' it, 'write' it (the object's `text` or measure is the new one), 'change' it perhaps
   * (its text says), 'delete' it. Of thread-local data `text` is `NAME = VALUE` for a write, `NAME` for a deletion.
   */
  readonly access?: 'read' | 'write' | 'change' | 'delete';
  /** What it does about a flag, or about unfinished tasks of a queue: see {@link Turn}. */
  readonly turn?: Turn;
  /**
   * Where a `done` writes `text`: 'stdout' and 'stderr' write whole lines; 'part' writes on stdout with no end of line
   * but those in the text; 'prompt' is a question on stdout; 'stdin' is what was typed, at the terminal `object`.
   */
  readonly writes?: 'stdout' | 'stderr' | 'part' | 'prompt' | 'stdin';
}

/**
 * 'start': `other` runs from now on; 'await-start': waits until it has begun; 'join': waits for the end of `other`;
 * 'leave': the thread has run its code and waits for others before its process ends, so that it is at no line any more;
 * 'reap': the exit code of the process of `other` is taken.
 */
export type Life = 'start' | 'await-start' | 'join' | 'leave' | 'reap';

/**
 * Of a flag: 'await' waits until it is set, 'ask' looks (measure 1: it is). Of the items of a queue: 'finish' says that one
 * is done with, 'await-finished' waits until all are, 'drop' drops those inside.
 */
export type Turn = 'await' | 'ask' | 'finish' | 'await-finished' | 'drop';

/** One event as a plain object. Views that read many use the columns of `Trace` instead. */
export interface TraceEvent {
  readonly seq: EventIndex;
  /** Program time: stands still while paused, runs faster or slower with the speed. Never decreases. */
  readonly time: Ms;
  /** Real time since the run began. Never decreases. */
  readonly real: Ms;
  readonly phase: Phase;
  /** Row of `ops`, or -1 where the phase has none. */
  readonly op: number;
  /** The acting thread. -1 only where the engine itself acts. */
  readonly thread: ThreadIndex;
  readonly object: ObjectIndex;
  readonly other: ThreadIndex;
  readonly value: number;
  readonly text: string;
  readonly cause: EventIndex;
  /** Line of the source, from 1; 0 unknown. */
  readonly line: number;
  /** Which source the line is of: a row of the trace's `sources`. */
  readonly source: SourceIndex;
  /** The core, from 0, on which the acting thread took the step that begins with this event; -1 for none. */
  readonly core: number;
}

/** An event on its way into a trace. Without `source`: of the first; without `core`: on none. */
export type NewEvent = Omit<TraceEvent, 'seq' | 'source' | 'core'> &
  Partial<Pick<TraceEvent, 'source' | 'core'>>;

/** One row of a trace's table of sources: a text whose lines events name. */
/**
 * What a wait at a line of the program is for, as the program says it: of a sleep, "reaching for the second fork". Told in the
 * place of the operation's name.
 */
export interface WaitMeaning {
  readonly source: SourceIndex;
  readonly line: number;
  /** In each language, by its tag; '' is for all that are not there. */
  readonly texts: Readonly<Record<string, string>>;
}

export interface Source {
  /** Tells it from the others of the trace, and is the same in every trace of the program. */
  readonly id: string;
  /** As the reader knows it: a file's name. */
  readonly name: string;
  /** 'python', 'typescript' ...; 'text' for none in particular. */
  readonly language: string;
  /** The text itself, where the trace has it. */
  readonly text?: string;
}
