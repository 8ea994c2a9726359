/**
 * multiprocessing.Pipe: two directions, each a line of messages. Messages are kept here, so that blocking, order and end
 * of file are exact whatever carries the bytes. An end is open in every process that was given it; a direction is at its
 * end once no process has the sending end open, and broken once none has the receiving one.
 *
 * A connection is named by `2 * first + side`: side 0 sends into direction `first` and receives from `first + 1`, side 1
 * the other way round.
 */
import type { ObjectIndex, ProcessIndex } from '../../base/units.ts';
import { objectKinds } from '../../trace/format.ts';
import { PyError } from '../errors.ts';
import { allocate, blockWords, freeBlock } from '../heap.ts';
import { addItem, countItems, takeItem } from '../items.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import {
  H_OBJECTS,
  H_SEQ,
  O_A,
  O_D,
  O_E,
  O_KIND,
  O_WAITERS,
  objectAt,
  T_PROCESS,
  threadAt,
} from '../memory.ts';
import { reprPacked } from '../packed.ts';
import { createObject } from './create.ts';

const MESSAGES = O_A;
/** Processes that have the receiving end open: a linked list of heap blocks [process, next]; 0 is empty. */
const RECEIVERS = O_D;
const SENDERS = O_E;

export const sendsInto = (connection: number): ObjectIndex => (connection >> 1) + (connection & 1);
export const receivesFrom = (connection: number): ObjectIndex =>
  (connection >> 1) + 1 - (connection & 1);

const none = { wait: 'none', hold: 'none', flow: 'none' } as const;

const processOf = (k: Kernel, thread: number): ProcessIndex =>
  k.memory.i32[threadAt(thread) + T_PROCESS]!;

/** Result: `first`, from which the two connections are named. */
export const pipeCreate: OpSpec = {
  info: { name: 'create', ...none },
  about: 'none',
  guard: () => true,
  effect(k, thread, op) {
    const process = processOf(k, thread);
    const first = k.memory.i32[H_OBJECTS]!;
    for (const arrow of ['→', '←']) {
      createObject(k, thread, 'pipe', -1, `pipe-${(first >> 1) + 1} ${arrow}`, op.code, (at) => {
        for (let word = O_A; word <= O_E; word++) k.memory.i32[at + word] = 0;
        openEnd(k, at + RECEIVERS, process);
        openEnd(k, at + SENDERS, process);
        return { measure: 0, limit: -1 };
      });
    }
    return first;
  },
};

/** n: 1 where the engine carries the message through a port too. */
export const pipeSend: OpSpec = {
  info: { name: 'send', wait: 'message', hold: 'none', flow: 'send' },
  about: 'object',
  guard: () => true,
  effect(k, thread, op) {
    const { i32 } = k.memory;
    const at = objectAt(op.target);
    requireOpen(k, at + SENDERS, thread);
    if (i32[at + RECEIVERS] === 0) throw new PyError('BrokenPipeError', '[Errno 32] Broken pipe');
    const value = op.value ?? 'null';
    const carried = op.n === 1;
    addItem(k.memory, at + MESSAGES, { value, sent: i32[H_SEQ]!, sender: thread, carried }, 'back');
    k.wakeOne(at + O_WAITERS);
    k.said.value = countItems(k.memory, at + MESSAGES);
    k.said.text = reprPacked(value);
    return undefined;
  },
};

export const pipeReceive: OpSpec = {
  info: { name: 'recv', wait: 'message', hold: 'none', flow: 'receive' },
  about: 'object',
  guard(k, thread, op) {
    const at = objectAt(op.target);
    requireOpen(k, at + RECEIVERS, thread);
    return countItems(k.memory, at + MESSAGES) > 0 || k.memory.i32[at + SENDERS] === 0;
  },
  effect(k, _thread, op) {
    const at = objectAt(op.target);
    if (countItems(k.memory, at + MESSAGES) === 0) throw new PyError('EOFError');
    const item = takeItem(k.memory, at + MESSAGES);
    k.carried = item.carried;
    k.said.value = countItems(k.memory, at + MESSAGES);
    k.said.text = reprPacked(item.value);
    k.said.cause = item.sent;
    k.said.other = item.sender;
    return item.value;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS,
};

/** Connection.poll: is there something to receive (an end of file counts)? */
export const pipePoll: OpSpec = {
  info: { name: 'poll', wait: 'message', hold: 'none', flow: 'none' },
  about: 'object',
  guard: pipeReceive.guard,
  effect(k, _thread, op) {
    const at = objectAt(op.target);
    // It takes nothing, so whoever waits behind it may still receive.
    k.wakeOne(at + O_WAITERS);
    k.said.value = countItems(k.memory, at + MESSAGES);
    return 1;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS,
};

/** Closes the receiving end of a direction (n = 1) or its sending end (n = 0) in this process. Twice is no error. */
export const pipeClose: OpSpec = {
  info: { name: 'close', ...none },
  about: 'object',
  guard: () => true,
  effect(k, thread, op) {
    const at = objectAt(op.target);
    closeEnd(k, at, op.n === 1 ? RECEIVERS : SENDERS, processOf(k, thread));
    k.said.value = countItems(k.memory, at + MESSAGES);
    return undefined;
  },
};

/** Opens both ends of a connection in a process that was given it. */
export function shareConnection(k: Kernel, connection: number, process: ProcessIndex): void {
  const sends = objectAt(sendsInto(connection)) + SENDERS;
  const receives = objectAt(receivesFrom(connection)) + RECEIVERS;
  if (!isOpen(k, sends, process)) openEnd(k, sends, process);
  if (!isOpen(k, receives, process)) openEnd(k, receives, process);
}

/** Closes all ends that a process has open, as its exit does. */
export function closePipesOf(k: Kernel, process: ProcessIndex): void {
  const { i32 } = k.memory;
  for (let object = 0; object < i32[H_OBJECTS]!; object++) {
    const at = objectAt(object);
    if (i32[at + O_KIND] !== PIPE) continue;
    closeEnd(k, at, RECEIVERS, process);
    closeEnd(k, at, SENDERS, process);
  }
}

const PIPE = Object.keys(objectKinds).indexOf('pipe');

function requireOpen(k: Kernel, list: number, thread: number): void {
  if (!isOpen(k, list, processOf(k, thread))) throw new PyError('OSError', 'handle is closed');
}

function isOpen(k: Kernel, list: number, process: ProcessIndex): boolean {
  const { i32 } = k.memory;
  for (let block = i32[list]!; block !== 0; block = i32[blockWords(block) + 1]!) {
    if (i32[blockWords(block)] === process) return true;
  }
  return false;
}

function openEnd(k: Kernel, list: number, process: ProcessIndex): void {
  const { i32 } = k.memory;
  const block = allocate(k.memory, 8);
  i32[blockWords(block)] = process;
  i32[blockWords(block) + 1] = i32[list]!;
  i32[list] = block;
}

function closeEnd(k: Kernel, at: number, end: number, process: ProcessIndex): void {
  const { i32 } = k.memory;
  let link = at + end;
  for (let block = i32[link]!; block !== 0; block = i32[link]!) {
    const words = blockWords(block);
    if (i32[words] === process) {
      i32[link] = i32[words + 1]!;
      freeBlock(k.memory, block);
      if (i32[at + end] === 0) k.wakeAll(at + O_WAITERS);
      return;
    }
    link = words + 1;
  }
}
