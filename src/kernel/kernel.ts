/**
 * The semantics of all ops, in one place: `perform` takes a thread and an op and answers done, blocked or raised. It
 * never waits (except for the mutex and for room in the ring, on shared memory). Both engines call it; they differ in
 * how a blocked thread waits until `retry` is worth while.
 *
 * An op's guard and effect are separate, so that the engine can ask whether the op could proceed without performing it.
 */
import { bug } from '../base/bug.ts';
import type { EventIndex, Ms, ObjectIndex, ProcessIndex, ThreadIndex } from '../base/units.ts';
import {
  EndStatus,
  Phase,
  type Belonging,
  type ObjectKind,
  type OpInfo,
  type Role,
} from '../trace/format.ts';
import { takeTripped, type DueHandler } from './dispositions.ts';
import { asPyError, handlerDue, PyError } from './errors.ts';
import { framesOf, hasFreeFrame, isFrame, leaveLine, popFrame, pushFrame } from './frames.ts';
import type { Footprint } from './footprint.ts';
import { doomedOf } from './doom.ts';
import { freeBlock } from './heap.ts';
import { Held, hold, unhold } from './held.ts';
import type { Order } from './items.ts';
import { appendThread, removeThread } from './lists.ts';
import {
  H_ALIVE,
  H_DEATH,
  H_MUTEX,
  H_PENDING,
  H_REAL,
  H_SEQ,
  H_STOPPING,
  H_TIME,
  H_WANTED,
  O_PROCESS,
  objectAt,
  P_ALIVE,
  P_LAST,
  P_MAIN,
  P_NOTICE,
  processAt,
  T_CAUSE,
  T_DAEMON,
  T_DEADLINE,
  T_EVENT,
  T_FRAME,
  T_GRANT,
  T_HELD,
  T_JOB,
  T_JOINERS,
  T_LINE,
  T_LIST,
  T_OBJECT,
  T_OP,
  T_OPS,
  T_PROCESS,
  T_SELF,
  T_STARTERS,
  T_STATE,
  T_WAITED,
  T_WAKE,
  T_WATCH,
  threadAt,
  ThreadState,
  type Memory,
} from './memory.ts';
import { tryLockMutex, unlockMutex } from './mutex.ts';
import { clearNotice, isNoticed, Notice } from './notice.ts';
import { clip, type Packed, type PackedHandle } from './packed.ts';
import type { OpCode, Request } from './request.ts';
import { hasRoom, publish, TEXT_LIMIT, writeEvent } from './ring.ts';
import { enterShared, poke, setTime } from './transition.ts';

/** Reports an op's footprint. */
export type Touches = (k: Kernel, thread: ThreadIndex, op: Request, f: Footprint) => void;

/**
 * The semantics of one op. All functions run inside a transition. An effect throws PyError before it has changed
 * anything, or after it has changed everything that the raising call changes in Python as well (a broken barrier counts
 * its waiters out).
 */
export interface OpSpec {
  readonly info: OpInfo;
  /** The table that `target` indexes. */
  readonly about: 'object' | 'thread' | 'process' | 'none';
  /** The footprint in the current state. Must not change anything. */
  readonly touches: Touches;
  /** Whether the op may take effect now. Must not change anything. */
  readonly guard: (k: Kernel, thread: ThreadIndex, op: Request) => boolean;
  /** Performs the op; returns the result. Fields for the event go into `k.said`. */
  readonly effect: (k: Kernel, thread: ThreadIndex, op: Request) => Packed | undefined;
  /** Address of the waiting list in which a blocked thread waits, or 0 for none. Absent: the op never blocks. */
  readonly waitsIn?: (k: Kernel, thread: ThreadIndex, op: Request) => number;
  /** Whether other threads can observe that the thread has begun to wait. Absent: false. */
  readonly waitShows?: boolean;
  /** The thread that blocks it, for the explanation. */
  readonly inTheWay?: (k: Kernel, op: Request) => ThreadIndex;
  /**
   * Called when the timeout is over or was 0. Returns the result or raises. Absent: result 0. The event is a `fail`
   * unless this sets `k.said.failed` to false.
   */
  readonly expire?: (k: Kernel, thread: ThreadIndex, op: Request) => Packed | undefined;
  /**
   * True if the waiter keeps its place in line, and what it is notified of, while a signal handler runs, as waiters on
   * the conditions of threading do. Called when the place on `object` moves between the records of a thread and a
   * frame. Absent: it leaves the line and goes to the back afterwards.
   */
  readonly keepsPlace?: (
    k: Kernel,
    object: ObjectIndex,
    from: ThreadIndex,
    to: ThreadIndex,
  ) => boolean;
  /**
   * Called when the thread is killed while it waits in this op and its place in line has an effect; `touchesEnd`
   * reports the footprint.
   */
  readonly leaves?: (k: Kernel, object: ObjectIndex) => void;
  /** Called when a signal handler's exception ends the wait. */
  readonly abandon?: (k: Kernel, thread: ThreadIndex, object: ObjectIndex) => void;
}

