/**
 * How a socket goes by one number, whatever it is: a connection by its own name (pipe.ts), and in a range of its own each
 * a listening socket and one that began as socket.socket(), by its object. The latter keeps its name for ever; what it
 * has become, a listening socket or a connection, stands in its words.
 */
import type { ObjectIndex } from '../../base/units.ts';
import type { Kernel } from '../kernel.ts';
import { O_A, objectAt } from '../memory.ts';

export type SocketName = number;

const LISTENER = 1 << 21;
const PLAIN = 1 << 22;

export const listenerName = (object: ObjectIndex): SocketName => LISTENER + object;
export const plainName = (object: ObjectIndex): SocketName => PLAIN + object;

/** What a handle names whose number was taken out of it: nothing that is open. */
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

/** The name of what a plain socket has become; 0 while it is neither connected nor listens. */
export const BECAME = O_A;

/** What a socket is by now. */
export function socketNow(k: Kernel, name: SocketName): Socketed {
  const socket = parseSocketName(name);
  if (socket.is !== 'plain' || socket.object < 0) return socket;
  const became = k.memory.i32[objectAt(socket.object) + BECAME]!;
  return became === 0 ? socket : parseSocketName(became);
}
