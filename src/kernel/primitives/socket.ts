/**
 * Sockets over loopback inside the page. A listening socket is identified by its port and queues connections until they
 * are accepted; a connection is a pipe of two directions, with an end open in every process that has it. Bytes have no
 * boundaries: two sends may be received together, and a text in pieces if `n` is small.
 *
 * multiprocessing.connection's Listener and Client, which a Manager uses, are the same with whole messages.
 */
import type { ObjectIndex, ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { PyError } from '../errors.ts';
import {
  Aspect,
  cellOf,
  objectCell,
  readsObject,
  writesAspect,
  writesObject,
} from '../footprint.ts';
import { Order, countItems, takeItem } from '../items.ts';
import type { Kernel, OpSpec, ProcessPart } from '../kernel.ts';
import { O_WAITERS, O_WAITERS_2, objectAt } from '../memory.ts';
import type { ObjectSpec } from '../object-spec.ts';
import { unpack } from '../packed.ts';
import { atSocket } from './closed-under.ts';
import { creates } from './create.ts';
import {
  closeEnd,
  isMarkedClosed,
  isOpen,
  isOpenTo,
  isUsed,
  markClosed,
  openEnd,
  openersOf,
} from './ends.ts';
import { closeSocketFile, openFile } from './file-table.ts';
import { RECEIVERS, resetSender, SENDERS } from './direction.ts';
import { shareConnection } from './pipe.ts';
import {
  BACKLOG,
  BOUND,
  Bound,
  freePort,
  invalidArgument,
  isTaken,
  listeners,
  numbered,
  OPEN,
  plainSockets,
  PORT,
  ROOM,
  roomFor,
  SHUT,
  SIDE_PORT,
} from './ports.ts';
import { processOf } from './process-record.ts';
import { socketConnect } from './socket-connect.ts';
import { listenerName, socketNow, type SocketName } from './socket-names.ts';
import { badDescriptor, notConnected } from './socket-errors.ts';

export const listenerObject: ObjectSpec = {
  kind: 'listener',
  // Waiting acceptors, and waiting connectors.
  lines: [{ at: O_WAITERS }, { at: O_WAITERS_2 }],
  items: { at: BACKLOG, order: Order.fifo },
  begin(k, at, op, args) {
    const { i32 } = k.memory;
    const port = op.n === 0 ? freePort(k) : op.n;
    const { backlog, any = false } = unpack(args.value ?? '{}') as ListenArgs;
    if (isTaken(k, port, true)) {
      const host = any ? '0.0.0.0' : '127.0.0.1';
      const address = `(while attempting to bind on address ('${host}', ${port}))`;
      throw new PyError('OSError', `[Errno 98] Address already in use ${address}`);
    }
    i32[at + PORT] = port;
    i32[at + BOUND] = any ? Bound.any : 0;
    i32[at + ROOM] = roomFor(backlog);
  },
  tell: (k, at) => ({ measure: countItems(k.memory, at + BACKLOG), limit: -1 }),
};

/** Creation arguments of a listening socket, in the `value` of its CreateArgs. */
export interface ListenArgs {
  readonly backlog?: number;
  /** Bound to every address. */
  readonly any?: boolean;
}

const listening = creates(listenerObject);

/** bind and listen. n: port, or 0 for any free one; value: CreateArgs with {@link ListenArgs}. */
const socketListen: OpSpec = {
  ...listening,
  touches: numbered(writesAspect(Aspect.ports)),
  effect(k, thread, op) {
    const made = listening.effect(k, thread, op) as ObjectIndex;
    openListener(k, made, processOf(k, thread));
    return made;
  },
};

function openListener(k: Kernel, listener: ObjectIndex, process: ProcessIndex): void {
  openEnd(k, objectAt(listener) + OPEN, process);
  openFile(k, process, { socket: listenerName(listener) });
}

/** Result: its port. */
const socketPort: OpSpec = {
  info: { name: 'getsockname' },
  about: 'object',
  touches: readsObject,
  guard: () => true,
  effect(k, _thread, op) {
    k.said.value = countItems(k.memory, objectAt(op.target) + BACKLOG);
    return k.memory.i32[objectAt(op.target) + PORT]!;
  },
};

/** Result: JSON of the name of the server's end of the next connection, and the client's port. */
const socketAccept: OpSpec = atSocket(
  {
    info: { name: 'accept', wait: 'message', flow: 'receive' },
    about: 'object',
    touches: numbered(writesObject),
    guard(k, thread, op) {
      const at = objectAt(op.target);
      const isOver = !isOpenTo(k, at + OPEN, thread) || k.memory.i32[at + SHUT] === 1;
      return isOver || countItems(k.memory, at + BACKLOG) > 0;
    },
    effect(k, thread, op) {
      const at = objectAt(op.target);
      const process = processOf(k, thread);
      if (!isOpenTo(k, at + OPEN, thread)) throw badDescriptor();
      if (k.memory.i32[at + SHUT] === 1) throw invalidArgument();
      const item = takeItem(k.memory, at + BACKLOG);
      const connection = item.value as number;
      for (const other of openersOf(k, at + OPEN)) {
        if (other !== process) closeConnection(k, connection, other);
      }
      k.wakeOne(at + O_WAITERS_2);
      settleListener(k, thread, op.target);
      k.said.value = countItems(k.memory, at + BACKLOG);
      k.said.cause = item.sent;
      k.said.other = item.sender;
      openFile(k, process, { socket: connection });
      return JSON.stringify([connection, k.memory.i32[objectAt(connection >> 1) + SIDE_PORT]!]);
    },
    waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS,
  },
  OPEN,
  'read',
  settleListener,
);

/** n: SHUT_RD, SHUT_WR or SHUT_RDWR. A listening socket stops listening, and accept() raises. */
const socketShutdown: OpSpec = {
  info: { name: 'shutdown' },
  about: 'object',
  touches: (_k, _thread, { target }, f) => {
    f.writes(objectCell(target));
    f.writes(cellOf(Aspect.ports));
  },
  guard: () => true,
  effect(k, thread, op) {
    const at = objectAt(op.target);
    if (!isOpen(k, at + OPEN, processOf(k, thread))) throw badDescriptor();
    if (k.memory.i32[at + SHUT] === 1) throw notConnected();
    if (op.n !== 1) {
      k.memory.i32[at + SHUT] = 1;
      refuseAll(k, at);
    }
    k.said.value = countItems(k.memory, at + BACKLOG);
    return undefined;
  },
};

const socketClose: OpSpec = {
  info: { name: 'close' },
  about: 'object',
  touches: (_k, _thread, { target }, f) => {
    f.writes(objectCell(target));
    f.writes(cellOf(Aspect.ports));
  },
  guard: () => true,
  effect(k, thread, op) {
    leaveListener(k, thread, op.target);
    k.said.value = countItems(k.memory, objectAt(op.target) + BACKLOG);
    return undefined;
  },
};

/** Closes it, delayed while threads wait in accept(). */
export function leaveListener(k: Kernel, thread: ThreadIndex, listener: ObjectIndex): void {
  const process = processOf(k, thread);
  const number = closeSocketFile(k, process, listenerName(listener));
  markClosed(k, objectAt(listener) + OPEN, process, number);
  settleListener(k, thread, listener);
}

function closeConnection(k: Kernel, connection: number, process: ProcessIndex): void {
  const first = connection >> 1;
  const isSecond = (connection & 1) === 1;
  closeEnd(k, objectAt(first), isSecond ? RECEIVERS : SENDERS, process);
  closeEnd(k, objectAt(first + 1), isSecond ? SENDERS : RECEIVERS, process);
}

/** Finishes the close of a listening socket once no thread waits in accept() any more. */
function settleListener(k: Kernel, thread: ThreadIndex, listener: ObjectIndex): void {
  const at = objectAt(listener);
  const process = processOf(k, thread);
  if (!isMarkedClosed(k, at + OPEN, process) || isUsed(k, at, process, thread)) return;
  closeListener(k, at, process);
}

/** Closes a listening socket in a process; if no other process has it open, pending connections are reset. */
function closeListener(k: Kernel, at: number, process: ProcessIndex): void {
  if (!openersOf(k, at + OPEN).includes(process)) return;
  const openers = openersOf(k, at + OPEN);
  closeEnd(k, at, OPEN, process);
  if (k.memory.i32[at + OPEN] === 0) refuseAll(k, at, openers);
}

/** Resets the connections in its backlog and refuses new ones. */
function refuseAll(k: Kernel, at: number, openers = openersOf(k, at + OPEN)): void {
  while (countItems(k.memory, at + BACKLOG) > 0) {
    const connection = takeItem(k.memory, at + BACKLOG).value as number;
    for (const process of openers) closeConnection(k, connection, process);
    resetSender(k, connection >> 1);
  }
  k.wakeAll(at + O_WAITERS);
  k.wakeAll(at + O_WAITERS_2);
}

/** Opens a socket in a process that receives it. */
export function shareSocket(k: Kernel, name: SocketName, process: ProcessIndex): void {
  const now = socketNow(k, name);
  if (now.is === 'connection') shareConnection(k, now.connection, process);
  else if (now.object >= 0) openEnd(k, objectAt(now.object) + OPEN, process);
}

/** Listening and plain sockets. */
export const socketPart: ProcessPart = {
  ends(k, process) {
    for (const object of listeners(k)) closeListener(k, objectAt(object), process);
    for (const object of plainSockets(k)) closeEnd(k, objectAt(object), OPEN, process);
  },
  inherits(k, parent, child) {
    for (const object of [...listeners(k), ...plainSockets(k)]) {
      const list = objectAt(object) + OPEN;
      if (isOpen(k, list, parent)) openEnd(k, list, child);
    }
  },
};

export const socketOps = {
  'socket.listen': socketListen,
  'socket.port': socketPort,
  'socket.connect': socketConnect,
  'socket.accept': socketAccept,
  'socket.shutdown': socketShutdown,
  'socket.close': socketClose,
} satisfies Record<string, OpSpec>;