/** What a creating op carries in `value`, packed. */
export interface CreateArgs {
  /** Name in the program's source; empty: a made-up name. */
  readonly name: string;
  /** True where processes share it (multiprocessing). */
  readonly shared: boolean;
  /** Initial value, packed. */
  readonly value?: Packed;
  readonly part?: Belonging;
}

/** Details of a new object for the trace. */
export interface Beginning {
  readonly measure: number;
  readonly limit: number;
  readonly text?: string;
  /** The owning object, where the kernel determines it. */
  readonly of?: number;
  readonly role?: Role;
}

/** A waiting list. */
export interface Line {
  readonly at: number;
  /**
   * The word that counts the places at the head of the list that a fork copied without threads. Absent: a fork copies
   * none.
   */
  readonly ghosts?: number;
}

/** The forking thread of the parent and its counterpart in the child, the only thread that continues in both. */
export interface Heir {
  readonly parent: ThreadIndex;
  readonly child: ThreadIndex;
}

/** All addresses are relative to the object. Words not named here are plain numbers. */
export interface ObjectSpec {
  readonly kind: ObjectKind;
  readonly lines: readonly Line[];
  /** Slots of two words each with a packed value: see `heap.ts`. */
  readonly slots?: readonly number[];
  /** Words that refer to heap blocks with text, or 0. */
  readonly blocks?: readonly number[];
  /** Where its items are kept: three words. */
  readonly items?: { readonly at: number; readonly order: Order };
  /** Words with an index of another object, or -1. */
  readonly refers?: readonly number[];
  /** Words with a thread that holds it, plus one; 0 for none. */
  readonly holders?: readonly number[];
  /** Initialises the words of a new object, which are all 0. May raise. */
  readonly begin: (k: Kernel, at: number, op: Request, args: CreateArgs) => void;
  /** Its details in the current state. */
  readonly tell: (k: Kernel, at: number) => Beginning;
  /** Finishes a copy of the object at `from`, whose words have been copied according to this table. */
  readonly copy?: (k: Kernel, from: number, at: number, heir: Heir) => void;
}

/**
 * What a primitive does as processes start and end, declared beside its ops. The parts of a table are called in its order.
 * All functions run inside a transition; those named `touches…` report the footprint of the others, and change nothing.
 */
export interface ProcessPart {
  /** The code of a main thread is over; its process waits for the other threads next. */
  readonly codeOver?: (k: Kernel, thread: ThreadIndex) => void;
  readonly touchesCodeOver?: (k: Kernel, thread: ThreadIndex, f: Footprint) => void;
  /** The threads of a process have ended: gives up what it has. The event of its exit comes after. */
  readonly ends?: (k: Kernel, process: ProcessIndex) => void;
  /** The event of its exit has been written: tells others. `by`: the thread that ended it. */
  readonly ended?: (k: Kernel, by: ThreadIndex, process: ProcessIndex) => void;
  /** Footprint of `ends` and `ended` for a process that has a parent. */
  readonly touchesEnd?: (k: Kernel, process: ProcessIndex, f: Footprint) => void;
  /** A forked process inherits what its parent has. `isCopy`: by os.fork(), not multiprocessing. */
  readonly inherits?: (
    k: Kernel,
    parent: ProcessIndex,
    child: ProcessIndex,
    isCopy: boolean,
  ) => void;
}

/** How a class of handles is shown by repr(). */
export interface Shown {
  readonly text: (k: Kernel, handle: PackedHandle, look: Look) => string;
  /** Default: reads the object. */
  readonly touches?: (f: Footprint, handle: PackedHandle) => void;
}

