/** Port allocation for listening sockets and plain bound ones, and the words of both. */
import type { ObjectIndex, ProcessIndex } from '../../base/units.ts';
import { PyError } from '../errors.ts';
import { Aspect, cellOf } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { H_OBJECTS, O_A, O_D, O_E, O_F, O_G, O_KIND, O_WAITERS_3, objectAt } from '../memory.ts';
import { kindCode } from '../object-spec.ts';
import { isOpen, openEnd, openersOf } from './ends.ts';
import { renameSocketFile } from './file-table.ts';
import { FLOW } from './direction.ts';
import { processOf } from './process-record.ts';
import { BECAME, plainName, type SocketName } from './socket-names.ts';

export const PORT = O_D;
/** Processes that have it open: a list of ends.ts. */
export const OPEN = O_E;
/** Bits of {@link Bound}. */
export const BOUND = O_G;
/** Connections to accept: items whose values are the names of the server's ends. */
export const BACKLOG = O_A;
/** Linux queues one connection more than the backlog. */
export const ROOM = O_WAITERS_3 + 1;
/** 1 once shutdown() has ended it, while still open. */
export const SHUT = O_WAITERS_3;
/** Of a plain socket: its family (1 or 2). */
export const FAMILY = O_F;
/** Of each direction of a connection: the port of the side that sends into it. */
export const SIDE_PORT = FLOW + 1;

export const Bound = {
  /** Bound to every address of the machine. */
  any: 1,
  /** SO_REUSEADDR: others may bind the port too as long as none listens. */
  reuse: 2,
} as const;

/** Default backlog of listen(), about SOMAXCONN. */
const DEFAULT_BACKLOG = 128;

export const roomFor = (backlog = DEFAULT_BACKLOG): number => Math.max(backlog, 0) + 1;

const LAST_PORT = 65_535;
const FIRST_FREE_PORT = 49_152;
/** First port of clients that are not bound. */
const FIRST_CLIENT_PORT = 40_000;

function* objectsOf(
  { memory: { i32 } }: Kernel,
  kind: 'listener' | 'other',
): Generator<ObjectIndex> {
  for (let object = 0; object < i32[H_OBJECTS]!; object++) {
    if (i32[objectAt(object) + O_KIND] === kindCode[kind]) yield object;
  }
}

export const listeners = (k: Kernel): Generator<ObjectIndex> => objectsOf(k, 'listener');
/** Sockets created by socket.socket(). */
export const plainSockets = (k: Kernel): Generator<ObjectIndex> => objectsOf(k, 'other');

/** The open listening socket at a port. */
export function listenerAt(k: Kernel, port: number): ObjectIndex | undefined {
  for (const object of listeners(k)) {
    const at = objectAt(object);
    const isThere = k.memory.i32[at + OPEN] !== 0 && k.memory.i32[at + SHUT] === 0;
    if (k.memory.i32[at + PORT] === port && isThere) return object;
  }
  return undefined;
}

/** Whether the port is taken. `but`: a plain socket to ignore. */
export function isTaken(k: Kernel, port: number, reuses = false, but: ObjectIndex = -1): boolean {
  if (listenerAt(k, port) !== undefined) return true;
  const { i32 } = k.memory;
  for (const object of plainSockets(k)) {
    const at = objectAt(object);
    if (object === but || i32[at + PORT] !== port || i32[at + OPEN] === 0) continue;
    const isShared = reuses && (i32[at + BOUND]! & Bound.reuse) !== 0;
    if (i32[at + BECAME] === 0 && !isShared) return true;
  }
  return false;
}

/**
 * A port that has never been used by a listener, while there is one: a client of an old port must not reach a new
 * server.
 */
export function freePort(k: Kernel): number {
  const { i32 } = k.memory;
  const known = new Set(Array.from(listeners(k), (object) => i32[objectAt(object) + PORT]!));
  const free = (isOld: (port: number) => boolean): number => {
    let port = FIRST_FREE_PORT;
    while (isOld(port) || isTaken(k, port)) port++;
    return port;
  };
  const fresh = free((port) => known.has(port));
  return fresh <= LAST_PORT ? fresh : free(() => false);
}

/** Port of a client whose connection starts with this object. */
export const clientPort = (first: ObjectIndex): number => FIRST_CLIENT_PORT + (first % 9000);

export const addressInUse = (): PyError =>
  new PyError('OSError', '[Errno 98] Address already in use');
export const invalidArgument = (): PyError => new PyError('OSError', '[Errno 22] Invalid argument');

/** Whether this process has the plain socket open. False once it has become a listener or a connection. */
export const isPlain = (k: Kernel, object: ObjectIndex, process: ProcessIndex): boolean =>
  k.memory.i32[objectAt(object) + BECAME] === 0 && isOpen(k, objectAt(object) + OPEN, process);

/** Turns a plain socket into a listener or a connection, in every process that has it. */
export function become(k: Kernel, object: ObjectIndex, name: SocketName): void {
  const at = objectAt(object);
  k.memory.i32[at + BECAME] = name;
  for (const process of openersOf(k, at + OPEN)) {
    renameSocketFile(k, process, plainName(object), name);
  }
}

/** Opens a plain socket in a process. */
export const openPlain = (k: Kernel, object: ObjectIndex, process: ProcessIndex): void =>
  openEnd(k, objectAt(object) + OPEN, process);

/** Footprint of an op that assigns or frees a descriptor. */
export function numbered(touches: OpSpec['touches']): OpSpec['touches'] {
  return (k, thread, op, f) => {
    f.writes(cellOf(Aspect.settings, processOf(k, thread)));
    touches(k, thread, op, f);
  };
}
