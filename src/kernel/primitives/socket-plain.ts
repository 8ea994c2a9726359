/**
 * Sockets as socket.socket() creates them: neither connected nor listening. bind() assigns a port, listen() turns one
 * into a listening socket and connect() (socket.ts) into a connection, which is an object of its own; the name stays.
 */
import type { ObjectIndex, ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { Aspect, cellOf, objectCell, readsObject, touchesNothing } from '../footprint.ts';
import { readBlock } from '../heap.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { O_NAME, O_WAITERS, O_WAITERS_2, objectAt } from '../memory.ts';
import { PyError } from '../errors.ts';
import type { CreateArgs, ObjectSpec } from '../object-spec.ts';
import { reprPacked, unpack, type Packed } from '../packed.ts';
import type { Request } from '../request.ts';
import { createObject } from './create.ts';
import { closeEnd, openEnd, openersOf } from './ends.ts';
import { closeSocketFile, fileAt, openFile, socketFile } from './file-table.ts';
import { Flow, FLOW, has, isOver, SHARED, takeReset } from './direction.ts';
import { receivesFrom, sendsInto } from './pipe.ts';
import {
  addressInUse,
  become,
  BOUND,
  Bound,
  FAMILY,
  freePort,
  invalidArgument,
  isPlain,
  isTaken,
  OPEN,
  openPlain,
  PORT,
  ROOM,
  roomFor,
  SIDE_PORT,
} from './ports.ts';
import { processOf } from './process-record.ts';
import { isSocketOpen } from './socket-connect.ts';
import { leaveListener, listenerObject } from './socket.ts';
import {
  BECAME,
  DETACHED,
  listenerName,
  parseSocketName,
  plainName,
  socketNow,
  type Socketed,
  type SocketName,
} from './socket-names.ts';
import { badDescriptor, notConnected } from './socket-errors.ts';
import { leaveStream } from './stream.ts';

/** Its words are those of ports.ts. */
const plainObject: ObjectSpec = {
  kind: 'other',
  // No thread waits there, but lists of ends use the words.
  lines: [{ at: O_WAITERS }, { at: O_WAITERS_2 }],
  begin: () => undefined,
  tell: () => ({ measure: 0, limit: -1 }),
};

type Touches = OpSpec['touches'];
const touchesPlain: Touches = (k, thread, { target }, f) => {
  f.writes(cellOf(Aspect.ports));
  f.writes(cellOf(Aspect.settings, processOf(k, thread)));
  f.writes(objectCell(target));
};

/** n: family; value: CreateArgs. Result: the object. */
const socketCreate: OpSpec = {
  info: { name: 'create' },
  about: 'none',
  touches: (k, thread, _op, f) => f.writes(cellOf(Aspect.settings, processOf(k, thread))),
  guard: () => true,
  effect(k, thread, op) {
    const { name, part } = unpack(op.value ?? '{}') as CreateArgs;
    const inner = { ...part, inner: true, kindName: 'socket' } as const;
    const place = { process: SHARED, name, part: inner };
    const made = createObject(k, thread, plainObject, place, op.code, (at) => {
      k.memory.i32[at + FAMILY] = op.n;
    });
    openPlain(k, made, processOf(k, thread));
    openFile(k, processOf(k, thread), { socket: plainName(made) });
    return made;
  },
};

/** The plain socket of an op; raises OSError if it is closed or no longer plain. */
function requirePlainSocket(k: Kernel, thread: ThreadIndex, object: ObjectIndex): void {
  const process = processOf(k, thread);
  if (isPlain(k, object, process)) return;
  const isThere = isSocketOpen(k, socketNow(k, plainName(object)), process);
  throw isThere ? invalidArgument() : badDescriptor();
}

/** target: a plain socket; n: port, 0 for any free one; value: bits of Bound. */
const socketBind: OpSpec = {
  info: { name: 'bind' },
  about: 'object',
  touches: touchesPlain,
  guard: () => true,
  effect(k, thread, op) {
    const { i32 } = k.memory;
    const at = objectAt(op.target);
    requirePlainSocket(k, thread, op.target);
    if (i32[at + PORT] !== 0) throw invalidArgument();
    const flags = Number(op.value ?? 0);
    const port = op.n === 0 ? freePort(k) : op.n;
    if (isTaken(k, port, (flags & Bound.reuse) !== 0, op.target)) throw addressInUse();
    i32[at + PORT] = port;
    i32[at + BOUND] = flags;
    k.said.text = String(port);
    return undefined;
  },
};

/** target: a plain socket; n: backlog. Result: the listening socket. */
const socketOpen: OpSpec = {
  info: { name: 'listen' },
  about: 'object',
  touches: touchesPlain,
  guard: () => true,
  effect(k, thread, op) {
    const { i32 } = k.memory;
    const at = objectAt(op.target);
    const process = processOf(k, thread);
    const now = socketNow(k, plainName(op.target));
    if (now.is === 'listener' && isSocketOpen(k, now, process)) {
      i32[objectAt(now.object) + ROOM] = roomFor(op.n);
      return now.object;
    }
    requirePlainSocket(k, thread, op.target);
    const port = i32[at + PORT] || freePort(k);
    const reuses = (i32[at + BOUND]! & Bound.reuse) !== 0;
    if (isTaken(k, port, reuses, op.target)) throw addressInUse();
    const place = { process: SHARED, name: readBlock(k.memory, i32[at + O_NAME]!) };
    const made = createObject(k, thread, listenerObject, place, op.code, (words) => {
      i32[words + PORT] = port;
      i32[words + BOUND] = i32[at + PORT] === 0 ? Bound.any : i32[at + BOUND]!;
      i32[words + ROOM] = roomFor(op.n);
    });
    for (const opener of openersOf(k, at + OPEN)) openEnd(k, objectAt(made) + OPEN, opener);
    become(k, op.target, listenerName(made));
    return made;
  },
};

/** n: a socket's name. Result: the current name: of its listening socket or connection, or its own. */
const socketAsk: OpSpec = {
  info: { name: 'getpeername' },
  about: 'object',
  touches: readsObject,
  guard: () => true,
  effect(k, _thread, op) {
    return k.memory.i32[objectAt(op.target) + BECAME] || plainName(op.target);
  },
};

/** target: the object in its events; n: a socket's name. */
const reads: Touches = (k, thread, op, f) => {
  const socket = parseSocketName(op.n);
  f.reads(cellOf(Aspect.ports));
  f.reads(cellOf(Aspect.settings, processOf(k, thread)));
  if (op.target >= 0) f.reads(objectCell(op.target));
  if (socket.is !== 'connection' && socket.object >= 0) f.reads(objectCell(socket.object));
};

const asks = (
  name: string,
  answer: (k: Kernel, now: Socketed, process: ProcessIndex, op: Request) => Packed,
): OpSpec => ({
  info: { name },
  about: 'object',
  touches: reads,
  guard: () => true,
  effect(k, thread, op) {
    const process = processOf(k, thread);
    const now = socketNow(k, op.n);
    return answer(k, now, process, op);
  },
});

function requireSocket(k: Kernel, now: Socketed, process: ProcessIndex): void {
  if (!isSocketOpen(k, now, process)) throw badDescriptor();
}

/** Result: JSON of host and port, or of '' for a socketpair. Raises OSError if the socket is closed. */
const socketName = asks('getsockname', (k, now, process) => {
  requireSocket(k, now, process);
  return JSON.stringify(ownAddress(k, now));
});

/** The same for the peer; raises OSError if there is none. */
const socketPeer = asks('getpeername', (k, now, process) => {
  requireSocket(k, now, process);
  const peer = peerAddress(k, now);
  if (peer === undefined) throw notConnected();
  return JSON.stringify(peer);
});

/** Result: its descriptor, -1 if closed. */
const socketFileno = asks('fileno', (k, now, process, op) => {
  return numberOf(k, process, op.n, now);
});

/** Result: the descriptor. The handle refers to no socket any more, and the descriptor stays open. */
const socketDetach: OpSpec = {
  ...socketFileno,
  info: { name: 'detach' },
  touches: (_k, _thread, _op, f) => f.everything(),
};

/**
 * n: a descriptor of the process. Result: JSON of name and family of its socket. Raises OSError for any other
 * descriptor.
 */
const socketAdopt: OpSpec = {
  info: { name: 'adopt' },
  about: 'none',
  touches: (k, thread, _op, f) => f.reads(cellOf(Aspect.settings, processOf(k, thread))),
  guard: () => true,
  effect(k, thread, op) {
    const file = fileAt(k, processOf(k, thread), op.n);
    if (file === undefined) throw badDescriptor();
    if ('socket' in file) {
      const now = socketNow(k, file.socket);
      const isLocal = now.is === 'connection' && has(k, sendsInto(now.connection), Flow.local);
      return JSON.stringify([file.socket, isLocal ? AF_UNIX : AF_INET]);
    }
    throw new PyError('OSError', '[Errno 88] Socket operation on non-socket');
  },
};

/** SO_ERROR. Result: the errno of the pending error, which is cleared; 0 for none. */
const socketError: OpSpec = {
  ...asks('getsockopt', (k, now, process) => {
    requireSocket(k, now, process);
    return now.is === 'connection' && takeReset(k, sendsInto(now.connection)) ? ECONNRESET : 0;
  }),
  touches: (_k, _thread, _op, f) => f.everything(),
};

const ECONNRESET = 104;
const AF_UNIX = 1;
const AF_INET = 2;

const says = (k: Kernel, op: Request): number => {
  k.said.text = reprPacked(op.value ?? 'null');
  return 0;
};

/** value: the handle's timeout in seconds. Raises OSError if closed. */
const socketSetTimeout = asks('settimeout', (k, now, process, op) => {
  requireSocket(k, now, process);
  return says(k, op);
});

const socketGetTimeout: OpSpec = {
  ...socketSetTimeout,
  info: { name: 'gettimeout' },
  touches: touchesNothing,
  effect: (k, _thread, op) => says(k, op),
};

/** value: text of the option. Raises OSError if closed. */
const socketOption = asks('setsockopt', (k, now, process, op) => {
  requireSocket(k, now, process);
  return says(k, op);
});

/** value: mode of the file object. */
const socketMakefile = asks('makefile', (k, _now, _process, op) => says(k, op));

/** n: a socket's name. Closes it in its process; its descriptor stays if it was detached. */
const socketLeave: OpSpec = {
  info: { name: 'close' },
  about: 'object',
  touches: (_k, _thread, _op, f) => f.everything(),
  guard: () => true,
  effect(k, thread, op) {
    closeSocket(k, thread, op.n);
    return undefined;
  },
};

/** Closes a socket of any kind. */
export function closeSocket(k: Kernel, thread: ThreadIndex, name: SocketName): void {
  if (name === DETACHED) return;
  const process = processOf(k, thread);
  const now = socketNow(k, name);
  if (now.is === 'listener') leaveListener(k, thread, now.object);
  else if (now.is === 'connection') leaveStream(k, thread, sendsInto(now.connection));
  else {
    closeSocketFile(k, process, name);
    closeEnd(k, objectAt(now.object), OPEN, process);
  }
}

/** Descriptor of a socket in a process, assigned now if the socket was received from elsewhere; -1: closed. */
export function numberOf(
  k: Kernel,
  process: ProcessIndex,
  name: SocketName,
  now = socketNow(k, name),
): number {
  if (!isSocketOpen(k, now, process)) return -1;
  const own = nameOf(now);
  return socketFile(k, process, own) ?? openFile(k, process, { socket: own });
}

const nameOf = (now: Socketed): SocketName =>
  now.is === 'connection'
    ? now.connection
    : now.is === 'listener'
      ? listenerName(now.object)
      : plainName(now.object);

export type ShownAddress = readonly [host: string, port: number] | '';

const here = (port: number): ShownAddress => ['127.0.0.1', port];

export function ownAddress({ memory: { i32 } }: Kernel, now: Socketed): ShownAddress {
  if (now.is === 'connection') {
    const into = objectAt(sendsInto(now.connection));
    const isLocal = (i32[into + FLOW]! & Flow.local) !== 0;
    return isLocal ? '' : here(i32[into + SIDE_PORT]!);
  }
  const at = objectAt(now.object);
  const isAny = i32[at + PORT] === 0 || (i32[at + BOUND]! & Bound.any) !== 0;
  return [isAny ? '0.0.0.0' : '127.0.0.1', i32[at + PORT]!];
}

/** undefined if there is no peer, or none any more. */
export function peerAddress(k: Kernel, now: Socketed): ShownAddress | undefined {
  if (now.is !== 'connection') return undefined;
  const from = receivesFrom(now.connection);
  if (has(k, from, Flow.local)) return '';
  if (isOver(k, sendsInto(now.connection))) return undefined;
  return here(k.memory.i32[objectAt(from) + SIDE_PORT]!);
}

export const socketPlainOps = {
  'socket.create': socketCreate,
  'socket.bind': socketBind,
  'socket.open': socketOpen,
  'socket.ask': socketAsk,
  'socket.name': socketName,
  'socket.peer': socketPeer,
  'socket.fileno': socketFileno,
  'socket.settimeout': socketSetTimeout,
  'socket.gettimeout': socketGetTimeout,
  'socket.option': socketOption,
  'socket.makefile': socketMakefile,
  'socket.detach': socketDetach,
  'socket.adopt': socketAdopt,
  'socket.error': socketError,
  'socket.leave': socketLeave,
} satisfies Record<string, OpSpec>;