/** Circumstances of a call of repr() or str(). */
export interface Look {
  readonly asker: ThreadIndex;
  /** str() instead of repr(); they differ for proxies only. */
  readonly isStr: boolean;
  /** repr() of another handle, for the same thread. */
  readonly show: (handle: PackedHandle) => string;
}

/** One microsecond: a loop that waits for the rest of its timeout ends, however small the rest. */
const SHORTEST_WAIT_MS = 0.001;

/** Tolerated rounding error of summed times. */
const ROUNDING_MS = 1e-6;

/** Attempts of the page to take the mutex: it is held for microseconds, unless the holder was descheduled. */
const PAGE_SPINS = 20_000;

export const Status = { done: 0, blocked: 1, raised: 2, killed: 3 } as const;
export type Status = (typeof Status)[keyof typeof Status];

/** Fields of the event that the op does not determine itself. */
export interface Said {
  value: number;
  text: string;
  cause: EventIndex;
  other: ThreadIndex;
  object: ObjectIndex;
  failed: boolean;
  /** True if the effect has written its own event. */
  quiet: boolean;
}

export interface CarriedOps {
  readonly send: OpCode;
  readonly receive: OpCode;
  readonly poll: OpCode;
}

/**
 * The primitives that a kernel is made with: all op specs by code, what the primitives declare beside them, and the codes
 * that the kernel itself uses.
 */
export interface OpTable {
  readonly specs: readonly OpSpec[];
  /** Kinds of objects that these ops create. */
  readonly objects: Readonly<Partial<Record<ObjectKind, ObjectSpec>>>;
  readonly processParts: readonly ProcessPart[];
  /** By the handle's class in Python's vocabulary; all proxies have the row `Proxy`. */
  readonly shown: Readonly<Record<string, Shown>>;
  /** Marks in a trace where a signal handler starts. */
  readonly handle: OpCode;
  /** Performed by a handler when it ends. */
  readonly handled: OpCode;
  /** Ops whose messages go through ports as well, where two Workers run the ends. Absent: there are no such. */
  readonly carried?: CarriedOps;
  /** In which the threads of a stopped process wait. */
  readonly stopped: OpCode;
  /** By which a killed process ends. */
  readonly die: OpCode;
}

/**
 * A new thread, object or process. Its creator and the number that the creator made before identify it in any
 * interleaving.
 */
export interface Made {
  readonly what: 'thread' | 'object' | 'process';
  readonly index: number;
}

export interface KernelOptions {
  readonly memory: Memory;
  readonly ops: OpTable;
  /** Real time since the run began, comparable between Workers. */
  readonly realTime: () => Ms;
  /** Finds a carrier for a runnable thread. Called inside a transition. */
  readonly launch: (thread: ThreadIndex) => void;
  /** Real time until another thread's transition may end a killed process. Default: only its own transition ends it. */
  readonly deathDelay?: Ms;
}

export class Kernel {
  readonly memory: Memory;
  readonly said: Said = {
    value: -1,
    text: '',
    cause: -1,
    other: -1,
    object: -1,
    failed: false,
    quiet: false,
  };
  /** Threads woken by the last transition. */
  readonly woken: ThreadIndex[] = [];
  /** Threads that the last transition ended from outside, whose carriers must be told. */
  readonly dismissed: ThreadIndex[] = [];
  /** What the last transition created, in order: {@link Made}. */
  readonly made: Made[] = [];
  /** Result of the last `done`. */
  result: Packed | undefined;
  /** Error of the last `raised`. */
  error: PyError | undefined;
  /** Last event written. */
  lastEvent: EventIndex = -1;
  /** True: events are counted but not written. */
  isMuted = false;
  readonly ops: OpTable;
  readonly #specs: readonly OpSpec[];
  /** Number of the last message sent or received if it goes through a port as well; else -1. */
  carried: EventIndex = -1;
  /** Real time since the run began. */
  readonly realTime: () => Ms;
  readonly #launch: (thread: ThreadIndex) => void;
  readonly #shared: boolean;
  readonly deathDelay: Ms;
  /** Threads woken or ended by the end of a killed process, before the transition proper. */
  readonly #mourners: ThreadIndex[] = [];

