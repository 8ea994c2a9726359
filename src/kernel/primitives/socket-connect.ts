/** connect(): puts a client into a listening socket's backlog, with a connection not yet accepted. */
import type { ObjectIndex, ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { PyError } from '../errors.ts';
import { Aspect, cellOf, objectCell } from '../footprint.ts';
import { readBlock } from '../heap.ts';
import { addItem, countItems } from '../items.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import {
  H_OBJECTS,
  O_NAME,
  O_WAITERS,
  O_WAITERS_2,
  objectAt,
  T_DEADLINE,
  threadAt,
} from '../memory.ts';
import { partAt } from './create.ts';
import { isOpen, openersOf } from './ends.ts';
import { openFile } from './file-table.ts';
import { makeTwins, SENDERS } from './direction.ts';
import { connectionsOf, createDirection, sendsInto, shareConnection } from './pipe.ts';
import {
  BACKLOG,
  become,
  clientPort,
  isPlain,
  listenerAt,
  numbered,
  OPEN,
  PORT,
  ROOM,
  SIDE_PORT,
} from './ports.ts';
import { processOf } from './process-record.ts';
import { plainName, socketNow, type Socketed } from './socket-names.ts';
import { badDescriptor, timedOut } from './socket-errors.ts';
import { objectThing, wakeWatchers } from './watchers.ts';

/** Whether connect() returns: there is room in the backlog, no listener, or the socket cannot be connected. */
function canConnect(k: Kernel, thread: ThreadIndex, port: number, plain: ObjectIndex): boolean {
  if (plain >= 0 && !isPlain(k, plain, processOf(k, thread))) return true;
  const server = listenerAt(k, port);
  if (server === undefined) return true;
  const at = objectAt(server);
  return countItems(k.memory, at + BACKLOG) < k.memory.i32[at + ROOM]!;
}

/**
 * n: port; target: the plain socket to connect, or -1. Result: the name of the caller's end. Waits for room in the
 * backlog, not for accept().
 */
export const socketConnect: OpSpec = {
  info: { name: 'connect', wait: 'message', flow: 'send' },
  about: 'none',
  touches: numbered((k, _thread, { n: port, target }, f) => {
    f.reads(cellOf(Aspect.ports));
    if (target >= 0) f.writes(objectCell(target));
    const server = listenerAt(k, port);
    if (server !== undefined) f.writes(objectCell(server));
  }),
  guard: (k, thread, op) => canConnect(k, thread, op.n, op.target),
  waitsIn: (k, _thread, op) => objectAt(listenerAt(k, op.n)!) + O_WAITERS_2,
  expire(_k, _thread, op) {
    if (op.timeout > 0) throw timedOut(op);
    throw new PyError('BlockingIOError', '[Errno 115] Operation now in progress');
  },
  effect(k, thread, op) {
    const plain = op.target;
    const process = processOf(k, thread);
    if (plain >= 0 && !isPlain(k, plain, process)) throw cannotConnect(k, plain, process);
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
      createDirection(k, thread, `${name} ${arrow}`, op.code, part);
    }
    makeTwins(k, first, 0);
    // Besides the two new directions there is an event for the connection.
    k.said.quiet = false;
    k.said.text = name;
    const [ours, theirs] = connectionsOf(first, false);
    const users = plain < 0 ? [process] : openersOf(k, objectAt(plain) + OPEN);
    for (const user of users) shareConnection(k, ours, user);
    const bound = plain < 0 ? 0 : i32[objectAt(plain) + PORT]!;
    i32[objectAt(first) + SIDE_PORT] = bound === 0 ? clientPort(first) : bound;
    i32[objectAt(first + 1) + SIDE_PORT] = op.n;
    if (plain >= 0) become(k, plain, ours);
    else openFile(k, process, { socket: ours });
    // Until it is accepted, the listening socket keeps the server's end.
    for (const opener of openersOf(k, at + OPEN)) shareConnection(k, theirs, opener);
    const item = { value: theirs, sent: k.nextEvent(), sender: thread, carried: false };
    addItem(k.memory, at + BACKLOG, item, 'back');
    wakeAcceptors(k, at + O_WAITERS);
    wakeWatchers(k, (things) => things.some((thing) => thing === objectThing(server)));
    k.said.object = server;
    k.said.value = countItems(k.memory, at + BACKLOG);
    return ours;
  },
};

/** Acceptors with a timeout wait in poll(), so all of them are woken; else the first in line. */
function wakeAcceptors(k: Kernel, line: number): void {
  const first = k.wakeOne(line);
  if (first >= 0 && k.memory.f64[(threadAt(first) + T_DEADLINE) >> 1] !== Infinity) k.wakeAll(line);
}

/** Why a socket of this process cannot be connected. */
function cannotConnect(k: Kernel, plain: ObjectIndex, process: ProcessIndex): PyError {
  const now = socketNow(k, plainName(plain));
  if (!isSocketOpen(k, now, process)) return badDescriptor();
  return new PyError('OSError', '[Errno 106] Transport endpoint is already connected');
}

/** Whether this process has the socket open. */
export function isSocketOpen(k: Kernel, now: Socketed, process: ProcessIndex): boolean {
  if (now.is === 'connection')
    return isOpen(k, objectAt(sendsInto(now.connection)) + SENDERS, process);
  return now.object >= 0 && isOpen(k, objectAt(now.object) + OPEN, process);
}
