/** A server process keeps a dict and a list for ten others. */
import { Dict, List, print } from '../../program/builtins.ts';
import { Manager, Process, type DictProxy, type ListProxy } from '../../program/multiprocessing.ts';
import type { Steps } from '../../program/steps.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

const NAMES = ['Ann', 'Ben', 'Cem', 'Dora', 'Eve', 'Finn', 'Gus', 'Hana', 'Ida', 'Jan'];

type Args<R, A> = [number: number, name: string, rooms: R, arrivals: A, params: Params];

export function* main(params: Params): Steps<void> {
  const first = Array.from({ length: params.first }, (_, n) => n);
  if (params.keep === 'plain') {
    const rooms = yield* new Dict<string, number>(); // [own-dict]
    const arrivals = yield* new List<string | number>(first); // [own-list]
    yield* receive(params, checkInAlone, rooms, arrivals);
    yield* print('rooms:', yield* rooms.str()); // [own-rooms]
    yield* print('arrivals:', yield* arrivals.str()); // [own-arrivals]
    return;
  }
  const manager = yield* new Manager(); // [manager]
  const rooms = yield* manager.dict(); // [dict]
  const arrivals = yield* manager.list(first); // [list]
  if (params.keep === 'nested') {
    yield* rooms.setItem('arrivals', []); // [nest]
  }
  yield* receive(params, checkIn, rooms, arrivals);
  yield* print('rooms:', yield* rooms.str()); // [rooms]
  yield* print('arrivals:', yield* arrivals.str()); // [arrivals]
  yield* manager.shutdown(); // [shutdown]
}

function* receive<R, A>(
  params: Params,
  target: (...args: Args<R, A>) => Steps<void>,
  rooms: R,
  arrivals: A,
): Steps<void> {
  const guests = [];
  for (const [index, name] of NAMES.slice(0, params.guests).entries()) {
    const args: Args<R, A> = [index + 1, name, rooms, arrivals, params];
    const guest = yield* new Process({ target, args, name }); // [create]
    yield* guest.start(); // [start]
    guests.push(guest);
  }
  for (const guest of guests) {
    yield* guest.join(); // [join]
  }
}

export function* checkIn(
  number: number,
  name: string,
  rooms: DictProxy,
  arrivals: ListProxy,
  { keep, pace }: Params,
): Steps<void> {
  yield* sleep(number * pace); // [travel]
  yield* rooms.setItem(name, number); // [room]
  if (keep === 'nested') {
    const copy = (yield* rooms.getItem('arrivals')) as string[]; // [fetch]
    copy.push(name);
  } else {
    yield* arrivals.append(name); // [append]
  }
}

export function* checkInAlone(
  number: number,
  name: string,
  rooms: Dict<string, number>,
  arrivals: List<string | number>,
  { pace }: Params,
): Steps<void> {
  yield* sleep(number * pace); // [travel]
  yield* rooms.setItem(name, number); // [own-room]
  yield* arrivals.append(name); // [own-append]
}
