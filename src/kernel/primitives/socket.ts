/**
 * Sockets over loopback inside the page. A listening socket is known by its port and keeps connections that nobody has
 * accepted yet; a connection is a pipe of two directions, with an end open in every process that has it. Bytes have no
 * boundaries: what was sent twice may be received at once, and a text is received in pieces where `n` is small.
 *
 * multiprocessing.connection's Listener and Client, behind a Manager, are the same with whole messages.
 */
import type { ObjectIndex, ProcessIndex } from '../../base/units.ts';
import { objectKinds } from '../../trace/format.ts';
import { PyError } from '../errors.ts';
import { allocate, blockWords, readBlock } from '../heap.ts';
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
  O_F,
  O_KIND,
  O_NAME,
  O_WAITERS,
  objectAt,
  P_NAME,
  processAt,
  T_NAME,
  threadAt,
} from '../memory.ts';
import { reprPacked, unpack, type Packed } from '../packed.ts';
import { creates, partAt } from './create.ts';
import {
  closeEnd,
  connectionsOf,
  createDirection,
  isOpen,
  openEnd,
  openersOf,
  pipeReceive,
  pipeSend,
  putBack,
  receiveFrom,
  RECEIVERS,
  SENDERS,
  shareConnection,
} from './pipe.ts';
import { processOf } from './process-record.ts';
import { objectThing, wakeWatchers } from './watchers.ts';

/** Connections to accept: items whose values are the names of the server's ends. */
const BACKLOG = O_A;
const PORT = O_D;
/** Processes that have it open: a list as of a pipe's ends. */
const OPEN = O_E;

const LISTENER = Object.keys(objectKinds).indexOf('listener');
const FIRST_FREE_PORT = 49_152;

function* listeners({ memory: { i32 } }: Kernel): Generator<ObjectIndex> {
  for (let object = 0; object < i32[H_OBJECTS]!; object++) {
    if (i32[objectAt(object) + O_KIND] === LISTENER) yield object;
  }
}

/** The open listening socket at a port. */
function listenerAt(k: Kernel, port: number): ObjectIndex | undefined {
  for (const object of listeners(k)) {
    const at = objectAt(object);
    if (k.memory.i32[at + PORT] === port && k.memory.i32[at + OPEN] !== 0) return object;
  }
  return undefined;
}

const listening = creates('listener', (k, at, op) => {
  const { i32 } = k.memory;
  let port = op.n;
  if (port === 0) for (port = FIRST_FREE_PORT; listenerAt(k, port) !== undefined; port++);
  if (listenerAt(k, port) !== undefined) {
    throw new PyError('OSError', '[Errno 98] Address already in use');
  }
  for (let word = O_A; word <= O_F; word++) i32[at + word] = 0;
  i32[at + PORT] = port;
  return { measure: 0, limit: -1 };
});

/** bind and listen. n: port, or 0 for any that is free. */
export const socketListen: OpSpec = {
  ...listening,
  touches: writesAspect(Aspect.ports),
  effect(k, thread, op) {
    const made = listening.effect(k, thread, op) as ObjectIndex;
    openEnd(k, objectAt(made) + OPEN, processOf(k, thread));
    return made;
  },
};

/** Result: the port that it listens at. */
export const socketPort: OpSpec = {
  info: { name: 'getsockname' },
  about: 'object',
  touches: readsObject,
  guard: () => true,
  effect(k, _thread, op) {
    k.said.value = countItems(k.memory, objectAt(op.target) + BACKLOG);
    return k.memory.i32[objectAt(op.target) + PORT]!;
  },
};

