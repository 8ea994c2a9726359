/** Python's `multiprocessing.connection`: waiting for several objects at once. */
import { code } from '../kernel/ops.ts';
import { PyError } from '../kernel/errors.ts';
import { isOneWay, isSecond, receivesFrom, sendsInto } from '../kernel/primitives/pipe.ts';
import type { Awaited } from '../kernel/primitives/wait-any.ts';
import { patience } from './handle.ts';
import { Connection } from './multiprocessing-pipe.ts';
import { FIRST_SENTINEL } from './multiprocessing-process.ts';
import { Socket } from './socket.ts';
import { step, type Steps } from './steps.ts';

/** A connection, a socket, or the sentinel of a process. */
export type Waitable = Connection | Socket | number;

function awaitedOf(thing: Waitable): Awaited {
  if (typeof thing === 'number') return ['sentinel', thing - FIRST_SENTINEL];
  if (thing instanceof Socket) return ['socket', thing.id];
  const writesOnly = thing instanceof Connection && isOneWay(thing.id) && !isSecond(thing.id);
  return writesOnly ? ['send', sendsInto(thing.id)] : ['recv', receivesFrom(thing.id)];
}

/**
 * Waits until one of them is ready, at most `timeout` seconds (null: no timeout); returns the ready ones in the order
 * given, or none. Raises OSError for a closed one, KeyError for one that is given twice.
 */
export function* wait(
  things: readonly Waitable[],
  timeout: number | null = null,
): Steps<Waitable[]> {
  const all = things.map(awaitedOf);
  if (new Set(all.map(String)).size < all.length) {
    throw new PyError('KeyError', "'an object is already registered'");
  }
  const value = JSON.stringify(all);
  const limit = patience(timeout ?? undefined);
  const places = yield* step<string>(code['connection.wait'], -1, 0, limit, value);
  return (JSON.parse(places) as number[]).map((place) => things[place]!);
}
