/** threading.Thread: create, start, join; and the two ends of its life, which its driver performs. */
import type { ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { Phase, type EndStatus, type ThreadDetails } from '../../trace/format.ts';
import { PyError } from '../errors.ts';
import { readBlock, writeBlock } from '../heap.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { initList } from '../lists.ts';
import {
  H_THREADS,
  LIMITS,
  P_ALIVE,
  P_MAIN,
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
  T_PROCESS,
  T_STARTERS,
  T_STATE,
  T_WORKER,
  threadAt,
  ThreadState,
  type Memory,
} from '../memory.ts';
import { unpack } from '../packed.ts';

/** What `thread.create` and `process.create` carry in `value`, packed. */
export interface ThreadArgs {
  /** Name of the exported function* it runs. */
  readonly target: string;
  readonly args: readonly unknown[];
  /** Empty: a default name, as Python makes it. */
  readonly name: string;
  /** null: as the creating thread or process. */
  readonly daemon: boolean | null;
}

export function createThread(
  k: Kernel,
  creator: ThreadIndex,
  process: ProcessIndex,
  job: { target: string; args: readonly unknown[]; name: string; daemon: boolean },
): ThreadIndex {
  const { i32 } = k.memory;
  const index = i32[H_THREADS]!;
  if (index >= LIMITS.threads) throw new PyError('RuntimeError', "can't start new thread");
  const at = threadAt(index);
  i32[at + T_JOB] = writeBlock(k.memory, JSON.stringify([job.target, job.args]));
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
  const details: ThreadDetails = {
    name: job.name,
    process,
    daemon: job.daemon,
    target: job.target,
  };
  k.write(Phase.thread, creator, { other: index, text: JSON.stringify(details) });
  return index;
}

/** Makes a created thread runnable: `cause` is the event that did it. */
export function launchThread(k: Kernel, thread: ThreadIndex, cause: number): void {
  const { i32 } = k.memory;
  const at = threadAt(thread);
  i32[at + T_STATE] = ThreadState.starting;
  i32[at + T_EVENT] = cause;
  if (i32[at + T_DAEMON] === 0) {
    const alive = processAt(i32[at + T_PROCESS]!) + P_ALIVE;
    i32[alive] = i32[alive]! + 1;
  }
  k.launch(thread);
}

/** What the driver of a thread needs to know to give it its life. */
export interface JobDetails {
  /** JSON of `[target, args]`. */
  readonly job: string;
  /** True for the first thread of a process. */
  readonly isMain: boolean;
  readonly name: string;
  /** Name of its process; '' for the main one. */
  readonly process: string;
}

export function jobOf(memory: Memory, thread: ThreadIndex): JobDetails {
  const { i32 } = memory;
  const at = threadAt(thread);
  const process = i32[at + T_PROCESS]!;
  const processAddress = processAt(process);
  return {
    job: readBlock(memory, i32[at + T_JOB]!),
    isMain: i32[processAddress + P_MAIN] === thread,
    name: readBlock(memory, i32[at + T_NAME]!),
    process: process === 0 ? '' : readBlock(memory, i32[processAddress + P_NAME]!),
  };
}

const none = { wait: 'none', hold: 'none', flow: 'none' } as const;
const hasEnded = (k: Kernel, thread: ThreadIndex): boolean =>
  k.memory.i32[threadAt(thread) + T_STATE] === ThreadState.ended;

export const threadCreate: OpSpec = {
  info: { name: 'create', ...none },
  about: 'none',
  guard: () => true,
  effect(k, thread, op) {
    const { i32 } = k.memory;
    const { target, args, name, daemon } = unpack(op.value ?? '{}') as ThreadArgs;
    const process = i32[threadAt(thread) + T_PROCESS]!;
    const counter = processAt(process) + P_THREAD_NAMES;
    const number = i32[counter]! + 1;
    const index = createThread(k, thread, process, {
      target,
      args,
      name:
        name !== '' ? name : target === '' ? `Thread-${number}` : `Thread-${number} (${target})`,
      daemon: daemon ?? i32[threadAt(thread) + T_DAEMON] === 1,
    });
    if (name === '') i32[counter] = number;
    k.said.quiet = true;
    return index;
  },
};

export const threadStart: OpSpec = {
  info: { name: 'start', ...none },
  about: 'thread',
  guard: () => true,
  effect(k, _thread, op) {
    const { i32 } = k.memory;
    if (i32[threadAt(op.target) + T_STATE] !== ThreadState.created) {
      throw new PyError('RuntimeError', 'threads can only be started once');
    }
    // The event of this very op comes next.
    launchThread(k, op.target, k.nextEvent());
    return undefined;
  },
};

/** The second half of start(): it comes back only once the new thread runs. */
export const threadStarted: OpSpec = {
  info: { name: 'started', wait: 'join', hold: 'none', flow: 'none' },
  about: 'thread',
  guard: (k, _thread, op) => k.memory.i32[threadAt(op.target) + T_STATE]! > ThreadState.starting,
  effect: () => undefined,
  waitsIn: (_k, _thread, op) => threadAt(op.target) + T_STARTERS,
  inTheWay: (_k, op) => op.target,
};

/** First act of a thread's driver. */
export const threadBegin: OpSpec = {
  info: { name: 'begin', ...none },
  about: 'none',
  guard: () => true,
  effect(k, thread) {
    const at = threadAt(thread);
    k.write(Phase.start, thread, { cause: k.memory.i32[at + T_EVENT]! });
    k.memory.i32[at + T_STATE] = ThreadState.running;
    k.wakeAll(at + T_STARTERS);
    k.said.quiet = true;
    return undefined;
  },
};

/** Last act of a thread's driver. n: an EndStatus; value: the report for stderr, packed. */
export const threadEnd: OpSpec = {
  info: { name: 'end', ...none },
  about: 'none',
  guard: () => true,
  effect(k, thread, op) {
    const report = op.value === undefined ? '' : (unpack(op.value) as string);
    k.endThread(thread, op.n as EndStatus, report);
    k.said.quiet = true;
    return undefined;
  },
};

export const threadJoin: OpSpec = {
  info: { name: 'join', wait: 'join', hold: 'none', flow: 'none' },
  about: 'thread',
  guard(k, thread, op) {
    if (op.target === thread) throw new PyError('RuntimeError', 'cannot join current thread');
    if (k.memory.i32[threadAt(op.target) + T_STATE] === ThreadState.created) {
      throw new PyError('RuntimeError', 'cannot join thread before it is started');
    }
    return hasEnded(k, op.target);
  },
  effect(k, _thread, op) {
    k.said.cause = k.memory.i32[threadAt(op.target) + T_EVENT]!;
    return undefined;
  },
  waitsIn: (_k, _thread, op) => threadAt(op.target) + T_JOINERS,
  inTheWay: (_k, op) => op.target,
};

export const threadIsAlive: OpSpec = {
  info: { name: 'is-alive', ...none },
  about: 'thread',
  guard: () => true,
  effect(k, _thread, op) {
    const state = k.memory.i32[threadAt(op.target) + T_STATE]!;
    const alive = state !== ThreadState.created && state !== ThreadState.ended;
    k.said.value = alive ? 1 : 0;
    return alive ? 1 : 0;
  },
};

export const threadName: OpSpec = {
  info: { name: 'name', ...none },
  about: 'thread',
  guard: () => true,
  effect(k, _thread, op) {
    const name = readBlock(k.memory, k.memory.i32[threadAt(op.target) + T_NAME]!);
    k.said.text = name;
    return JSON.stringify(name);
  },
};

/** The index of the thread that asks. */
export const threadCurrent: OpSpec = {
  info: { name: 'current', ...none },
  about: 'none',
  guard: () => true,
  effect: (_k, thread) => thread,
};
