/**
 * multiprocessing.Queue, JoinableQueue and SimpleQueue: items between processes.
 *
 * In CPython a feeder thread does a Queue's put: the item goes into a buffer of the process, and from there into a pipe
 * that holds 64 KiB. Here the feeder is always fast enough: an item is in the queue as soon as it is put, which is one
 * of the orders that CPython allows. What a program can observe is kept: put never waits for the pipe, a process does
 * not exit before the pipe has taken everything that it has put, and queue-feeder.ts has the states after the feeder's
 * end.
 */
import type { ObjectIndex, ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import { PyError } from '../errors.ts';
import { Order, addItem, countItems, itemsOf, takeItem } from '../items.ts';
import {
  type Footprint,
  objectCell,
  readsObject,
  touchesNothing,
  triesObject,
  writesObject,
} from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import {
  H_PROCESSES,
  O_A,
  O_D,
  O_F,
  O_H,
  O_I,
  O_WAITERS,
  O_WAITERS_2,
  O_WAITERS_3,
  objectAt,
  P_LAST,
  processAt,
  T_PROCESS,
  threadAt,
} from '../memory.ts';
import { reprPacked, unpack, type Packed } from '../packed.ts';
import { addressOf } from '../repr.ts';
import type { Request } from '../request.ts';
import { consoleReport } from './console.ts';
import { type CreateArgs, type ObjectSpec } from '../object-spec.ts';
import { creates } from './create.ts';
import { PIPE_BYTES, RECEIVERS, SENDERS, settleClose } from './direction.ts';
import { isWaiting, markClosed, openEnd } from './ends.ts';
import { createDirection, holdEnds, pipeReceive, pipeSend, takeEnds, pipePoll } from './pipe.ts';
import { READER, under, wakeAtEnd, WRITER } from './end-lock.ts';
import { pickled, receivesHandles, sendsHandles } from './pickle.ts';
import { processOf } from './process-record.ts';
import {
  countLost,
  endFeeders,
  isAtEnd,
  loseItem,
  setStanding,
  sharedQueues,
  Standing,
  stands,
  touchesFeeders,
  touchesStanding,
} from './queue-feeder.ts';

/** First, last, count. */
const ITEMS = O_A;
/** 0: without limit. */
const MAXSIZE = O_D;
/** n of a put that raises if the item cannot be pickled; otherwise the feeder reports it on stderr. */
export const STRICT = 1;

/** Unfinished items (of a JoinableQueue). */
const UNFINISHED = O_F;

/**
 * Threads killed in join(), which is a wait on a multiprocessing.Condition (Lib/multiprocessing/queues.py). The
 * task_done() for the last item notifies them too and never returns (see process-sleepers.ts): it is HUNG, holding the
 * Condition's lock.
 */
const DEAD_JOINERS = O_H;
const HUNG = -1;

const isHung = (k: Kernel, op: Request): boolean =>
  k.memory.i32[objectAt(op.target) + DEAD_JOINERS] === HUNG;

/** 1: a JoinableQueue. */
const JOINABLE = O_I;

/** Class name for messages. */
function nameOf(k: Kernel, { target }: Request): string {
  const name = k.memory.i32[objectAt(target) + JOINABLE] === 1 ? 'JoinableQueue' : 'Queue';
  return `<multiprocessing.queues.${name} object at ${addressOf(target)}>`;
}

const sharedQueueObject: ObjectSpec = {
  kind: 'queue',
  // Waiting getters, putters and joiners.
  lines: [{ at: O_WAITERS }, { at: O_WAITERS_2 }, { at: O_WAITERS_3 }],
  items: { at: ITEMS, order: Order.fifo },
  /** n: maxsize; value of its CreateArgs: 1 for a JoinableQueue. */
  begin(k, at, op, args) {
    k.memory.i32[at + MAXSIZE] = Math.max(0, op.n);
    k.memory.i32[at + JOINABLE] = args.value === 1 ? 1 : 0;
  },
  tell(k, at) {
    const maxsize = k.memory.i32[at + MAXSIZE]!;
    return { measure: countItems(k.memory, at + ITEMS), limit: maxsize > 0 ? maxsize : -1 };
  },
};

const sharedQueueCreate = creates(sharedQueueObject);

const isClosed = (k: Kernel, thread: ThreadIndex, op: Request): boolean =>
  stands(k, op.target, processOf(k, thread), Standing.closed);

/** Whether the thread's process has closed its ends of the pipe. */
const isShut = (k: Kernel, thread: ThreadIndex, op: Request): boolean =>
  stands(k, op.target, processOf(k, thread), Standing.shut);

const shutError = (): PyError => new PyError('OSError', 'handle is closed');

/** put() and get() check before they wait, and not again. */
const isRefused = (k: Kernel, thread: ThreadIndex, op: Request): boolean =>
  isClosed(k, thread, op) && !isWaiting(k, thread);

function requireNotClosed(k: Kernel, thread: ThreadIndex, op: Request): void {
  if (isRefused(k, thread, op)) throw new PyError('ValueError', `Queue ${nameOf(k, op)} is closed`);
}

const isFull = (k: Kernel, op: Request): boolean => {
  const maxsize = k.memory.i32[objectAt(op.target) + MAXSIZE]!;
  return maxsize > 0 && sizeOfQueue(k, op) >= maxsize;
};

const touchesPut = sendsHandles(
  triesObject((k, thread, op) => isRefused(k, thread, op) || !isFull(k, op)),
);

const sharedQueuePut: OpSpec = {
  info: { name: 'put', wait: 'sync', flow: 'send' },
  about: 'object',
  touches(k, thread, op, f) {
    touchesPut(k, thread, op, f);
    touchesStanding(k, op.target, processOf(k, thread), Standing.fed | Standing.unfed, f);
  },
  guard: (k, thread, op) => isRefused(k, thread, op) || !isFull(k, op),
  /** Result: 1 if it never returns, because a hung task_done() holds the lock. */
  effect(k, thread, op) {
    requireNotClosed(k, thread, op);
    const { i32 } = k.memory;
    const at = objectAt(op.target);
    const process = processOf(k, thread);
    const hangs = isHung(k, op);
    if (hangs || stands(k, op.target, process, Standing.unfed)) {
      loseItem(k, op.target, process);
      if (!hangs) i32[at + UNFINISHED] = i32[at + UNFINISHED]! + 1;
      k.said.value = depthOf(k, op);
      return hangs ? 1 : 0;
    }
    setStanding(k, op.target, process, Standing.fed);
    let value: Packed;
    try {
      value = pickled(k, thread, op.value ?? 'null');
      if (isShut(k, thread, op)) throw shutError();
    } catch (error) {
      if (op.n === STRICT || !(error instanceof PyError)) throw error;
      dropItem(k, thread, op, error);
      return 0;
    }
    holdEnds(k, thread, value);
    const item = { value, sent: k.nextEvent(), sender: thread, carried: false };
    addItem(k.memory, at + ITEMS, item, 'back');
    i32[at + UNFINISHED] = i32[at + UNFINISHED]! + 1;
    wakeAtEnd(k, op.target, READER);
    k.said.value = countItems(k.memory, at + ITEMS);
    k.said.text = reprPacked(value);
    return 0;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS_2,
  expire() {
    throw new PyError('Full');
  },
};

/** The feeder thread's handling of an item that cannot be pickled: it reports on stderr and continues with the next. */
function dropItem(k: Kernel, thread: ThreadIndex, op: Request, error: PyError): void {
  const { i32 } = k.memory;
  const unfinished = objectAt(op.target) + UNFINISHED;
  i32[unfinished] = i32[unfinished]! + 1;
  k.write(Phase.done, thread, { op: op.code, object: op.target, value: depthOf(k, op) });
  const place = 'File "multiprocessing/queues.py", in _feed';
  const text = `Traceback (most recent call last):\n  ${place}\n${String(error)}`;
  k.write(Phase.done, thread, { op: k.codeOf(consoleReport), text });
  k.said.quiet = true;
}

const holdsReader = (k: Kernel, thread: ThreadIndex, op: Request): boolean =>
  k.memory.i32[objectAt(op.target) + READER.word] === thread + 1;

const touchesGet = receivesHandles(ITEMS, writesObject);

/** @param reads whether it started reading before the ends were closed */
const gets = (reads: boolean): OpSpec => ({
  info: { name: 'get', wait: 'sync', flow: 'receive' },
  about: 'object',
  touches(k, thread, op, f) {
    touchesGet(k, thread, op, f);
    touchesFeeders(k, op.target, f);
  },
  guard(k, thread, op) {
    if (countItems(k.memory, objectAt(op.target) + ITEMS) > 0) return true;
    return isShut(k, thread, op) && (!holdsReader(k, thread, op) || isAtEnd(k, op.target));
  },
  effect(k, thread, op) {
    if (isShut(k, thread, op)) throw endOfReading(k, thread, op, reads);
    const at = objectAt(op.target);
    const item = takeItem(k.memory, at + ITEMS);
    takeEnds(k, thread, item);
    k.wakeOne(at + O_WAITERS_2);
    // More of the rest may fit into the pipe now, which may let a process exit.
    for (let p = 0; p < k.memory.i32[H_PROCESSES]!; p++) k.wakeAll(processAt(p) + P_LAST);
    endFeeders(k, op.target, (process) => holdsBack(k, at, process));
    k.said.value = countItems(k.memory, at + ITEMS);
    k.said.text = reprPacked(item.value);
    k.said.cause = item.sent;
    k.said.other = item.sender;
    return item.value;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS,
  expire() {
    throw new PyError('Empty');
  },
});

/**
 * Exception of get() when the ends are closed. A get() without a timeout that was already reading continues: it gets
 * EOF, or loses the next item, since its handle is None by the time it has read the length.
 */
function endOfReading(k: Kernel, thread: ThreadIndex, op: Request, reads: boolean): PyError {
  const at = objectAt(op.target);
  if (!reads || op.timeout >= 0) return shutError();
  if (countItems(k.memory, at + ITEMS) === 0) return new PyError('EOFError');
  takeItem(k.memory, at + ITEMS);
  loseItem(k, op.target, processOf(k, thread));
  return new PyError('TypeError', "'NoneType' object cannot be interpreted as an integer");
}

const getsWhatItReads = under(READER, gets(true));
const getsAnew = under(READER, gets(false));
/** Checks whether the queue is closed before it waits for the reader lock. */
const sharedQueueGet: OpSpec = {
  ...getsAnew,
  guard: (k, thread, op) => isRefused(k, thread, op) || getsAnew.guard(k, thread, op),
  effect(k, thread, op) {
    requireNotClosed(k, thread, op);
    const spec = holdsReader(k, thread, op) ? getsWhatItReads : getsAnew;
    return spec.effect(k, thread, op);
  },
};

const asks = (name: string, answer: (k: Kernel, op: Request) => number): OpSpec => ({
  info: { name },
  about: 'object',
  touches: readsObject,
  guard: () => true,
  effect(k, _thread, op) {
    k.said.value = countItems(k.memory, objectAt(op.target) + ITEMS);
    return answer(k, op);
  },
});

const depthOf = (k: Kernel, op: Request): number =>
  countItems(k.memory, objectAt(op.target) + ITEMS);

/** Size by the queue's semaphore, which also counts items that are in no pipe. */
const sizeOfQueue = (k: Kernel, op: Request): number => depthOf(k, op) + countLost(k, op.target);

const sharedQueueQsize = asks('qsize', sizeOfQueue);
const queueEmpty = asks('empty', (k, op) => (depthOf(k, op) === 0 ? 1 : 0));
/** Looks into the pipe. */
const sharedQueueEmpty: OpSpec = {
  ...queueEmpty,
  effect(k, thread, op) {
    if (isShut(k, thread, op)) throw shutError();
    return queueEmpty.effect(k, thread, op);
  },
};
const sharedQueueFull = asks('full', (k, op) => (isFull(k, op) ? 1 : 0));

/** Closes it in this process. Twice is no error. */
const sharedQueueClose: OpSpec = {
  info: { name: 'close' },
  about: 'object',
  touches(k, thread, op, f) {
    writesObject(k, thread, op, f);
    touchesStanding(k, op.target, processOf(k, thread), Standing.closed, f);
  },
  guard: () => true,
  effect(k, thread, op) {
    const at = objectAt(op.target);
    setStanding(k, op.target, processOf(k, thread), Standing.closed);
    endFeeders(k, op.target, (process) => holdsBack(k, at, process));
    k.said.value = depthOf(k, op);
    return undefined;
  },
};

/** Queue.join_thread: waits until the pipe has taken everything that this process has put. */
const sharedQueueJoinThread: OpSpec = {
  info: { name: 'join-thread', wait: 'join' },
  about: 'object',
  touches: readsObject,
  guard: (k, thread, op) =>
    !isClosed(k, thread, op) || !holdsBack(k, objectAt(op.target), processOf(k, thread)),
  effect(k, thread, op) {
    if (!isClosed(k, thread, op)) {
      throw new PyError('AssertionError', `Queue ${nameOf(k, op)} not closed`);
    }
    k.said.value = depthOf(k, op);
    return undefined;
  },
  waitsIn: (k, thread) => processAt(processOf(k, thread)) + P_LAST,
};

const sharedQueueTaskDone: OpSpec = {
  info: { name: 'task-done', turn: 'finish' },
  about: 'object',
  touches: writesObject,
  guard: (k, _thread, op) => !isHung(k, op),
  /** Result: 1 if the notification never ends. */
  effect(k, _thread, op) {
    const { i32 } = k.memory;
    const at = objectAt(op.target);
    if (i32[at + UNFINISHED] === 0) {
      throw new PyError('ValueError', 'task_done() called too many times');
    }
    i32[at + UNFINISHED] = i32[at + UNFINISHED]! - 1;
    k.said.value = depthOf(k, op);
    if (i32[at + UNFINISHED]! > 0) return 0;
    if (i32[at + DEAD_JOINERS] === 0) {
      k.wakeAll(at + O_WAITERS_3);
      return 0;
    }
    i32[at + DEAD_JOINERS] = HUNG;
    return 1;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS_3,
};

/** The rest of a notification that never ends. */
const sharedQueueConfirm: OpSpec = {
  info: { name: 'confirm', wait: 'sync' },
  about: 'object',
  touches: readsObject,
  guard: () => false,
  effect: () => undefined,
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS_3,
};

/** JoinableQueue.join: waits until every item is done. */
const sharedQueueJoin: OpSpec = {
  info: { name: 'join', wait: 'sync', turn: 'await-finished' },
  about: 'object',
  touches: readsObject,
  guard: (k, _thread, op) => k.memory.i32[objectAt(op.target) + UNFINISHED] === 0 && !isHung(k, op),
  effect(k, _thread, op) {
    k.said.value = depthOf(k, op);
    return undefined;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS_3,
  waitShows: true,
  leaves(k, object) {
    const at = objectAt(object);
    if (k.memory.i32[at + DEAD_JOINERS] !== HUNG)
      k.memory.i32[at + DEAD_JOINERS] = k.memory.i32[at + DEAD_JOINERS]! + 1;
  },
};

/** A SimpleQueue is a pipe with both ends open in every process that has it: put waits while the pipe is full. */
const pipePut = under(WRITER, { ...pipeSend, info: { ...pipeSend.info, name: 'put' } });
const pipeGet = under(READER, {
  ...pipeReceive,
  info: { ...pipeReceive.info, name: 'get' },
});

const simpleQueueCreate: OpSpec = {
  info: { name: 'create' },
  about: 'none',
  touches: touchesNothing,
  guard: () => true,
  effect(k, thread, op) {
    const { name, part } = unpack(op.value ?? '{}') as CreateArgs;
    const direction = createDirection(k, thread, name, op.code, part, 'simple-queue');
    shareSimpleQueue(k, direction, processOf(k, thread));
    return direction;
  },
};

const simpleQueueClose: OpSpec = {
  ...sharedQueueClose,
  effect(k, thread, op) {
    const at = objectAt(op.target);
    const process = processOf(k, thread);
    markClosed(k, at + RECEIVERS, process);
    markClosed(k, at + SENDERS, process);
    settleClose(k, thread, op.target, process);
    k.said.value = depthOf(k, op);
    return undefined;
  },
};

/** Opens a SimpleQueue in a process that receives it. */
export function shareSimpleQueue(k: Kernel, direction: ObjectIndex, process: ProcessIndex): void {
  openEnd(k, objectAt(direction) + RECEIVERS, process);
  openEnd(k, objectAt(direction) + SENDERS, process);
}

const sizeOf = (value: Packed): number => (typeof value === 'number' ? 4 : value.length);

/** Whether this process has put items that do not fit into the queue's pipe yet. */
function holdsBack(k: Kernel, at: number, process: ProcessIndex): boolean {
  const { i32 } = k.memory;
  let bytes = 0;
  for (const { value, sender } of itemsOf(k.memory, at + ITEMS)) {
    bytes += sizeOf(value);
    if (bytes > PIPE_BYTES && i32[threadAt(sender) + T_PROCESS] === process) return true;
  }
  return false;
}

/** Footprint of {@link holdsBackItems}. */
export function readsQueues(k: Kernel, f: Footprint): void {
  for (const object of sharedQueues(k)) f.reads(objectCell(object));
}

/** The same for any queue: such a process cannot exit yet. */
export function holdsBackItems(k: Kernel, process: ProcessIndex): boolean {
  for (const object of sharedQueues(k)) {
    if (holdsBack(k, objectAt(object), process)) return true;
  }
  return false;
}

export const sharedQueueOps = {
  'shared.queue.create': sharedQueueCreate,
  'shared.queue.put': sharedQueuePut,
  'shared.queue.get': sharedQueueGet,
  'shared.queue.qsize': sharedQueueQsize,
  'shared.queue.empty': sharedQueueEmpty,
  'shared.queue.full': sharedQueueFull,
  'shared.queue.close': sharedQueueClose,
  'shared.queue.joinThread': sharedQueueJoinThread,
  'shared.queue.taskDone': sharedQueueTaskDone,
  'shared.queue.join': sharedQueueJoin,
  'shared.queue.confirm': sharedQueueConfirm,
  'shared.simpleQueue.create': simpleQueueCreate,
  'shared.simpleQueue.put': pipePut,
  'shared.simpleQueue.get': pipeGet,
  'shared.simpleQueue.close': simpleQueueClose,
  'shared.simpleQueue.poll': pipePoll,
} satisfies Record<string, OpSpec>;
