/**
 * multiprocessing.Pipe: one or two directions, each a FIFO of messages. Messages are stored here, so that blocking,
 * order and end of file are exact whatever transports the bytes. An end is open in every process that was given it; a
 * direction is at end of file once no process has the sending end open, and broken once none has the receiving end.
 *
 * A connection is named by `2 * first + side`: side 0 sends into direction `first` and receives from `first + 1`, side
 * 1 the other way round. A one-way pipe has no `first + 1`, and ONE_WAY is added to the name.
 */
import type { Belonging } from '../../trace/format.ts';
import type { ObjectIndex, ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { PyError } from '../errors.ts';
import { Order, addItem, countItems, takeItem, type Item } from '../items.ts';
import {
  Aspect,
  cellOf,
  type Footprint,
  objectCell,
  readsObject,
  touchesNothing,
  triesObject,
  writesObject,
} from '../footprint.ts';
import type { Kernel, OpSpec, ProcessPart, Touches } from '../kernel.ts';
import {
  H_OBJECTS,
  H_SEQ,
  O_KIND,
  O_PROCESS,
  O_WAITERS,
  O_WAITERS_2,
  T_PROCESS,
  objectAt,
  threadAt,
} from '../memory.ts';
import { reprPacked, unpack, type Packed } from '../packed.ts';
import type { Request } from '../request.ts';
import { type CreateArgs, kindCode, type ObjectSpec } from '../object-spec.ts';
import { createObject, type Part, type Place } from './create.ts';
import {
  BYTES,
  closePipesOf,
  Flow,
  isGone,
  makeTwins,
  MESSAGES,
  PIPE_BYTES,
  pipesOf,
  RECEIVERS,
  SENDERS,
  settleClose,
  SHARED,
  takeReset,
  tellReset,
  TORN,
  transitOf,
  twinOf,
} from './direction.ts';
import { READER, wakeAtEnd } from './end-lock.ts';
import {
  closeEnd,
  isMarkedClosed,
  isOpen,
  isOpenTo,
  isWaiting,
  markClosed,
  openEnd,
} from './ends.ts';
import { mapHandles } from './handles.ts';
import { namesHandles, pickled, receivesHandles, sendsHandles } from './pickle.ts';
import { DETACHED, socketNow } from './socket-names.ts';
import { objectThing, wakeWatchers } from './watchers.ts';

const ONE_WAY = 1 << 20;
export const isOneWay = (connection: number): boolean => connection >= ONE_WAY;
export const isSecond = (connection: number): boolean => (connection & 1) === 1;
/** Names of both connections of a pipe whose first direction is `first`. */
export const connectionsOf = (first: ObjectIndex, oneWay: boolean): readonly [number, number] => {
  const name = 2 * first + (oneWay ? ONE_WAY : 0);
  return [name, name + 1];
};

export const sendsInto = (connection: number): ObjectIndex =>
  ((connection & (ONE_WAY - 1)) >> 1) + (connection & 1);
export const receivesFrom = (connection: number): ObjectIndex =>
  ((connection & (ONE_WAY - 1)) >> 1) + 1 - (connection & 1);

const processOf = (k: Kernel, thread: number): ProcessIndex =>
  k.memory.i32[threadAt(thread) + T_PROCESS]!;

export const pipeObject: ObjectSpec = {
  kind: 'pipe',
  // Waiting receivers, and waiting senders.
  lines: [{ at: O_WAITERS }, { at: O_WAITERS_2 }],
  items: { at: MESSAGES, order: Order.fifo },
  begin: () => undefined,
  tell: (k, at) => ({ measure: countItems(k.memory, at + MESSAGES), limit: -1 }),
};

/** Creates one direction without open ends. A shared SimpleQueue is one, too. */
export function createDirection(
  k: Kernel,
  thread: number,
  name: string,
  code: number,
  { pair, ...part }: Part & Pick<Place, 'pair'> = {},
  kind: 'pipe' | 'simple-queue' = 'pipe',
): number {
  const place = { process: SHARED, name, part, pair };
  return createObject(k, thread, { ...pipeObject, kind }, place, code, () => undefined);
}

/**
 * n: 1 for one way; value: JSON of the name, or '', and its Belonging. Result: `first`, from which the two connections
 * are named.
 */
export const pipeCreate: OpSpec = {
  info: { name: 'create' },
  about: 'none',
  touches: touchesNothing,
  guard: () => true,
  effect(k, thread, op) {
    const process = processOf(k, thread);
    const first = k.memory.i32[H_OBJECTS]!;
    const { name, part } = unpack(op.value ?? '{}') as Partial<CreateArgs>;
    for (const arrow of op.n === 1 ? ['→'] : ['→', '←']) {
      const pair = name || `pipe-${first + 1}`;
      const own: Belonging = arrow === '→' ? { ...part } : { ...part, of: first, role: 'way-back' };
      const place = { ...own, pair };
      const at = objectAt(createDirection(k, thread, `${pair} ${arrow}`, op.code, place));
      openEnd(k, at + RECEIVERS, process);
      openEnd(k, at + SENDERS, process);
    }
    if (op.n !== 1) makeTwins(k, first, Flow.local);
    return first;
  },
};

const sizeOf = (value: Packed): number => (typeof value === 'number' ? 4 : value.length);

/**
 * n: 1 if the engine sends the message through a port too. Waits while the pipe has no room. A message larger than the
 * pipe starts in an empty one, and `pipe.flush` waits for its end.
 */
export const pipeSend: OpSpec = {
  info: { name: 'send', wait: 'message', flow: 'send' },
  about: 'object',
  touches: sendsHandles(touchesEnds),
  guard(k, thread, op) {
    const at = objectAt(op.target);
    if (!isOpenTo(k, at + SENDERS, thread) || isGone(k, op.target, RECEIVERS)) return true;
    const bytes = k.memory.i32[at + BYTES]!;
    return bytes === 0 || bytes + sizeOf(pickled(k, thread, op.value ?? 'null')) <= PIPE_BYTES;
  },
  effect(k, thread, op) {
    const { i32 } = k.memory;
    const at = objectAt(op.target);
    requireOpenTo(k, at + SENDERS, thread);
    const value = pickled(k, thread, op.value ?? 'null');
    requireOpenEnds(k, thread, value);
    if (isGone(k, op.target, RECEIVERS)) {
      // A sender in the middle of the message gets a pending reset.
      if (isWaiting(k, thread)) tellReset(k, op.target);
      throw new PyError('BrokenPipeError', '[Errno 32] Broken pipe');
    }
    holdEnds(k, thread, value);
    // The message through the port is unchanged.
    const carried = op.n === 1 && value === (op.value ?? 'null');
    const item = { value, sent: i32[H_SEQ]!, sender: thread, carried };
    k.carried = item.carried ? item.sent : -1;
    addMessage(k, op.target, item);
    settleClose(k, thread, op.target, processOf(k, thread));
    k.said.value = countItems(k.memory, at + MESSAGES);
    k.said.text = reprPacked(value);
    return undefined;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS_2,
};

/** A direction, and the opposite one of its connection where it matters: the other side is closed. */
function touchesEnds(k: Kernel, thread: ThreadIndex, op: Request, f: Footprint): void {
  writesObject(k, thread, op, f);
  const isOver = isGone(k, op.target, RECEIVERS) || isGone(k, op.target, SENDERS);
  if (isOver) f.writes(objectCell(twinOf(k, op.target)));
}

/** Appends a message to a direction, and wakes a receiver. */
export function addMessage(k: Kernel, direction: ObjectIndex, item: Item): void {
  const { i32 } = k.memory;
  const at = objectAt(direction);
  addItem(k.memory, at + MESSAGES, item, 'back');
  i32[at + BYTES] = i32[at + BYTES]! + sizeOf(item.value);
  wakeAtEnd(k, direction, READER);
  wakeWatchers(k, (things) => things.some((thing) => thing === objectThing(direction)));
}

/** Second half of a send larger than the pipe: returns once the rest fits. */
export const pipeFlush: OpSpec = {
  info: { name: 'flush', wait: 'message' },
  about: 'object',
  touches: readsObject,
  guard({ memory: { i32 } }, _thread, op) {
    const at = objectAt(op.target);
    return i32[at + RECEIVERS] === 0 || i32[at + BYTES]! <= PIPE_BYTES;
  },
  effect(k, _thread, op) {
    const at = objectAt(op.target);
    if (k.memory.i32[at + BYTES]! > PIPE_BYTES) {
      // Part of it has been sent, so only a missing receiver is reported.
      takeReset(k, op.target);
      throw new PyError('BrokenPipeError', '[Errno 32] Broken pipe');
    }
    k.said.value = countItems(k.memory, at + MESSAGES);
    return undefined;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS_2,
  leaves: tear,
};

/** Whether the sender of the next message was killed while sending it: the rest never arrives. */
const isTorn = ({ memory: { i32 } }: Kernel, direction: ObjectIndex): boolean =>
  i32[objectAt(direction) + TORN] === 1;

/** Marks the last message as torn: its sender was killed while sending it. */
function tear(k: Kernel, direction: ObjectIndex): void {
  const { i32 } = k.memory;
  const at = objectAt(direction);
  if (i32[at + BYTES]! > PIPE_BYTES) i32[at + TORN] = countItems(k.memory, at + MESSAGES);
}

/** There is a message, or end of file. */
const canPoll: OpSpec['guard'] = (k, thread, op) => {
  const at = objectAt(op.target);
  if (!isOpenTo(k, at + RECEIVERS, thread)) return true;
  return countItems(k.memory, at + MESSAGES) > 0 || isGone(k, op.target, SENDERS);
};

/** A message, or the end. */
const canReceive: OpSpec['guard'] = (k, thread, op) =>
  canPoll(k, thread, op) && (!isTorn(k, op.target) || isGone(k, op.target, SENDERS));

/**
 * Takes the first message of a direction; undefined at end of file. Fills in the event. Raises TypeError if the
 * connection was closed meanwhile: Python reads the length, then reads from the handle None
 * (multiprocessing/connection.py, _recv).
 */
function receiveFrom(k: Kernel, thread: number, direction: ObjectIndex): Item | undefined {
  const at = objectAt(direction);
  const process = processOf(k, thread);
  requireOpenTo(k, at + RECEIVERS, thread);
  const isClosed = isMarkedClosed(k, at + RECEIVERS, process);
  settleClose(k, thread, direction, process);
  if (countItems(k.memory, at + MESSAGES) === 0) {
    tellReset(k, twinOf(k, direction));
    return undefined;
  }
  if (isClosed) {
    throw new PyError('TypeError', "'NoneType' object cannot be interpreted as an integer");
  }
  const item = takeMessage(k, direction);
  const torn = k.memory.i32[at + TORN]!;
  if (torn > 0) k.memory.i32[at + TORN] = torn - 1;
  if (torn === 1) throw new PyError('OSError', 'got end of file during message');
  return item;
}

/** Takes the first message of a non-empty direction. Fills in the event. */
export function takeMessage(k: Kernel, direction: ObjectIndex): Item {
  const { i32 } = k.memory;
  const at = objectAt(direction);
  const item = takeItem(k.memory, at + MESSAGES);
  i32[at + BYTES] = i32[at + BYTES]! - sizeOf(item.value);
  k.wakeAll(at + O_WAITERS_2);
  k.said.value = countItems(k.memory, at + MESSAGES);
  k.said.text = reprPacked(item.value);
  k.said.cause = item.sent;
  k.said.other = item.sender;
  return item;
}

/** Puts back the unused part of a message. */
export function putBack(k: Kernel, direction: ObjectIndex, item: Item): void {
  const { i32 } = k.memory;
  const at = objectAt(direction);
  addItem(k.memory, at + MESSAGES, item, 'front');
  i32[at + BYTES] = i32[at + BYTES]! + sizeOf(item.value);
  k.said.value = countItems(k.memory, at + MESSAGES);
}

export const pipeReceive: OpSpec = {
  info: { name: 'recv', wait: 'message', flow: 'receive' },
  about: 'object',
  touches: receivesHandles(MESSAGES, triesEnds(canReceive)),
  guard: canReceive,
  effect(k, thread, op) {
    const item = receiveFrom(k, thread, op.target);
    if (item === undefined) throw new PyError('EOFError');
    takeEnds(k, thread, item);
    k.carried = item.carried ? item.sent : -1;
    return item.value;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS,
};

function triesEnds(guard: OpSpec['guard']): Touches {
  const tries = triesObject(guard);
  return (k, thread, op, f) => {
    if (guard(k, thread, op)) touchesEnds(k, thread, op, f);
    else tries(k, thread, op, f);
  };
}

/** Reason why an end cannot perform a call: `n` of pipe.poll. A closed end reports that first. */
export const Refused = { receiving: 1, sending: 2 } as const;

function refuse(k: Kernel, at: number, n: number, thread: ThreadIndex): never {
  requireOpen(k, at + (n === Refused.receiving ? SENDERS : RECEIVERS), thread);
  const kept = n === Refused.receiving ? 'write-only' : 'read-only';
  throw new PyError('OSError', `connection is ${kept}`);
}

/** Connection.poll: is there something to receive (end of file counts)? n: 0, or a {@link Refused}. */
export const pipePoll: OpSpec = {
  info: { name: 'poll', wait: 'message' },
  about: 'object',
  touches: readsObject,
  guard: (k, thread, op) => op.n !== 0 || canPoll(k, thread, op),
  effect(k, thread, op) {
    const at = objectAt(op.target);
    if (op.n !== 0) refuse(k, at, op.n, thread);
    requireOpenTo(k, at + RECEIVERS, thread);
    settleClose(k, thread, op.target, processOf(k, thread));
    // It consumes nothing, so the next waiter may receive.
    k.wakeOne(at + O_WAITERS);
    k.said.value = countItems(k.memory, at + MESSAGES);
    return 1;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS,
  expire(k, thread, op) {
    settleClose(k, thread, op.target, processOf(k, thread));
    return 0;
  },
};

/**
 * Closes the receiving end of a direction (n = 1) or its sending end (n = 0) in this process, delayed while threads of
 * the process wait there. Closing twice is no error.
 */
export const pipeClose: OpSpec = {
  info: { name: 'close' },
  about: 'object',
  touches(k, thread, op, f) {
    writesObject(k, thread, op, f);
    f.writes(objectCell(twinOf(k, op.target)));
  },
  guard: () => true,
  effect(k, thread, op) {
    const at = objectAt(op.target);
    const process = processOf(k, thread);
    markClosed(k, at + (op.n === 1 ? RECEIVERS : SENDERS), process);
    settleClose(k, thread, op.target, process);
    k.said.value = countItems(k.memory, at + MESSAGES);
    return undefined;
  },
};

/** Opens both ends of a connection in a process that receives it. */
export function shareConnection(k: Kernel, connection: number, process: ProcessIndex): void {
  const both = !isOneWay(connection);
  if (both || !isSecond(connection)) openEnd(k, objectAt(sendsInto(connection)) + SENDERS, process);
  if (both || isSecond(connection))
    openEnd(k, objectAt(receivesFrom(connection)) + RECEIVERS, process);
}

/** For each connection and listening socket in a value: the object and its list of processes. */
function changeEnds(
  k: Kernel,
  value: Packed,
  change: (object: number, end: number, kind: string) => void,
): void {
  mapHandles(unpack(value), (handle) => {
    const { $: kind } = handle;
    let { id } = handle;
    if (kind === 'socket') {
      if (id === DETACHED) throw new PyError('OSError', '[Errno 9] Bad file descriptor');
      const now = socketNow(k, id);
      // A listener keeps its processes in the word where a pipe has its senders.
      if (now.is !== 'connection') {
        change(objectAt(now.object), SENDERS, kind);
        return handle;
      }
      id = now.connection;
    } else if (kind !== 'Connection') return handle;
    const both = !isOneWay(id);
    if (both || !isSecond(id)) change(objectAt(sendsInto(id)), SENDERS, kind);
    if (both || isSecond(id)) change(objectAt(receivesFrom(id)), RECEIVERS, kind);
    return handle;
  });
}

/** Raises OSError if the value contains an end that this process has closed: it cannot be pickled. */
export function requireOpenEnds(k: Kernel, thread: ThreadIndex, value: Packed): void {
  if (!namesHandles(value)) return;
  changeEnds(k, value, (at, end, kind) => {
    if (kind === 'Connection') requireOpen(k, at + end, thread);
    else if (!isOpen(k, at + end, processOf(k, thread)))
      throw new PyError('OSError', '[Errno 9] Bad file descriptor');
  });
}

/** A connection in transit stays open until it is received, whatever its sender closes, as long as the sender lives. */
export function holdEnds(k: Kernel, thread: ThreadIndex, value: Packed): void {
  if (!namesHandles(value)) return;
  const transit = transitOf(processOf(k, thread));
  changeEnds(k, value, (at, end) => openEnd(k, at + end, transit));
}

/** Opens received ends in the receiving process. */
export function takeEnds(k: Kernel, thread: ThreadIndex, { value, sender }: Item): void {
  if (!namesHandles(value)) return;
  const transit = transitOf(processOf(k, sender));
  changeEnds(k, value, (at, end) => {
    openEnd(k, at + end, processOf(k, thread));
    closeEnd(k, at, end, transit);
  });
}

export function requireOpen(k: Kernel, list: number, thread: number): void {
  if (!isOpen(k, list, processOf(k, thread))) throw new PyError('OSError', 'handle is closed');
}

/** The same for a thread, which may have waited there before the close. */
function requireOpenTo(k: Kernel, list: number, thread: ThreadIndex): void {
  if (!isOpenTo(k, list, thread)) throw new PyError('OSError', 'handle is closed');
}

/** Whether this process has a pipe, a SimpleQueue or a listening socket open. */
export function isOpenIn(k: Kernel, object: ObjectIndex, process: ProcessIndex): boolean {
  const { i32 } = k.memory;
  const at = objectAt(object);
  const kind = i32[at + O_KIND];
  // A listener keeps its processes in the word where a pipe has its senders.
  if (kind === kindCode.listener) return isOpen(k, at + SENDERS, process);
  if (
    kind !== kindCode.pipe &&
    !(kind === kindCode['simple-queue'] && i32[at + O_PROCESS] === SHARED)
  )
    return false;
  return isOpen(k, at + RECEIVERS, process) || isOpen(k, at + SENDERS, process);
}

export const pipePart: ProcessPart = {
  ends: closePipesOf,
  touchesEnd(k, process, f) {
    for (let object = 0; object < k.memory.i32[H_OBJECTS]!; object++) {
      if (!isOpenIn(k, object, process)) continue;
      f.writes(objectCell(object));
      f.adds(cellOf(Aspect.ports));
    }
  },
  /** Every open end. */
  inherits(k, parent, child) {
    for (const at of pipesOf(k).map(objectAt)) {
      for (const end of [RECEIVERS, SENDERS]) {
        if (isOpen(k, at + end, parent)) openEnd(k, at + end, child);
      }
    }
  },
};

export const pipeOps = {
  'pipe.create': pipeCreate,
  'pipe.send': pipeSend,
  'pipe.flush': pipeFlush,
  'pipe.recv': pipeReceive,
  'pipe.poll': pipePoll,
  'pipe.close': pipeClose,
} satisfies Record<string, OpSpec>;