  constructor(options: KernelOptions) {
    this.memory = options.memory;
    this.ops = options.ops;
    this.#specs = options.ops.specs;
    this.realTime = options.realTime;
    this.#launch = options.launch;
    this.#shared = options.memory.shared;
    this.deathDelay = options.deathDelay ?? Infinity;
  }

  /** A thread's next op. */
  perform(thread: ThreadIndex, op: Request, line: number): Status {
    this.#enter();
    try {
      const { i32 } = this.memory;
      const at = threadAt(thread);
      if (this.#isGone(at)) return Status.killed;
      const notice = i32[processAt(i32[at + T_PROCESS]!) + P_NOTICE]!;
      // The process ends before this op, whichever thread ends it: the line of the end is that of the previous op.
      if ((notice & Notice.doomed) !== 0) return this.#die(thread);
      i32[at + T_LINE] = line;
      i32[at + T_OPS] = i32[at + T_OPS]! + 1;
      i32[at + T_GRANT] = 0;
      i32[at + T_CAUSE] = -1;
      return notice === 0 ? this.#attempt(thread, op) : this.#heed(thread, op);
    } catch (error) {
      return this.#raise(thread, op, error);
    } finally {
      this.#leave();
    }
  }

  /**
   * Retries a blocked thread's op after a wake-up or a timeout. `mayGiveUp` false: an expired timeout does not count
   * this time, and stays.
   */
  retry(thread: ThreadIndex, op: Request, mayGiveUp = true): Status {
    this.#enter();
    try {
      const { i32, f64 } = this.memory;
      const at = threadAt(thread);
      if (this.#isGone(at)) return Status.killed;
      const notice = i32[processAt(i32[at + T_PROCESS]!) + P_NOTICE]!;
      if ((notice & Notice.doomed) !== 0) return this.#die(thread);
      if ((notice & Notice.stopped) !== 0) return this.#hold(thread, Held.inside);
      if (unhold(this.memory, thread) === Held.before) return this.#heed(thread, op);
      const woken = i32[at + T_STATE] === ThreadState.woken;
      const spec = this.#spec(op);
      if (woken && spec.guard(this, thread, op)) return this.#takeEffect(spec, thread, op);
      if (notice !== 0 && this.isDue(thread) && hasFreeFrame(this.memory)) {
        const due = takeTripped(this.memory, i32[at + T_PROCESS]!, 0);
        if (due !== undefined) return this.#interrupt(spec, thread, due);
      }
      const left = f64[(at + T_DEADLINE) >> 1]! - this.now();
      if (mayGiveUp && left <= 0) return this.#expire(spec, thread, op);
      if (woken) this.#block(spec, thread, op, left === Infinity ? -1 : Math.max(left, 0));
      else i32[at + T_WAKE] = 0;
      return Status.blocked;
    } catch (error) {
      return this.#raise(thread, op, error);
    } finally {
      this.#leave();
    }
  }

  /**
   * Acts on the program from outside any thread: boots it, ends a lost thread. Never waits, so the page may call it;
   * returns false, without acting, if the mutex was not available.
   */
  intervene(act: () => void): boolean {
    if (this.#shared && !tryLockMutex(this.memory.i32, H_MUTEX, PAGE_SPINS)) return false;
    this.#begin();
    try {
      act();
      this.#tellWoken(-1, -1);
    } finally {
      this.#leave();
    }
    return true;
  }

  /** Could the op take effect now? Changes nothing. */
  isEnabled(thread: ThreadIndex, op: Request): boolean {
    if (this.memory.i32[threadAt(thread) + T_HELD] !== Held.no || this.isDue(thread)) return true;
    return this.#spec(op).guard(this, thread, op);
  }

  /** Program time of this transition. */
  now(): Ms {
    return this.memory.f64[H_TIME >> 1]!;
  }

  /**
   * Wakes the first thread of a waiting list; -1 if there is none. The thread retries its op and may find that another
   * was faster, unless what it waits for is granted to it.
   */
  wakeOne(list: number, grant = false): ThreadIndex {
    const { i32 } = this.memory;
    const thread = i32[list]!;
    if (thread >= 0) {
      if (grant) i32[threadAt(thread) + T_GRANT] = 1;
      this.wake(thread);
    }
    return thread;
  }

  /** Wakes the given thread if it is blocked. */
  wake(thread: ThreadIndex): void {
    const { i32 } = this.memory;
    const at = threadAt(thread);
    if (i32[at + T_STATE] !== ThreadState.blocked) return;
    removeThread(i32, thread);
    i32[at + T_STATE] = ThreadState.woken;
    // A thread in a handler learns of the wake-up when it returns from its frame.
    if (isFrame(thread)) i32[at + T_CAUSE] = this.nextEvent();
    else this.woken.push(thread);
  }

  /** Makes a blocked thread retry, so that it can run a handler, without taking it off its list. */
  disturb(thread: ThreadIndex): void {
    if (this.memory.i32[threadAt(thread) + T_STATE] === ThreadState.blocked)
      this.woken.push(thread);
  }

  /** Whether a signal handler is pending for this thread. */
  isDue(thread: ThreadIndex): boolean {
    return (
      isNoticed(this.memory, thread, Notice.due) &&
      this.memory.i32[threadAt(thread) + T_STATE] !== ThreadState.starting
    );
  }

  /** Writes the event that starts a handler. */
  writeHandler(thread: ThreadIndex, { signum, handler, sent }: DueHandler): void {
    this.write(Phase.done, thread, {
      op: this.ops.handle,
      value: signum,
      text: handler.partial,
      cause: sent,
    });
  }

  /** Drops the wait that a thread suspended for a handler: the handler raised. */
  dropFrame(thread: ThreadIndex): void {
    const { i32 } = this.memory;
    const at = threadAt(thread);
    const spec = this.#specs[i32[threadAt(i32[at + T_FRAME]!) + T_OP]!];
    const frame = popFrame(this.memory, thread);
    spec?.keepsPlace?.(this, i32[at + T_OBJECT]!, frame, thread);
    spec?.abandon?.(this, thread, i32[at + T_OBJECT]!);
    this.#unblock(at, thread);
  }

  wakeAll(list: number, grant = false): void {
    while (this.wakeOne(list, grant) >= 0);
  }

  /** Sequence number of the next event. */
  nextEvent(): EventIndex {
    return this.memory.i32[H_SEQ]!;
  }

  /** Op code of a spec, for events of an op that no thread performs. */
  codeOf(spec: OpSpec): number {
    return this.#specs.indexOf(spec);
  }

  launch(thread: ThreadIndex): void {
    this.#launch(thread);
  }

  /**
   * Writes an event of `thread`; for effects that do not leave the usual `done`. A non-text `text` is written as JSON.
   */
  write(
    phase: Phase,
    thread: ThreadIndex,
    fields: {
      op?: number;
      object?: number;
      other?: number;
      value?: number;
      text?: string | object;
      cause?: number | undefined;
    },
  ): EventIndex {
    if (this.isMuted) return this.#count();
    const { text = '' } = fields;
    const line = thread < 0 ? 0 : this.memory.i32[threadAt(thread) + T_LINE]!;
    this.lastEvent = writeEvent(
      this.memory,
      phase,
      fields.op ?? -1,
      thread,
      fields.object ?? -1,
      fields.other ?? -1,
      fields.value ?? -1,
      clip(typeof text === 'string' ? text : JSON.stringify(text), TEXT_LIMIT),
      fields.cause ?? -1,
      line,
    );
    return this.lastEvent;
  }

  /** Ends a started thread: it returned or raised, was killed with its process, or was lost with its Worker. */
  endThread(thread: ThreadIndex, status: EndStatus, report = ''): void {
    const { i32 } = this.memory;
    const at = threadAt(thread);
    const state = i32[at + T_STATE];
    if (state === ThreadState.ended || state === ThreadState.created) return;
    // It needs no carrier any more.
    if (i32[at + T_LIST] === H_PENDING) Atomics.sub(i32, H_WANTED, 1);
    if (status === EndStatus.killed && i32[at + T_LIST] !== 0)
      this.#specs[i32[at + T_OP]!]?.leaves?.(this, i32[at + T_OBJECT]!);
    removeThread(i32, thread);
    if (i32[at + T_FRAME] !== 0) this.#endFrames(thread);
    i32[at + T_STATE] = ThreadState.ended;
    i32[H_ALIVE] = i32[H_ALIVE]! - 1;
    freeBlock(this.memory, i32[at + T_JOB]!);
    freeBlock(this.memory, i32[at + T_SELF]!);
    freeBlock(this.memory, i32[at + T_WATCH]!);
    i32[at + T_WATCH] = 0;
    i32[at + T_JOB] = 0;
    i32[at + T_SELF] = 0;
    const ended = this.write(Phase.end, thread, { value: status, text: report });
    i32[at + T_EVENT] = ended;
    // A wake-up that the ended thread cannot use is passed on.
    if (state === ThreadState.woken && i32[at + T_WAITED]! !== 0) this.wakeOne(i32[at + T_WAITED]!);
    this.wakeAll(at + T_JOINERS);
    this.wakeAll(at + T_STARTERS);
    if (status === EndStatus.killed || status === EndStatus.lost) this.dismissed.push(thread);
    if (i32[at + T_DAEMON] === 0) {
      const process = processAt(i32[at + T_PROCESS]!);
      i32[process + P_ALIVE] = i32[process + P_ALIVE]! - 1;
      this.wakeAll(process + P_LAST);
    }
  }

  #endFrames(thread: ThreadIndex): void {
    const { i32 } = this.memory;
    for (const frame of framesOf(this.memory, thread)) {
      removeThread(i32, frame);
      freeBlock(this.memory, i32[threadAt(frame) + T_WATCH]!);
      i32[threadAt(frame) + T_STATE] = ThreadState.created;
    }
  }

  #spec(op: Request): OpSpec {
    const spec = this.#specs[op.code];
    if (spec !== undefined) return spec;
    throw new PyError(
      'TypeError',
      'what a program yields must be one of its operations: use yield*',
    );
  }

  #isGone(at: number): boolean {
    const { i32 } = this.memory;
    return i32[at + T_STATE] === ThreadState.ended || i32[H_STOPPING] !== 0;
  }

