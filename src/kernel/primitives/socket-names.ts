/**
 * Socket names: one number for any socket: a connection by its own name (pipe.ts), listening sockets and plain sockets
 * by their object, each in a range of its own. A plain socket keeps its name for ever; its words say which listener or
 * connection it has become.
 */
import type { ObjectIndex } from '../../base/units.ts';
import type { Kernel } from '../kernel.ts';
import { O_A, objectAt } from '../memory.ts';

export type SocketName = number;

const LISTENER = 1 << 21;
const PLAIN = 1 << 22;

export const listenerName = (object: ObjectIndex): SocketName => LISTENER + object;
export const plainName = (object: ObjectIndex): SocketName => PLAIN + object;

/** Name in a detached handle: refers to no open socket. */
export const DETACHED: SocketName = 1 << 23;

export type Socketed =
  | { readonly is: 'connection'; readonly connection: number }
  | { readonly is: 'listener' | 'plain'; readonly object: ObjectIndex };

export function parseSocketName(name: SocketName): Socketed {
  if (name === DETACHED) return { is: 'plain', object: -1 };
  if (name >= PLAIN) return { is: 'plain', object: name - PLAIN };
  if (name >= LISTENER) return { is: 'listener', object: name - LISTENER };
  return { is: 'connection', connection: name };
}

/** Name of the listener or connection that a plain socket has become; 0 before. */
export const BECAME = O_A;

/** Current state of a socket. */
export function socketNow(k: Kernel, name: SocketName): Socketed {
  const socket = parseSocketName(name);
  if (socket.is !== 'plain' || socket.object < 0) return socket;
  const became = k.memory.i32[objectAt(socket.object) + BECAME]!;
  return became === 0 ? socket : parseSocketName(became);
}
