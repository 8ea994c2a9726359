/**
 * Synchronisation state of concurrent.futures' executors: whether one accepts tasks, its worker threads or processes,
 * and the number of idle ones. Tasks wait in an ordinary queue; the rest is vocabulary code.
 */
import type { ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import { getSlot, setSlot } from '../heap.ts';
import { addItem, countItems } from '../items.ts';
import { Aspect, cellOf, type Footprint, objectCell, writesObject } from '../footprint.ts';
import type { Kernel, OpSpec, ProcessPart } from '../kernel.ts';
import {
  H_OBJECTS,
  O_A,
  O_B,
  O_C,
  O_D,
  O_F,
  O_KIND,
  O_PART,
  O_PROCESS,
  O_WAITERS,
  objectAt,
  P_MAIN,
  P_METHOD,
  processAt,
  T_OVER,
  threadAt,
} from '../memory.ts';
import { unpack } from '../packed.ts';
import { kindCode, type ObjectSpec } from '../object-spec.ts';
import { creates, partAt } from './create.ts';
import { isOpen } from './ends.ts';
import { SENDERS } from './direction.ts';
import { addMessage, pipeSend, sendsInto } from './pipe.ts';
import { processOf, StartMethod } from './process-record.ts';
import { queuePut } from './queue.ts';

/** 1 once it accepts no more tasks, plus 2 once it is broken; higher bits belong to the vocabulary code. */
const STATE = O_A;
/**
 * Threads: its number among those without a name prefix, from 1; 0 for one with a name. Processes: -1 minus the
 * direction of the wake-up pipe of its manager thread.
 */
const NUMBER = O_B;
const IDLE = O_C;
/** A slot: indices of its threads or processes. */
const THREADS = O_D; // and O_E
const MOST = O_F;

/** Number of unnamed executors of the caller's process. */
function countNumbered(k: Kernel, thread: ThreadIndex): number {
  const { i32 } = k.memory;
  let most = 0;
  for (let object = 0; object < i32[H_OBJECTS]!; object++) {
    const at = objectAt(object);
    if (i32[at + O_KIND] !== kindCode.executor || i32[at + O_PROCESS] !== processOf(k, thread))
      continue;
    most = Math.max(most, i32[at + NUMBER]!);
  }
  return most;
}

export const executorObject: ObjectSpec = {
  kind: 'executor',
  lines: [],
  slots: [THREADS],
  /** n: max_workers. */
  begin(k, at, op) {
    k.memory.i32[at + MOST] = op.n;
    setSlot(k.memory, at + THREADS, '[]');
  },
  tell: (k, at) => ({ measure: 0, limit: k.memory.i32[at + MOST]! }),
};

const op = (name: string, effect: OpSpec['effect']): OpSpec => ({
  info: { name },
  about: 'object',
  touches: writesObject,
  guard: () => true,
  effect,
});

/** Result: its number, from 0, as in its threads' names. */
export const executorNumber: OpSpec = {
  ...op('number', (k, thread, { target }) => {
    const number = countNumbered(k, thread);
    k.memory.i32[objectAt(target) + NUMBER] = number + 1;
    return number;
  }),
  touches(k, thread, { target }, f) {
    f.writes(objectCell(target));
    f.writes(cellOf(Aspect.names, processOf(k, thread)));
  },
};

/**
 * n: flags to set, 1 no more tasks, 2 broken; 0 to query only. Result: the sum of all flags, plus 4 if the main
 * thread's code is over.
 */
const changeState: OpSpec['effect'] = (k, thread, { target, n }) => {
  const { i32 } = k.memory;
  const at = objectAt(target) + STATE;
  i32[at] = i32[at]! | n;
  const main = i32[processAt(processOf(k, thread)) + P_MAIN]!;
  return i32[at] + 4 * i32[threadAt(main) + T_OVER]!;
};
export const executorState = op('state', changeState);
/** The same under the name of the public method. */
export const executorShutdown = op('shutdown', changeState);

/** value: the writing end of its manager's wake-up pipe. */
export const executorWakeup = op('wakeup', (k, _thread, { target, value }) => {
  k.memory.i32[objectAt(target) + NUMBER] = -1 - sendsInto(Number(value));
  return undefined;
});

/** Result: 1 if the caller's process forks its children. */
export const executorForks: OpSpec = {
  ...op('start-method', (k, thread) => {
    const method = k.memory.i32[processAt(processOf(k, thread)) + P_METHOD];
    return method === StartMethod.fork ? 1 : 0;
  }),
  about: 'none',
  touches: (k, thread, _op, f) => f.reads(cellOf(Aspect.settings, processOf(k, thread))),
};

/** A thread has finished a task. */
export const executorIdle = op('idle', (k, _thread, { target }) => {
  const { i32 } = k.memory;
  i32[objectAt(target) + IDLE] = i32[objectAt(target) + IDLE]! + 1;
  return undefined;
});

/** As _adjust_thread_count. Result: number of the thread to start for a new task, or -1. */
export const executorAdjust = op('adjust', (k, _thread, { target }) => {
  const { i32 } = k.memory;
  const at = objectAt(target);
  if (i32[at + IDLE]! > 0) {
    i32[at + IDLE] = i32[at + IDLE]! - 1;
    return -1;
  }
  const count = (unpack(getSlot(k.memory, at + THREADS)) as number[]).length;
  return count < i32[at + MOST]! ? count : -1;
});

/** value: the new list of threads; undefined to query. Result: the list. */
export const executorThreads = op('threads', (k, _thread, { target, value }) => {
  const slot = objectAt(target) + THREADS;
  if (value !== undefined) setSlot(k.memory, slot, value);
  return getSlot(k.memory, slot);
});

/** What {@link dismissExecutors} touches. */
function touchesDismissal(k: Kernel, thread: ThreadIndex, f: Footprint): void {
  const { i32 } = k.memory;
  for (let object = 0; object < i32[H_OBJECTS]!; object++) {
    const at = objectAt(object);
    if (i32[at + O_PROCESS] !== processOf(k, thread)) continue;
    const number = i32[at + O_KIND] === kindCode.executor ? i32[at + NUMBER]! : 0;
    if (number < 0) f.writes(objectCell(-1 - number));
    if (i32[at + O_PART] !== 0 && isThreadsQueue(k, at)) f.writes(objectCell(object));
  }
}

/** The code of a main thread is over: its executors finish their tasks, and their threads end. */
function dismissExecutors(k: Kernel, thread: ThreadIndex): void {
  const { i32 } = k.memory;
  const put = k.codeOf(queuePut);
  for (let object = 0; object < i32[H_OBJECTS]!; object++) {
    const at = objectAt(object);
    if (i32[at + O_PROCESS] !== processOf(k, thread)) continue;
    if (i32[at + O_KIND] === kindCode.executor && i32[at + NUMBER]! < 0) wakeManager(k, thread, at);
    if (i32[at + O_PART] === 0 || !isThreadsQueue(k, at)) continue;
    const item = { value: 'null', sent: k.nextEvent(), sender: thread, carried: false };
    addItem(k.memory, at + O_A, item, 'back');
    const value = countItems(k.memory, at + O_A);
    k.write(Phase.done, thread, { op: put, object, value, text: 'None' });
    k.wakeOne(at + O_WAITERS);
  }
}

/** The task queue of an executor of threads; processes get tasks from its manager thread. */
function isThreadsQueue(k: Kernel, at: number): boolean {
  const { of, role } = partAt(k, at);
  const kind = of === undefined ? -1 : k.memory.i32[objectAt(of) + O_KIND];
  return (
    role === 'task-queue' &&
    kind === kindCode.executor &&
    k.memory.i32[objectAt(of!) + NUMBER]! >= 0
  );
}

function wakeManager(k: Kernel, thread: ThreadIndex, executor: number): void {
  const object = -1 - k.memory.i32[executor + NUMBER]!;
  if (!isOpen(k, objectAt(object) + SENDERS, processOf(k, thread))) return;
  const item = { value: 'null', sent: k.nextEvent(), sender: thread, carried: false };
  const value = countItems(k.memory, objectAt(object) + O_A) + 1;
  k.write(Phase.done, thread, { op: k.codeOf(pipeSend), object, value, text: 'None' });
  addMessage(k, object, item);
}

export const executorPart: ProcessPart = {
  codeOver: dismissExecutors,
  touchesCodeOver: touchesDismissal,
};

export const executorOps = {
  'executor.create': creates(executorObject),
  'executor.number': executorNumber,
  'executor.state': executorState,
  'executor.shutdown': executorShutdown,
  'executor.wakeup': executorWakeup,
  'executor.forks': executorForks,
  'executor.idle': executorIdle,
  'executor.adjust': executorAdjust,
  'executor.threads': executorThreads,
} satisfies Record<string, OpSpec>;