  /** An op of a thread that has a notice to handle first. */
  #heed(thread: ThreadIndex, op: Request): Status {
    const { memory } = this;
    const process = memory.i32[threadAt(thread) + T_PROCESS]!;
    const notice = memory.i32[processAt(process) + P_NOTICE]!;
    if ((notice & Notice.stopped) !== 0) return this.#hold(thread, Held.before);
    const returns = isNoticed(memory, thread, Notice.returns);
    if (this.isDue(thread) && op.code !== this.ops.handled) {
      const due = takeTripped(memory, process, 0);
      if (due !== undefined) return this.#beginHandler(thread, due, returns);
    }
    return returns ? this.#return(thread, op) : this.#attempt(thread, op);
  }

  /** The op of a thread whose process was killed. */
  #die(thread: ThreadIndex): Status {
    this.#bury(this.memory.i32[threadAt(thread) + T_PROCESS]!);
    return Status.killed;
  }

  /** Ends a process that was killed: a transition of its main thread. */
  #bury(process: ProcessIndex): void {
    const main = this.memory.i32[processAt(process) + P_MAIN]!;
    const op = { code: this.ops.die, target: process, n: 0, timeout: -1, value: undefined };
    this.#hush(this.#spec(op), op, -1);
    this.#spec(op).effect(this, main, op);
    this.#tellWoken(main, op.code);
  }

  /** Ends killed processes whose delay is over and whose own threads have not ended them. */
  #buryAll(): void {
    for (const process of doomedOf(this.memory)) {
      this.#bury(process);
      this.#mourners.push(...this.woken.splice(0));
    }
  }

  /** A signal handler starts in the middle of an op. */
  #interrupt(spec: OpSpec, thread: ThreadIndex, due: DueHandler): Status {
    const object = this.memory.i32[threadAt(thread) + T_OBJECT]!;
    const frame = pushFrame(this.memory, thread);
    if (spec.keepsPlace?.(this, object, thread, frame) !== true) leaveLine(this.memory, frame);
    return this.#beginHandler(thread, due, true);
  }

  #beginHandler(thread: ThreadIndex, due: DueHandler, isInside: boolean): Status {
    const process = this.memory.i32[threadAt(thread) + T_PROCESS]!;
    clearNotice(this.memory, process, Notice.due);
    clearNotice(this.memory, process, Notice.returns);
    this.writeHandler(thread, due);
    this.error = handlerDue({ signum: due.signum, handler: due.handler, isInside });
    return Status.raised;
  }

  /** A thread returns from a handler to the op that it waited in. */
  #return(thread: ThreadIndex, op: Request): Status {
    const { i32, f64 } = this.memory;
    const at = threadAt(thread);
    const spec = this.#spec(op);
    clearNotice(this.memory, i32[at + T_PROCESS]!, Notice.returns);
    const frame = popFrame(this.memory, thread);
    spec.keepsPlace?.(this, i32[at + T_OBJECT]!, frame, thread);
    const left = f64[(at + T_DEADLINE) >> 1]! - this.now();
    const isWoken = i32[at + T_STATE] === ThreadState.woken;
    if (isWoken && (left > 0 || this.#isKept(spec, op)) && spec.guard(this, thread, op))
      return this.#takeEffect(spec, thread, op);
    if (left <= 0) return this.#expire(spec, thread, op);
    this.#block(spec, thread, op, left === Infinity ? -1 : Math.max(left - ROUNDING_MS, 0));
    return Status.blocked;
  }

  /** Primitives shared by processes are OS semaphores: one that becomes free is acquired even after the timeout. */
  #isKept({ about, info, keepsPlace }: OpSpec, { target }: Request): boolean {
    const isShared = about === 'object' && this.memory.i32[objectAt(target) + O_PROCESS] === -1;
    return isShared && (info.hold === 'take' || keepsPlace !== undefined);
  }

  /** Performs an op from its start. */
  #attempt(thread: ThreadIndex, op: Request): Status {
    const spec = this.#spec(op);
    if (spec.guard(this, thread, op)) return this.#takeEffect(spec, thread, op);
    if (spec.waitsIn === undefined) bug(`${spec.info.name} has no place to wait`);
    if (op.timeout === 0) return this.#expire(spec, thread, op);
    this.memory.f64[(threadAt(thread) + T_DEADLINE) >> 1] =
      op.timeout < 0 ? Infinity : this.now() + Math.max(op.timeout, SHORTEST_WAIT_MS);
    this.#block(spec, thread, op);
    return Status.blocked;
  }

  /** Holds a thread of a stopped process. */
  #hold(thread: ThreadIndex, held: Held): Status {
    const { i32 } = this.memory;
    const at = threadAt(thread);
    const woken = i32[at + T_STATE] === ThreadState.woken && i32[at + T_GRANT] === 0;
    const waited = i32[at + T_WAITED]!;
    if (!hold(this.memory, thread, held)) return Status.blocked;
    i32[at + T_OP] = this.ops.stopped;
    i32[at + T_OBJECT] = -1;
    this.write(Phase.block, thread, { op: i32[at + T_OP]! });
    // A wake-up that the thread cannot use now is passed on.
    if (woken && waited !== 0) this.wakeOne(waited);
    this.#tellWoken(thread, i32[at + T_OP]!);
    return Status.blocked;
  }

  #takeEffect(spec: OpSpec, thread: ThreadIndex, op: Request): Status {
    const { i32 } = this.memory;
    const at = threadAt(thread);
    this.#hush(spec, op, i32[at + T_CAUSE]!);
    this.result = spec.effect(this, thread, op);
    if (i32[at + T_STATE] !== ThreadState.ended) this.#unblock(at, thread);
    this.#tell(Phase.done, thread, op);
    return Status.done;
  }

  #expire(spec: OpSpec, thread: ThreadIndex, op: Request): Status {
    this.#hush(spec, op, -1);
    this.said.failed = true;
    this.result = spec.expire === undefined ? 0 : spec.expire(this, thread, op);
    this.#unblock(threadAt(thread), thread);
    this.#tell(this.said.failed ? Phase.fail : Phase.done, thread, op);
    return Status.done;
  }

  #raise(thread: ThreadIndex, op: Request, thrown: unknown): Status {
    const error = asPyError(thrown);
    if (!(error instanceof PyError)) throw error;
    this.#unblock(threadAt(thread), thread);
    this.error = error;
    // The program may yield any value.
    const code = (op as Partial<Request> | undefined)?.code ?? -1;
    const spec = this.#specs[code];
    if (spec === undefined) this.said.object = -1;
    else this.#hush(spec, op, -1);
    const object = error.object ?? this.said.object;
    this.write(Phase.raise, thread, {
      op: spec === undefined ? -1 : code,
      object,
      text: String(error),
      cause: error.took,
    });
    this.#tellWoken(thread, code);
    return Status.raised;
  }

  /** `left`: remaining timeout, or -1. */
  #block(spec: OpSpec, thread: ThreadIndex, op: Request, left = op.timeout): void {
    const { i32 } = this.memory;
    const at = threadAt(thread);
    this.#hush(spec, op, -1);
    const list = spec.waitsIn!(this, thread, op);
    // After a handler the thread may be on the list already.
    if (list !== 0 && i32[at + T_LIST] === 0) appendThread(i32, list, thread);
    i32[at + T_WAITED] = list;
    i32[at + T_STATE] = ThreadState.blocked;
    i32[at + T_WAKE] = 0;
    i32[at + T_OP] = op.code;
    i32[at + T_OBJECT] = this.said.object;
    this.write(Phase.block, thread, {
      op: op.code,
      object: this.said.object,
      other: spec.inTheWay?.(this, op) ?? -1,
      value: left < 0 ? -1 : Math.ceil(left),
    });
  }

  #unblock(at: number, thread: ThreadIndex): void {
    const { i32 } = this.memory;
    removeThread(i32, thread);
    i32[at + T_STATE] = ThreadState.running;
    i32[at + T_OP] = -1;
    i32[at + T_OBJECT] = -1;
  }

  #hush(spec: OpSpec, op: Request, cause: EventIndex): void {
    const { said } = this;
    said.value = -1;
    said.text = '';
    said.cause = cause;
    said.other = this.#subject(spec, op);
    said.object = spec.about === 'object' ? op.target : -1;
    said.failed = false;
    said.quiet = false;
  }

  /** The thread that an op concerns, if any. */
  #subject(spec: OpSpec, op: Request): ThreadIndex {
    if (spec.about === 'thread') return op.target;
    if (spec.about === 'process') return this.memory.i32[processAt(op.target) + P_MAIN]!;
    return -1;
  }

  /** Counts a muted event. */
  #count(): EventIndex {
    const { i32 } = this.memory;
    this.lastEvent = i32[H_SEQ]!;
    i32[H_SEQ] = this.lastEvent + 1;
    return this.lastEvent;
  }

  #tell(phase: Phase, thread: ThreadIndex, op: Request): void {
    const { said } = this;
    if (said.quiet) {
      // The effect wrote the event.
    } else if (this.isMuted) {
      this.#count();
    } else {
      // Fast path of the common case, which allocates no object.
      this.lastEvent = writeEvent(
        this.memory,
        phase,
        op.code,
        thread,
        said.object,
        said.other,
        said.value,
        said.text === '' ? '' : clip(said.text, TEXT_LIMIT),
        said.cause,
        this.memory.i32[threadAt(thread) + T_LINE]!,
      );
    }
    this.#tellWoken(thread, op.code);
  }

  #tellWoken(thread: ThreadIndex, op: number): void {
    if (this.woken.length === 0) return;
    const cause = this.lastEvent;
    for (const other of this.woken) {
      const state = this.memory.i32[threadAt(other) + T_STATE];
      if (state === ThreadState.woken) this.memory.i32[threadAt(other) + T_CAUSE] = cause;
      else if (state !== ThreadState.blocked) continue;
      this.write(Phase.wake, thread, { op, object: this.said.object, other, cause });
    }
  }

  #enter(): void {
    if (this.#shared) enterShared(this.memory);
    else if (!hasRoom(this.memory)) bug('the engine let the ring fill up');
    this.#begin();
  }

  #begin(): void {
    // Setting a length is slower than reading it.
    if (this.woken.length > 0) this.woken.length = 0;
    if (this.dismissed.length > 0) this.dismissed.length = 0;
    if (this.made.length > 0) this.made.length = 0;
    setTime(this.memory, this.realTime());
    const { f64 } = this.memory;
    if (f64[H_DEATH >> 1]! <= f64[H_REAL >> 1]!) this.#buryAll();
  }

  #leave(): void {
    publish(this.memory);
    if (this.#mourners.length > 0) this.woken.push(...this.#mourners.splice(0));
    if (!this.#shared) return;
    unlockMutex(this.memory.i32, H_MUTEX);
    for (const thread of this.woken) poke(this.memory, thread);
    for (const thread of this.dismissed) poke(this.memory, thread);
  }
}