/** n: port. Result: the name of the caller's end. It does not wait for the server to accept. */
export const socketConnect: OpSpec = {
  info: { name: 'connect', flow: 'send' },
  about: 'none',
  touches: (k, _thread, { n: port }, f) => {
    f.reads(cellOf(Aspect.ports));
    const server = listenerAt(k, port);
    if (server !== undefined) f.writes(objectCell(server));
  },
  guard: () => true,
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
      const part = inner ? { ...parts[i]!, inner } : parts[i]!;
      createDirection(k, thread, `${name} ${arrow}`, op.code, part);
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

/** Connections that threads keep for themselves: a linked list of heap blocks [thread, connection, next]; 0 is empty. */
const KEPT = O_F;

/** As connect, but each thread has one connection to a port, which it gets again and again. */
export const socketAttach: OpSpec = {
  ...socketConnect,
  info: { name: socketConnect.info.name },
  effect(k, thread, op) {
    const { i32 } = k.memory;
    for (const object of listeners(k)) {
      const at = objectAt(object);
      if (i32[at + PORT] !== op.n) continue;
      for (let block = i32[at + KEPT]!; block !== 0; block = i32[blockWords(block) + 2]!) {
        k.said.object = object;
        if (i32[blockWords(block)] === thread) return i32[blockWords(block) + 1]!;
      }
    }
    const connection = socketConnect.effect(k, thread, op) as number;
    const kept = objectAt(k.said.object) + KEPT;
    const block = allocate(k.memory, 12);
    i32[blockWords(block)] = thread;
    i32[blockWords(block) + 1] = connection;
    i32[blockWords(block) + 2] = i32[kept]!;
    i32[kept] = block;
    return connection;
  },
};

/** n: the server's end of a connection that a thread keeps for itself. Result: that thread's name, as CPython's managers say it. */
export const socketClient: OpSpec = {
  info: { name: 'getpeername' },
  about: 'object',
  touches: readsObject,
  guard: () => true,
  effect(k, _thread, op) {
    const { i32 } = k.memory;
    const at = objectAt(op.target);
    k.said.value = countItems(k.memory, at + BACKLOG);
    for (let block = i32[at + KEPT]!; block !== 0; block = i32[blockWords(block) + 2]!) {
      if (i32[blockWords(block) + 1]! + 1 !== op.n) continue;
      const thread = i32[blockWords(block)]!;
      const process = readBlock(k.memory, i32[processAt(processOf(k, thread)) + P_NAME]!);
      const name = readBlock(k.memory, i32[threadAt(thread) + T_NAME]!);
      return JSON.stringify(name === 'MainThread' ? process : `${process}|${name}`);
    }
    return JSON.stringify('');
  },
};

/** Result: the name of the server's end of the next connection. */
export const socketAccept: OpSpec = {
  info: { name: 'accept', wait: 'message', flow: 'receive' },
  about: 'object',
  touches: writesObject,
  guard(k, thread, op) {
    const at = objectAt(op.target);
    return !isOpen(k, at + OPEN, processOf(k, thread)) || countItems(k.memory, at + BACKLOG) > 0;
  },
  effect(k, thread, op) {
    const at = objectAt(op.target);
    const process = processOf(k, thread);
    if (!isOpen(k, at + OPEN, process)) {
      throw new PyError('OSError', '[Errno 9] Bad file descriptor');
    }
    const item = takeItem(k.memory, at + BACKLOG);
    const connection = item.value as number;
    for (const other of openersOf(k, at + OPEN)) {
      if (other !== process) closeConnection(k, connection, other);
    }
    k.said.value = countItems(k.memory, at + BACKLOG);
    k.said.cause = item.sent;
    k.said.other = item.sender;
    return connection;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS,
};

export const socketClose: OpSpec = {
  info: { name: 'close' },
  about: 'object',
  touches: (_k, _thread, { target }, f) => {
    f.writes(objectCell(target));
    f.writes(cellOf(Aspect.ports));
  },
  guard: () => true,
  effect(k, thread, op) {
    closeListener(k, objectAt(op.target), processOf(k, thread));
    k.said.value = countItems(k.memory, objectAt(op.target) + BACKLOG);
    return undefined;
  },
};

/** A closed socket has no file descriptor any more. */
const overSocket = (effect: OpSpec['effect']): OpSpec['effect'] => {
  return (k, thread, op) => {
    try {
      return effect(k, thread, op);
    } catch (error) {
      if (!(error instanceof PyError) || error.type !== 'OSError') throw error;
      throw new PyError('OSError', '[Errno 9] Bad file descriptor');
    }
  };
};

/** send and sendall: a text. Waits while the connection is full. */
export const socketSend: OpSpec = { ...pipeSend, effect: overSocket(pipeSend.effect) };

/** n: the most bytes. Result: text; '' at the end. */
export const socketReceive: OpSpec = {
  ...pipeReceive,
  effect: overSocket((k, thread, op) => {
    if (op.n <= 0) return '""';
    let text = '';
    for (;;) {
      const more = receiveFrom(k, thread, op.target);
      if (more === undefined) break;
      text += unpack(more.value) as string;
      if (utf8Length(text) >= op.n) {
        const [now, later] = splitUtf8(text, op.n);
        if (later !== '') putBack(k, op.target, { ...more, value: JSON.stringify(later) });
        text = now;
        break;
      }
    }
    const packed: Packed = JSON.stringify(text);
    k.said.text = reprPacked(packed);
    return packed;
  }),
};

const encoder = new TextEncoder();
const utf8Length = (text: string): number => encoder.encode(text).length;

/** The text up to `bytes` bytes of UTF-8, whole characters only but at least one, and the rest. */
function splitUtf8(text: string, bytes: number): readonly [string, string] {
  let length = 0;
  let end = 0;
  for (const char of text) {
    length += utf8Length(char);
    if (length > bytes && end > 0) break;
    end += char.length;
  }
  return [text.slice(0, end), text.slice(end)];
}

function closeConnection(k: Kernel, connection: number, process: ProcessIndex): void {
  const first = connection >> 1;
  const isSecond = (connection & 1) === 1;
  closeEnd(k, objectAt(first), isSecond ? RECEIVERS : SENDERS, process);
  closeEnd(k, objectAt(first + 1), isSecond ? SENDERS : RECEIVERS, process);
}

export const isListening = (k: Kernel, listener: ObjectIndex, process: ProcessIndex): boolean =>
  isOpen(k, objectAt(listener) + OPEN, process);

/** Closes a listening socket in a process; nobody else has it: connections that wait are refused. */
function closeListener(k: Kernel, at: number, process: ProcessIndex): void {
  if (!isOpen(k, at + OPEN, process)) return;
  closeEnd(k, at, OPEN, process);
  if (k.memory.i32[at + OPEN] !== 0) return;
  while (countItems(k.memory, at + BACKLOG) > 0) {
    closeConnection(k, takeItem(k.memory, at + BACKLOG).value as number, process);
  }
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
