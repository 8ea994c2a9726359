/**
 * What an op reads and writes, for whoever has to know which ops can be told apart by their order. Two ops of different
 * threads that touch no cell in common, or both only read it, or both only add to it, come to the same in either order.
 *
 * A cell is one thing that ops share: an object, the life of a thread, one side of a process or of the run. The footprint
 * of an op covers its guard, its effect and what it does when its time is up, as the state is now. It may depend on the
 * state only through cells that it names, so that it stays as it is while others touch none of them.
 */
import type { ObjectIndex, ProcessIndex, ThreadIndex } from '../base/units.ts';
import type { Request } from './request.ts';

/** Which side of what; the run's own have the index 0. */
export const Aspect = {
  /** All that belongs to an object, its lines too. */
  object: 0,
  /** A thread's life: created, started, begun, over, ended; its name and whether it is a daemon. */
  thread: 1,
  /** A process's life: created, running, stopped, signalled, ended. Every op of one of its threads reads it. */
  process: 2,
  /** How many of a process's threads live, and which. */
  alive: 3,
  /** What default names are counted by in a process. */
  names: 4,
  /** A process's children, and whose status was taken. */
  children: 5,
  /** A process's hooks, callbacks at exit, handlers, standard input. */
  settings: 6,
  /** A process's generator of random numbers. */
  random: 7,
  clock: 8,
  /** Pids that have been given away, and the seeds that go with them. */
  pids: 9,
  /** Ports that are listened at. */
  ports: 10,
  /** Terminals that have been opened. */
  terminals: 11,
  /** Standard output: the order of what is printed. */
  output: 12,
  /** Whether the run is over: it ends with its main process. */
  run: 13,
  /** A wait of a thread, which others can end by what they grant it. */
  wait: 14,
  /** Whether a thread has begun. */
  begun: 15,
  /** The two ends of a queue that is first in, first out, and its places: see {@link placeCell}. */
  back: 16,
  front: 17,
  place: 18,
  /** How many items of a queue are not done. */
  unfinished: 19,
} as const;
export type Aspect = (typeof Aspect)[keyof typeof Aspect];

/** More than there are aspects. */
const ASPECTS = 32;

/** Places of a queue that are told apart; beyond them they go round. */
export const PLACES = 16;

/** An {@link Aspect} of one index, as one number. */
export type Cell = number;

export const cellOf = (aspect: Aspect, index = 0): Cell => index * ASPECTS + aspect;
export const objectCell = (object: ObjectIndex): Cell => cellOf(Aspect.object, object);
export const aspectOf = (cell: Cell): Aspect => (cell % ASPECTS) as Aspect;
export const indexOf = (cell: Cell): number => (cell - (cell % ASPECTS)) / ASPECTS;
/** Where a queue has the item that is its `number`th. */
export const placeCell = (object: ObjectIndex, number: number): Cell =>
  cellOf(Aspect.place, object * PLACES + (number % PLACES));
export const threadCell = (thread: ThreadIndex): Cell => cellOf(Aspect.thread, thread);
export const processCell = (process: ProcessIndex): Cell => cellOf(Aspect.process, process);

/** Where an op says what it touches. */
export interface Footprint {
  reads(cell: Cell): void;
  writes(cell: Cell): void;
  /** A change that comes to the same in any order with others of its kind. */
  adds(cell: Cell): void;
  /** It may touch anything. */
  everything(): void;
}

type Said = (k: unknown, thread: ThreadIndex, op: Request, f: Footprint) => void;

export const touchesNothing: Said = () => undefined;
export const readsObject: Said = (_k, _thread, op, f) => f.reads(objectCell(op.target));
export const writesObject: Said = (_k, _thread, op, f) => f.writes(objectCell(op.target));
export const addsToObject: Said = (_k, _thread, op, f) => f.adds(objectCell(op.target));
export const readsThread: Said = (_k, _thread, op, f) => f.reads(threadCell(op.target));
export const writesThread: Said = (_k, _thread, op, f) => f.writes(threadCell(op.target));
/** Of the run. */
export const writesAspect =
  (aspect: Aspect): Said =>
  (_k, _thread, _op, f) =>
    f.writes(cellOf(aspect));

/** Changes its object where it may proceed, or will wait until it may; looks at it only where it would give up. */
export const triesObject =
  <K>(mayProceed: (k: K, thread: ThreadIndex, op: Request) => boolean) =>
  (k: K, thread: ThreadIndex, op: Request, f: Footprint): void => {
    const cell = objectCell(op.target);
    if (op.timeout < 0 || mayProceed(k, thread, op)) f.writes(cell);
    else f.reads(cell);
  };
