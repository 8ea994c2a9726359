/**
 * Footprint of an op: the cells that it reads and writes, from which the explorer derives independence. Two ops of
 * different threads commute if every cell that both touch is only read by both or only added to by both.
 *
 * A cell is one piece of shared state: an object, the life of a thread, one aspect of a process or of the run. An op's
 * footprint covers its guard, its effect and its expiry, in the current state. It may depend on the state only through
 * cells that it names, so it stays valid while no other op touches them.
 */
import type { ObjectIndex, ProcessIndex, ThreadIndex } from '../base/units.ts';
import type { Request } from './request.ts';

/** Aspects of objects, threads and processes; those of the run have index 0. */
export const Aspect = {
  /** Everything of an object, its waiting lists too. */
  object: 0,
  /** A thread's life: created, started, begun, over, ended; its name and daemon flag. */
  thread: 1,
  /** A process's life: created, running, stopped, signalled, ended. Every op of one of its threads reads it. */
  process: 2,
  /** The live threads of a process, and their number. */
  alive: 3,
  /** Counters of a process's default names. */
  names: 4,
  /** A process's children, and which statuses were taken. */
  children: 5,
  /** A process's hooks, atexit callbacks, signal handlers, standard input. */
  settings: 6,
  /** A process's random number generator. */
  random: 7,
  clock: 8,
  /** Pids assigned so far, and the seeds that go with them. */
  pids: 9,
  /** Ports in use by listeners. */
  ports: 10,
  /** Terminals that have been opened. */
  terminals: 11,
  /** Standard output: the order of what is printed. */
  output: 12,
  /** Whether the run is over: it ends with its main process. */
  run: 13,
  /** A thread's wait, which others can end by a grant. */
  wait: 14,
  /** Whether a thread has begun. */
  begun: 15,
  /** Back and front of a FIFO queue, and its positions: see {@link placeCell}. */
  back: 16,
  front: 17,
  place: 18,
  /** Number of unfinished items of a queue. */
  unfinished: 19,
} as const;
export type Aspect = (typeof Aspect)[keyof typeof Aspect];

/** An upper bound of the number of aspects. */
const ASPECTS = 32;

/** Distinct positions of a queue; higher positions wrap around. */
export const PLACES = 16;

/** An {@link Aspect} and an index, as one number. */
export type Cell = number;

export const cellOf = (aspect: Aspect, index = 0): Cell => index * ASPECTS + aspect;
export const objectCell = (object: ObjectIndex): Cell => cellOf(Aspect.object, object);
export const aspectOf = (cell: Cell): Aspect => (cell % ASPECTS) as Aspect;
export const indexOf = (cell: Cell): number => (cell - (cell % ASPECTS)) / ASPECTS;
/** Position of the `number`th item of a queue. */
export const placeCell = (object: ObjectIndex, number: number): Cell =>
  cellOf(Aspect.place, object * PLACES + (number % PLACES));
export const threadCell = (thread: ThreadIndex): Cell => cellOf(Aspect.thread, thread);
export const processCell = (process: ProcessIndex): Cell => cellOf(Aspect.process, process);

/** Collects what an op touches. */
export interface Footprint {
  reads(cell: Cell): void;
  writes(cell: Cell): void;
  /** A change that commutes with others of its kind. */
  adds(cell: Cell): void;
  /** Conflicts with every op. */
  everything(): void;
}

type Said = (k: unknown, thread: ThreadIndex, op: Request, f: Footprint) => void;

export const touchesNothing: Said = () => undefined;
export const readsObject: Said = (_k, _thread, op, f) => f.reads(objectCell(op.target));
export const writesObject: Said = (_k, _thread, op, f) => f.writes(objectCell(op.target));
export const addsToObject: Said = (_k, _thread, op, f) => f.adds(objectCell(op.target));
export const readsThread: Said = (_k, _thread, op, f) => f.reads(threadCell(op.target));
export const writesThread: Said = (_k, _thread, op, f) => f.writes(threadCell(op.target));
/** Touches an aspect of the run. */
export const writesAspect =
  (aspect: Aspect): Said =>
  (_k, _thread, _op, f) =>
    f.writes(cellOf(aspect));

/** Writes the object where the op may proceed or would wait; reads it where the op would give up. */
export const triesObject =
  <K>(mayProceed: (k: K, thread: ThreadIndex, op: Request) => boolean) =>
  (k: K, thread: ThreadIndex, op: Request, f: Footprint): void => {
    const cell = objectCell(op.target);
    if (op.timeout < 0 || mayProceed(k, thread, op)) f.writes(cell);
    else f.reads(cell);
  };
