/**
 * threading.Thread: create, start, join, and the begin and end performed by its driver. Queries are in thread-info.ts.
 */
import type { ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { Phase, type EndStatus, type ThreadDetails, type Belonging } from '../../trace/format.ts';
import { startClock } from '../clock.ts';
import { PyError } from '../errors.ts';
import { freeBlock, readBlock, writeBlock } from '../heap.ts';
import {
  Aspect,
  cellOf,
  type Footprint,
  readsThread,
  threadCell,
  writesThread,
} from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { initList } from '../lists.ts';
import {
  H_ALIVE,
  H_REAL,
  H_THREADS,
  LIMITS,
  P_ALIVE,
  P_MAIN,
  P_MANNER,
  P_NAME,
  P_THREAD_NAMES,
  processAt,
  T_DAEMON,
  T_EVENT,
  T_JOB,
  T_JOINERS,
  T_NAME,
  T_NEXT,
  T_OBJECT,
  T_OP,
  T_OVER,
  T_PROCESS,
  T_SELF,
  T_STARTERS,
  T_STATE,
  T_WORKER,
  threadAt,
  ThreadState,
  type Memory,
} from '../memory.ts';
import { unpack, type PackedHandle } from '../packed.ts';
import { flushOutput, touchesFlush } from './console.ts';
import { ProcessManner } from './process-record.ts';

/** Arguments of `thread.create` and `process.create` in `value`, packed. */
export interface ThreadArgs {
  /** Name of its exported function*. */
  readonly target: string;
  readonly args: readonly unknown[];
  /** Empty: a default name, as Python makes it. */
  readonly name: string;
  /** null: inherited from the creating thread or process. */
  readonly daemon: boolean | null;
  /**
   * A Thread subclass instance whose run() is the thread's code: its packed handle, with an index yet to be filled in.
   */
  readonly self?: PackedHandle;
  readonly part?: Belonging;
}

interface Job {
  readonly target: string;
  readonly args: readonly unknown[];
  readonly name: string;
  readonly daemon: boolean;
  readonly self?: PackedHandle | undefined;
  readonly part?: Belonging | undefined;
}

/** A function of the vocabulary is shown by the name after the dot. */
export const shownTarget = (target: string): string => target.slice(target.lastIndexOf('.') + 1);

export function createThread(
  k: Kernel,
  creator: ThreadIndex,
  process: ProcessIndex,
  job: Job,
): ThreadIndex {
  const { i32 } = k.memory;
  const index = i32[H_THREADS]!;
  if (index >= LIMITS.threads) {
    const told = `a run has room for ${LIMITS.threads} threads, those that have ended among them`;
    throw new PyError('MemoryError', told);
  }
  const at = threadAt(index);
  const { target, args, self } = job;
  const details: ThreadDetails = {
    name: job.name,
    process,
    daemon: job.daemon,
    target: self === undefined ? shownTarget(target) : `${self.$}.run`,
    ...job.part,
  };
  const packedJob = self === undefined ? [target, args] : [target, args, { ...self, id: index }];
  i32[at + T_JOB] = writeBlock(k.memory, JSON.stringify(packedJob));
  i32[at + T_SELF] =
    self === undefined ? 0 : writeBlock(k.memory, JSON.stringify({ ...self, id: index }));
  i32[at + T_NAME] = writeBlock(k.memory, job.name);
  i32[at + T_STATE] = ThreadState.created;
  i32[at + T_PROCESS] = process;
  i32[at + T_DAEMON] = job.daemon ? 1 : 0;
  i32[at + T_OP] = -1;
  i32[at + T_OBJECT] = -1;
  i32[at + T_NEXT] = -1;
  i32[at + T_WORKER] = -1;
  i32[at + T_EVENT] = -1;
  initList(i32, at + T_JOINERS);
  initList(i32, at + T_STARTERS);
  i32[H_THREADS] = index + 1;
  k.made.push({ what: 'thread', index });
  k.write(Phase.thread, creator, { other: index, text: details });
  return index;
}

/** Makes a created thread runnable; `cause`: the event that did so. */
export function launchThread(k: Kernel, thread: ThreadIndex, cause: number): void {
  const { i32 } = k.memory;
  const at = threadAt(thread);
  i32[H_ALIVE] = i32[H_ALIVE]! + 1;
  i32[at + T_STATE] = ThreadState.starting;
  i32[at + T_EVENT] = cause;
  if (i32[at + T_DAEMON] === 0) {
    const alive = processAt(i32[at + T_PROCESS]!) + P_ALIVE;
    i32[alive] = i32[alive]! + 1;
  }
  k.launch(thread);
}

/** What a thread's driver needs to start its code. */
export interface JobDetails {
  /** JSON of `[target, args]`, or of `[target, args, self]`; '' if run() has consumed it. */
  readonly job: string;
  /** True for the first thread of a process. */
  readonly isMain: boolean;
  /** Name of its process; '' if the process is no child of multiprocessing. */
  readonly process: string;
}

export function jobOf(memory: Memory, thread: ThreadIndex): JobDetails {
  const { i32 } = memory;
  const at = threadAt(thread);
  const processAddress = processAt(i32[at + T_PROCESS]!);
  return {
    job: readBlock(memory, i32[at + T_JOB]!),
    isMain: i32[processAddress + P_MAIN] === thread,
    process:
      i32[processAddress + P_MANNER] === ProcessManner.interpreter
        ? ''
        : readBlock(memory, i32[processAddress + P_NAME]!),
  };
}

/** Whether it has ended, or is a main thread whose code is over. */
const isOver = (k: Kernel, thread: ThreadIndex): boolean =>
  k.memory.i32[threadAt(thread) + T_STATE] === ThreadState.ended ||
  k.memory.i32[threadAt(thread) + T_OVER] === 1;

/**
 * Whether the thread exists in the asker's process only by inheritance: after a fork only the forking thread continues
 * in the child.
 */
const isForeign = (k: Kernel, asker: ThreadIndex, thread: ThreadIndex): boolean =>
  k.memory.i32[threadAt(asker) + T_PROCESS] !== k.memory.i32[threadAt(thread) + T_PROCESS];

const processIndexOf = (k: Kernel, thread: ThreadIndex): ProcessIndex =>
  k.memory.i32[threadAt(thread) + T_PROCESS]!;

function touchesOwnLife(k: Kernel, thread: ThreadIndex, f: Footprint): void {
  f.writes(threadCell(thread));
  f.adds(cellOf(Aspect.alive, processIndexOf(k, thread)));
}

const hasBegun = (k: Kernel, thread: ThreadIndex): boolean =>
  k.memory.i32[threadAt(thread) + T_STATE]! > ThreadState.starting;

export const threadCreate: OpSpec = {
  info: { name: 'create' },
  about: 'none',
  touches: (k, thread, op, f) => {
    const isNamed = typeof op.value === 'string' && !op.value.includes('"name":""');
    if (!isNamed) f.writes(cellOf(Aspect.names, processIndexOf(k, thread)));
  },
  guard: () => true,
  effect(k, thread, op) {
    const { i32 } = k.memory;
    const { target, args, name, daemon, self, part } = unpack(op.value ?? '{}') as ThreadArgs;
    const process = i32[threadAt(thread) + T_PROCESS]!;
    const counter = processAt(process) + P_THREAD_NAMES;
    const number = i32[counter]! + 1;
    const index = createThread(k, thread, process, {
      target,
      args,
      name:
        name !== ''
          ? name
          : shownTarget(target) === ''
            ? `Thread-${number}`
            : `Thread-${number} (${shownTarget(target)})`,
      daemon: daemon ?? i32[threadAt(thread) + T_DAEMON] === 1,
      self,
      part,
    });
    if (name === '') i32[counter] = number;
    k.said.quiet = true;
    return index;
  },
};

export const threadStart: OpSpec = {
  info: { name: 'start', life: 'start' },
  about: 'thread',
  touches: (k, _thread, { target }, f) => {
    f.writes(threadCell(target));
    f.adds(cellOf(Aspect.alive, processIndexOf(k, target)));
  },
  guard: () => true,
  effect(k, _thread, op) {
    const { i32 } = k.memory;
    if (i32[threadAt(op.target) + T_STATE] !== ThreadState.created) {
      throw new PyError('RuntimeError', 'threads can only be started once');
    }
    if (i32[H_ALIVE]! >= LIMITS.alive) throw new PyError('RuntimeError', "can't start new thread");
    // The event of this very op comes next.
    launchThread(k, op.target, k.nextEvent());
    return undefined;
  },
};

/** Second half of start(): returns once the new thread runs. */
export const threadStarted: OpSpec = {
  info: { name: 'started', wait: 'join', life: 'await-start' },
  about: 'thread',
  touches(k, _thread, { target }, f) {
    // begun never becomes false again.
    if (!hasBegun(k, target)) f.reads(cellOf(Aspect.begun, target));
  },
  guard: (k, _thread, op) => hasBegun(k, op.target),
  effect: () => undefined,
  waitsIn: (_k, _thread, op) => threadAt(op.target) + T_STARTERS,
  inTheWay: (_k, op) => op.target,
};

/** First act of a thread's driver. Result: its index. */
export const threadBegin: OpSpec = {
  info: { name: 'begin' },
  about: 'none',
  touches(k, thread, _op, f) {
    f.writes(cellOf(Aspect.begun, thread));
    touchesOwnLife(k, thread, f);
  },
  guard: () => true,
  effect(k, thread) {
    const at = threadAt(thread);
    startClock(k.memory, k.memory.f64[H_REAL >> 1]!);
    k.write(Phase.start, thread, { cause: k.memory.i32[at + T_EVENT]! });
    k.memory.i32[at + T_STATE] = ThreadState.running;
    k.wakeAll(at + T_STARTERS);
    k.said.quiet = true;
    return thread;
  },
};

const isInterpreter = ({ memory: { i32 } }: Kernel, thread: ThreadIndex): boolean =>
  i32[processAt(i32[threadAt(thread) + T_PROCESS]!) + P_MANNER] === ProcessManner.interpreter;

/** The code of a main thread is over: releases its joiners, while it waits for the other threads and exits. */
export const threadFinish: OpSpec = {
  info: { name: 'finish' },
  about: 'none',
  touches: (k, thread, _op, f) => {
    f.writes(threadCell(thread));
    for (const part of k.ops.processParts) part.touchesCodeOver?.(k, thread, f);
    if (isInterpreter(k, thread)) touchesFlush(k, thread, f);
  },
  guard: () => true,
  effect(k, thread) {
    const at = threadAt(thread);
    if (isInterpreter(k, thread)) flushOutput(k, thread);
    k.memory.i32[at + T_OVER] = 1;
    for (const part of k.ops.processParts) part.codeOver?.(k, thread);
    k.memory.i32[at + T_EVENT] = k.nextEvent();
    k.wakeAll(at + T_JOINERS);
    return undefined;
  },
};

/** Thread.run() called as a plain method: consumes the job, which can run once. Result: the job, as in JobDetails. */
export const threadRun: OpSpec = {
  info: { name: 'run' },
  about: 'thread',
  touches: writesThread,
  guard: () => true,
  effect(k, _thread, op) {
    const at = threadAt(op.target);
    const block = k.memory.i32[at + T_JOB]!;
    if (block === 0) {
      throw new PyError('AttributeError', "'Thread' object has no attribute '_target'");
    }
    const job = readBlock(k.memory, block);
    freeBlock(k.memory, block);
    k.memory.i32[at + T_JOB] = 0;
    return job;
  },
};

/** Last act of a thread's driver. n: an EndStatus; value: the report for stderr, packed. */
export const threadEnd: OpSpec = {
  info: { name: 'end' },
  about: 'none',
  touches: (k, thread, _op, f) => touchesOwnLife(k, thread, f),
  guard: () => true,
  effect(k, thread, op) {
    const report = op.value === undefined ? '' : (unpack(op.value) as string);
    k.endThread(thread, op.n as EndStatus, report);
    k.said.quiet = true;
    return undefined;
  },
};

export const threadJoin: OpSpec = {
  info: { name: 'join', wait: 'join', life: 'join' },
  about: 'thread',
  touches: readsThread,
  guard(k, thread, op) {
    if (!hasBegun(k, op.target)) {
      throw new PyError('RuntimeError', 'cannot join thread before it is started');
    }
    if (op.target === thread) throw new PyError('RuntimeError', 'cannot join current thread');
    return isForeign(k, thread, op.target) || isOver(k, op.target);
  },
  effect(k, _thread, op) {
    k.said.cause = k.memory.i32[threadAt(op.target) + T_EVENT]!;
    return undefined;
  },
  waitsIn: (_k, _thread, op) => threadAt(op.target) + T_JOINERS,
  inTheWay: (_k, op) => op.target,
};

export const threadIsAlive: OpSpec = {
  info: { name: 'is-alive' },
  about: 'thread',
  touches: readsThread,
  guard: () => true,
  effect(k, thread, op) {
    const isAlive =
      !isForeign(k, thread, op.target) && hasBegun(k, op.target) && !isOver(k, op.target);
    const alive = isAlive ? 1 : 0;
    k.said.value = alive;
    return alive;
  },
};

export const threadOps = {
  'thread.create': threadCreate,
  'thread.start': threadStart,
  'thread.started': threadStarted,
  'thread.begin': threadBegin,
  'thread.end': threadEnd,
  'thread.join': threadJoin,
  'thread.finish': threadFinish,
  'thread.run': threadRun,
  'thread.isAlive': threadIsAlive,
} satisfies Record<string, OpSpec>;
