/**
 * Effect of each event on the state of the program. `History` decides where to start folding and when to freeze.
 *
 * A `Fold` owns the states that it has changed since the last `freeze` and modifies those in place; all others are
 * shared with earlier worlds and are copied on first write. So a world costs what changed, and an unchanged state keeps
 * its identity.
 *
 * Invariant: the state of a thread (or an object) is a function of its index and its `lastEvent`, because every event
 * that changes the state becomes its `lastEvent`. `History` relies on this to keep identities when going back in time.
 */
import { appendTo } from '../base/append-to.ts';
import type { EventIndex, Ms, ObjectIndex, ProcessIndex, ThreadIndex } from '../base/units.ts';
import { Phase, type EndStatus } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { changeSeats, type Seats } from './core-seats.ts';
import {
  affect,
  affectTaken,
  newObject,
  openObject,
  tookItem,
  type OpenObject,
} from './object-fold.ts';
import type { HandlerRun, ObjectState, ProcessState, RunState, ThreadState } from './state.ts';

type Open<T> = { -readonly [K in keyof T]: T[K] };
type OpenThread = Open<ThreadState>;

/** The tables of a world, without its time. */
export interface Tables {
  readonly count: number;
  readonly threads: readonly ThreadState[];
  readonly objects: readonly ObjectState[];
  readonly processes: readonly ProcessState[];
  readonly seats: Seats;
}

export const NO_TABLES: Tables = { count: 0, threads: [], objects: [], processes: [], seats: [] };

export class Fold {
  readonly #trace: Trace;
  #frozen: Tables;
  #count: number;
  #threads: ThreadState[];
  #objects: ObjectState[];
  #processes: ProcessState[];
  readonly #ownThreads = new Set<ThreadIndex>();
  readonly #ownObjects = new Set<ObjectIndex>();
  #processesChanged = false;
  /** Children by parent, of the first `#listed` processes. */
  readonly #children = new Map<ProcessIndex, ProcessIndex[]>();
  #listed = 0;
  #seats: Seats;

  constructor(trace: Trace, from: Tables) {
    this.#trace = trace;
    this.#frozen = from;
    this.#count = from.count;
    this.#threads = [...from.threads];
    this.#objects = [...from.objects];
    this.#processes = [...from.processes];
    this.#seats = from.seats;
  }

  /** Number of events folded. */
  get count(): number {
    return this.#count;
  }

