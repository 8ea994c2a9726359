/**
 * Sockets over loopback inside the page. A listening socket is known by its port and keeps connections that nobody has
 * accepted yet; a connection is a pipe of two directions, with an end open in every process that has it. Bytes have no
 * boundaries: what was sent twice may be received at once, and a text is received in pieces where `n` is small.
 *
 * multiprocessing.connection's Listener and Client, behind a Manager, are the same with whole messages.
 */
import type { ObjectIndex, ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { PyError } from '../errors.ts';
import { readBlock } from '../heap.ts';
import { addItem, countItems, takeItem } from '../items.ts';
import {
  Aspect,
  cellOf,
  objectCell,
  readsObject,
  writesAspect,
  writesObject,
} from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import {
  H_OBJECTS,
  O_A,
  O_D,
  O_E,
  O_KIND,
  O_NAME,
  O_WAITERS,
  O_WAITERS_2,
  O_WAITERS_3,
  objectAt,
} from '../memory.ts';
import { kindCode, type ObjectSpec } from '../object-spec.ts';
import { creates, partAt } from './create.ts';
import { Order } from './queue-order.ts';
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
import { connectionsOf, createDirection, RECEIVERS, SENDERS, shareConnection } from './pipe.ts';
import { processOf } from './process-record.ts';
import { add, badDescriptor, Flow, notConnected, resetSender, timedOut } from './stream.ts';
import { objectThing, wakeWatchers } from './watchers.ts';

/** Connections to accept: items whose values are the names of the server's ends. */
export const BACKLOG = O_A;
export const PORT = O_D;
/** Processes that have it open: a list as of a pipe's ends. */
const OPEN = O_E;

/** 1 once shutdown() has ended it, though it is open. */
const SHUT = O_WAITERS_3;
/** Linux keeps one connection more than its backlog says. */
const ROOM = O_WAITERS_3 + 1;

const FIRST_FREE_PORT = 49_152;

export function* listeners({ memory: { i32 } }: Kernel): Generator<ObjectIndex> {
  for (let object = 0; object < i32[H_OBJECTS]!; object++) {
    if (i32[objectAt(object) + O_KIND] === kindCode.listener) yield object;
  }
}

/** The open listening socket at a port. */
function listenerAt(k: Kernel, port: number): ObjectIndex | undefined {
  for (const object of listeners(k)) {
    const at = objectAt(object);
    const isThere = k.memory.i32[at + OPEN] !== 0 && k.memory.i32[at + SHUT] === 0;
    if (k.memory.i32[at + PORT] === port && isThere) return object;
  }
  return undefined;
}

export const listenerObject: ObjectSpec = {
  kind: 'listener',
  // Those that accept, and those that connect.
  lines: [{ at: O_WAITERS }, { at: O_WAITERS_2 }],
  items: { at: BACKLOG, order: Order.fifo },
  begin(k, at, op, args) {
    const { i32 } = k.memory;
    let port = op.n;
    if (port === 0) for (port = FIRST_FREE_PORT; listenerAt(k, port) !== undefined; port++);
    if (listenerAt(k, port) !== undefined) {
      const address = `(while attempting to bind on address ('127.0.0.1', ${port}))`;
      throw new PyError('OSError', `[Errno 98] Address already in use ${address}`);
    }
    i32[at + PORT] = port;
    i32[at + ROOM] = Math.max(Number(args.value ?? DEFAULT_BACKLOG), 0) + 1;
  },
  tell: (k, at) => ({ measure: countItems(k.memory, at + BACKLOG), limit: -1 }),
};

const listening = creates(listenerObject);

/** SOMAXCONN, or so: what listen() takes by itself. */
const DEFAULT_BACKLOG = 128;

/** bind and listen. n: port, or 0 for any that is free; value: CreateArgs with the backlog. */
const socketListen: OpSpec = {
  ...listening,
  touches: writesAspect(Aspect.ports),
  effect(k, thread, op) {
    const made = listening.effect(k, thread, op) as ObjectIndex;
    openEnd(k, objectAt(made) + OPEN, processOf(k, thread));
    return made;
  },
};

/** Result: the port that it listens at. */
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

/** Is there room in its line, or nobody who listens? */
function canConnect(k: Kernel, port: number): boolean {
  const server = listenerAt(k, port);
  if (server === undefined) return true;
  const at = objectAt(server);
  return countItems(k.memory, at + BACKLOG) < k.memory.i32[at + ROOM]!;
}

/** n: port. Result: the name of the caller's end. It does not wait for the server to accept, but for room in its line. */
export const socketConnect: OpSpec = {
  info: { name: 'connect', wait: 'message', flow: 'send' },
  about: 'none',
  touches: (k, _thread, { n: port }, f) => {
    f.reads(cellOf(Aspect.ports));
    const server = listenerAt(k, port);
    if (server !== undefined) f.writes(objectCell(server));
  },
  guard: (k, _thread, op) => canConnect(k, op.n),
  waitsIn: (k, _thread, op) => objectAt(listenerAt(k, op.n)!) + O_WAITERS_2,
  expire(_k, _thread, op) {
    if (op.timeout > 0) throw timedOut(op);
    throw new PyError('BlockingIOError', '[Errno 115] Operation now in progress');
  },
  effect(k, thread, op) {
    const server = listenerAt(k, op.n);
    if (server === undefined) {
      throw new PyError('ConnectionRefusedError', '[Errno 111] Connection refused');
    }
    const at = objectAt(server);
    const { i32 } = k.memory;
    const first = i32[H_OBJECTS]!;
    const owner = readBlock(k.memory, i32[at + O_NAME]!);
    const inner = partAt(k, at).inner ?? false;
    const name = `${inner ? `${owner} ` : ''}connection-${first + 1}`;
    const parts = [
      { of: server, role: 'request' },
      { of: first, role: 'response' },
    ] as const;
    for (const [i, arrow] of ['→', '←'].entries()) {
      const part = { ...parts[i]!, pair: name, ...(inner ? { inner } : {}) };
      const made = createDirection(k, thread, `${name} ${arrow}`, op.code, part);
      add(k, made, Flow.socket | (i === 0 ? 0 : Flow.second));
    }
    // Besides the two directions that were made, there is a connection to be told of.
    k.said.quiet = false;
    k.said.text = name;
    const [ours, theirs] = connectionsOf(first, false);
    shareConnection(k, ours, processOf(k, thread));
    // Until somebody accepts it, the listening socket itself keeps the other end.
    for (const process of openersOf(k, at + OPEN)) {
      shareConnection(k, theirs, process);
    }
    const item = { value: theirs, sent: k.nextEvent(), sender: thread, carried: false };
    addItem(k.memory, at + BACKLOG, item, 'back');
    k.wakeOne(at + O_WAITERS);
    wakeWatchers(k, (things) => things.some((thing) => thing === objectThing(server)));
    k.said.object = server;
    k.said.value = countItems(k.memory, at + BACKLOG);
    return ours;
  },
};

/** Result: the name of the server's end of the next connection. */
const socketAccept: OpSpec = {
  info: { name: 'accept', wait: 'message', flow: 'receive' },
  about: 'object',
  touches: writesObject,
  guard(k, thread, op) {
    const at = objectAt(op.target);
    const isOver = !isOpenTo(k, at + OPEN, thread) || k.memory.i32[at + SHUT] === 1;
    return isOver || countItems(k.memory, at + BACKLOG) > 0;
  },
  effect(k, thread, op) {
    const at = objectAt(op.target);
    const process = processOf(k, thread);
    if (!isOpenTo(k, at + OPEN, thread)) throw badDescriptor();
    if (k.memory.i32[at + SHUT] === 1) throw new PyError('OSError', '[Errno 22] Invalid argument');
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
    return connection;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS,
  expire(k, thread, op) {
    settleListener(k, thread, op.target);
    throw timedOut(op);
  },
};

/** n: SHUT_RD, SHUT_WR or SHUT_RDWR. A listening socket that is shut listens no more, and accept() raises. */
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
    markClosed(k, objectAt(op.target) + OPEN, processOf(k, thread));
    settleListener(k, thread, op.target);
    k.said.value = countItems(k.memory, objectAt(op.target) + BACKLOG);
    return undefined;
  },
};