  /** Folds events until `count` are done. */
  advanceTo(count: number): void {
    while (this.#count < count) this.#eat(this.#count++);
  }

  /** The current tables, immutable from now on. */
  freeze(): Tables {
    const was = this.#frozen;
    if (was.count === this.#count) return was;
    this.#frozen = {
      count: this.#count,
      threads: this.#ownThreads.size > 0 ? [...this.#threads] : was.threads,
      objects: this.#ownObjects.size > 0 ? [...this.#objects] : was.objects,
      processes: this.#processesChanged ? [...this.#processes] : was.processes,
      seats: this.#seats,
    };
    this.#ownThreads.clear();
    this.#ownObjects.clear();
    this.#processesChanged = false;
    return this.#frozen;
  }

  #eat(seq: EventIndex): void {
    const trace = this.#trace;
    const phase = trace.phase(seq);
    const thread = trace.thread(seq);
    this.#seat(seq);
    switch (phase) {
      case Phase.process:
        this.#processesChanged = true;
        this.#processes.push({
          index: this.#processes.length,
          exitCode: undefined,
          isReaped: false,
          isOrphan: false,
          stopped: 'never',
          lastEvent: seq,
        });
        return;
      case Phase.thread:
        this.#ownThreads.add(this.#threads.length);
        this.#threads.push(newThread(this.#threads.length, trace.time(seq), seq));
        this.#acted(seq, thread);
        return;
      case Phase.object:
        this.#ownObjects.add(this.#objects.length);
        this.#objects.push(newObject(trace, this.#objects.length, seq));
        this.#acted(seq, thread);
        return;
      case Phase.start:
        this.#run(seq, this.#thread(thread), 'running');
        return;
      case Phase.block:
        this.#block(seq, thread);
        return;
      case Phase.wake: {
        const woken = this.#thread(trace.other(seq));
        if (woken.run !== 'ended') this.#step(seq, woken, 'ready');
        this.#acted(seq, thread);
        return;
      }
      case Phase.done:
      case Phase.fail:
      case Phase.raise:
        this.#complete(seq, thread, phase === Phase.done);
        return;
      case Phase.end: {
        const ended = this.#thread(thread);
        this.#leaveLine(seq, ended);
        this.#run(seq, ended, 'ended');
        ended.handlers = NONE;
        ended.end = trace.value(seq) as EndStatus;
        return;
      }
      case Phase.exit:
        this.#exit(seq);
        return;
      case Phase.halt:
        return;
    }
  }

  #thread(index: ThreadIndex): OpenThread {
    if (!this.#ownThreads.has(index)) {
      this.#ownThreads.add(index);
      this.#threads[index] = { ...this.#threads[index]! };
    }
    return this.#threads[index] as OpenThread;
  }

  #object(index: ObjectIndex): OpenObject {
    if (!this.#ownObjects.has(index)) {
      this.#ownObjects.add(index);
      this.#objects[index] = openObject(this.#objects[index]!);
    }
    return this.#objects[index] as OpenObject;
  }

  /** The thread that loses the core of this step becomes ready. */
  #seat(seq: EventIndex): void {
    const change = changeSeats(this.#trace, this.#seats, seq);
    if (change === undefined) return;
    this.#seats = change.seats;
    if (this.#threads[change.displaced]?.run === 'running') {
      this.#step(seq, this.#thread(change.displaced), 'ready');
    }
  }

  /** The acting thread did something that does not change its state. */
  #acted(seq: EventIndex, thread: ThreadIndex): void {
    if (thread < 0) return;
    const state = this.#thread(thread);
    state.lastEvent = seq;
    this.#place(seq, state);
  }

  /** Sets its line to the event's, if known. */
  #place(seq: EventIndex, state: OpenThread): void {
    const line = this.#trace.line(seq);
    if (line === 0) return;
    state.line = line;
    state.source = this.#trace.source(seq);
  }

  #step(seq: EventIndex, state: OpenThread, run: RunState): void {
    if (state.run !== run) {
      state.run = run;
      state.since = this.#trace.time(seq);
      state.sinceEvent = seq;
    }
    if (run !== 'blocked') state.wait = 'none';
    state.lastEvent = seq;
  }

  /** A step that also ends the current operation. */
  #run(seq: EventIndex, state: OpenThread, run: 'running' | 'ended'): void {
    this.#step(seq, state, run);
    state.op = -1;
    state.object = -1;
    state.blockedBy = -1;
    state.deadline = -1;
    this.#place(seq, state);
  }

  #block(seq: EventIndex, thread: ThreadIndex): void {
    const trace = this.#trace;
    const state = this.#thread(thread);
    const object = trace.object(seq);
    // A woken thread that has to wait again goes to the back of the line.
    this.#leaveLine(seq, state);
    const limit = trace.value(seq);
    // Blocked again in the same operation: the timeout covers both waits.
    const again = state.run === 'ready' && state.op === trace.op(seq) && state.deadline >= 0;
    this.#step(seq, state, 'blocked');
    state.op = trace.op(seq);
    state.object = object;
    state.blockedBy = trace.other(seq);
    state.wait = trace.opInfo(seq)?.wait ?? 'none';
    state.deadline = limit < 0 ? -1 : again ? state.deadline : trace.time(seq) + limit;
    this.#place(seq, state);
    if (object < 0) return;
    const on = this.#object(object);
    on.waiting.push(thread);
    on.lastEvent = seq;
    if (trace.objects[object]?.kind === 'condition') on.measure++;
  }

  #complete(seq: EventIndex, thread: ThreadIndex, effective: boolean): void {
    const trace = this.#trace;
    const { life, signal } = trace.opInfo(seq) ?? {};
    if (life === 'reap') this.#changeProcess(seq, this.#processAbout(seq), { isReaped: true });
    if (signal === 'send') this.#signal(seq, this.#processAbout(seq));
    if (thread >= 0) {
      const state = this.#thread(thread);
      this.#leaveLine(seq, state);
      this.#handle(seq, state);
      if (state.run !== 'ended') this.#run(seq, state, 'running');
    }
    const other = trace.other(seq);
    // The operation has just started the new thread that it concerns.
    if (effective && this.#threads[other]?.run === 'new')
      this.#step(seq, this.#thread(other), 'ready');
    const object = trace.object(seq);
    if (object < 0) return;
    const state = this.#object(object);
    state.lastEvent = seq;
    if (effective) affect(this.#trace, seq, thread, state);
    // A thread gave up waiting on a condition; the event does not say how many are left.
    else if (trace.objects[object]?.kind === 'condition')
      state.measure = Math.max(0, state.measure - 1);
    else if (tookItem(this.#trace, seq)) affectTaken(this.#trace, seq, state);
  }

  /** A signal handler starts or ends. */
  #handle(seq: EventIndex, state: OpenThread): void {
    const trace = this.#trace;
    const signal = trace.opInfo(seq)?.signal;
    if (signal === 'handled') state.handlers = state.handlers.slice(0, -1);
    if (signal !== 'handle') return;
    const { op, object } = state;
    const run = { signum: trace.value(seq), name: trace.text(seq), since: trace.time(seq) };
    state.handlers = [...state.handlers, { ...run, op, object }];
  }

  #signal(seq: EventIndex, process: ProcessIndex): void {
    const signum = this.#trace.value(seq);
    const state = this.#processes[process];
    if (state === undefined || state.exitCode !== undefined) return;
    if (signum === SIGSTOP) this.#changeProcess(seq, process, { stopped: 'now' });
    if (signum === SIGCONT && state.stopped === 'now') {
      this.#changeProcess(seq, process, { stopped: 'before' });
    }
  }

  #leaveLine(seq: EventIndex, thread: OpenThread): void {
    if (thread.object < 0) return;
    const state = this.#object(thread.object);
    const at = state.waiting.indexOf(thread.index);
    if (at < 0) return;
    state.waiting.splice(at, 1);
    state.lastEvent = seq;
  }

  #exit(seq: EventIndex): void {
    const process = this.#processAbout(seq);
    this.#changeProcess(seq, process, { exitCode: this.#trace.value(seq) });
    for (const child of this.#childrenOf(process)) {
      const { isReaped, isOrphan } = this.#processes[child]!;
      if (!isReaped && !isOrphan) this.#changeProcess(seq, child, { isOrphan: true });
    }
  }

  #childrenOf(process: ProcessIndex): readonly ProcessIndex[] {
    for (; this.#listed < this.#processes.length; this.#listed++) {
      const parent = this.#trace.processes[this.#listed]?.parent ?? -1;
      appendTo(this.#children, parent, this.#listed);
    }
    return this.#children.get(process) ?? [];
  }

  /** The process whose main thread the event concerns. */
  #processAbout(seq: EventIndex): ProcessIndex {
    return this.#trace.threads[this.#trace.other(seq)]?.process ?? -1;
  }

  #changeProcess(seq: EventIndex, process: ProcessIndex, change: Partial<ProcessState>): void {
    const state = this.#processes[process];
    if (state === undefined) return;
    this.#processesChanged = true;
    this.#processes[process] = { ...state, ...change, lastEvent: seq };
  }
}

const SIGCONT = 18;
const SIGSTOP = 19;

const NONE: readonly HandlerRun[] = [];

const newThread = (index: ThreadIndex, since: Ms, seq: EventIndex): ThreadState => ({
  index,
  run: 'new',
  since,
  sinceEvent: seq,
  op: -1,
  object: -1,
  blockedBy: -1,
  deadline: -1,
  wait: 'none',
  line: 0,
  source: 0,
  handlers: NONE,
  end: -1,
  lastEvent: seq,
});