function closeConnection(k: Kernel, connection: number, process: ProcessIndex): void {
  const first = connection >> 1;
  const isSecond = (connection & 1) === 1;
  closeEnd(k, objectAt(first), isSecond ? RECEIVERS : SENDERS, process);
  closeEnd(k, objectAt(first + 1), isSecond ? SENDERS : RECEIVERS, process);
}

export const isListening = (k: Kernel, listener: ObjectIndex, process: ProcessIndex): boolean =>
  isOpen(k, objectAt(listener) + OPEN, process);

/** Closes a listening socket that was closed while somebody waited in accept(), once nobody does any more. */
function settleListener(k: Kernel, thread: ThreadIndex, listener: ObjectIndex): void {
  const at = objectAt(listener);
  const process = processOf(k, thread);
  if (!isMarkedClosed(k, at + OPEN, process) || isUsed(k, at, process, thread)) return;
  closeListener(k, at, process);
}

/** Closes a listening socket in a process; nobody else has it: connections that wait are reset. */
function closeListener(k: Kernel, at: number, process: ProcessIndex): void {
  if (!openersOf(k, at + OPEN).includes(process)) return;
  const openers = openersOf(k, at + OPEN);
  closeEnd(k, at, OPEN, process);
  if (k.memory.i32[at + OPEN] === 0) refuseAll(k, at, openers);
}

/** Nobody will accept what waits in its line, and nobody new comes into it. */
function refuseAll(k: Kernel, at: number, openers = openersOf(k, at + OPEN)): void {
  while (countItems(k.memory, at + BACKLOG) > 0) {
    const connection = takeItem(k.memory, at + BACKLOG).value as number;
    for (const process of openers) closeConnection(k, connection, process);
    resetSender(k, connection >> 1);
  }
  k.wakeAll(at + O_WAITERS);
  k.wakeAll(at + O_WAITERS_2);
}

/** Closes the listening sockets that a process has open, as its exit does. */
export function closeListenersOf(k: Kernel, process: ProcessIndex): void {
  for (const object of listeners(k)) closeListener(k, objectAt(object), process);
}

/** A forked process has every listening socket that its parent has open. */
export function inheritListeners(k: Kernel, parent: ProcessIndex, child: ProcessIndex): void {
  for (const object of listeners(k)) {
    const list = objectAt(object) + OPEN;
    if (isOpen(k, list, parent)) openEnd(k, list, child);
  }
}

/** Opens a listening socket in a process that was given it. */
export function shareListener(k: Kernel, listener: ObjectIndex, process: ProcessIndex): void {
  openEnd(k, objectAt(listener) + OPEN, process);
}

export const socketOps = {
  'socket.listen': socketListen,
  'socket.port': socketPort,
  'socket.connect': socketConnect,
  'socket.accept': socketAccept,
  'socket.shutdown': socketShutdown,
  'socket.close': socketClose,
} satisfies Record<string, OpSpec>;
