/**
 * How each process stands to a multiprocessing.Queue (Lib/multiprocessing/queues.py). The first put() starts a feeder
 * thread, which takes items from the process's buffer to the pipe. Once the queue is closed and all is fed, it closes the
 * process's ends of the pipe and is over; what is put after that stays in the buffer for ever. A process that
 * multiprocessing forks begins anew, but with the ends as its parent had them. One that os.fork() makes has a copy of
 * everything save the thread.
 */
import type { ObjectIndex, ProcessIndex } from '../../base/units.ts';
import { Aspect, cellOf, type Footprint } from '../footprint.ts';
import type { Kernel } from '../kernel.ts';
import {
  H_OBJECTS,
  H_PROCESSES,
  O_E,
  O_KIND,
  O_PROCESS,
  O_WAITERS,
  objectAt,
  P_STATE,
  processAt,
} from '../memory.ts';
import { kindCode } from '../object-spec.ts';
import { SHARED } from './direction.ts';
import { marks, markOf, setMark } from './ends.ts';
import { ProcessState } from './process-record.ts';

/** Of a queue: a mark for each process that has closed it or put something. */
const STANDINGS = O_E;

export const Standing = {
  /** It puts and gets no more. */
  closed: 1,
  /** Its feeder runs. */
  fed: 2,
  /** It had a feeder, and has none any more. */
  unfed: 4,
  /** Its ends of the pipe are closed. */
  shut: 8,
} as const;

/** Above the flags: how many items stay in its buffer for ever. */
const LOST_ONE = 16;

export const stands = (
  k: Kernel,
  object: ObjectIndex,
  process: ProcessIndex,
  flag: number,
): boolean => (markOf(k, objectAt(object) + STANDINGS, process) & flag) !== 0;

export function setStanding(
  k: Kernel,
  object: ObjectIndex,
  process: ProcessIndex,
  flag: number,
): void {
  const list = objectAt(object) + STANDINGS;
  const mark = markOf(k, list, process);
  if ((mark & flag) !== flag) setMark(k, list, process, mark | flag);
}

/** An item is counted and never arrives. */
export function loseItem(k: Kernel, object: ObjectIndex, process: ProcessIndex): void {
  const list = objectAt(object) + STANDINGS;
  setMark(k, list, process, markOf(k, list, process) + LOST_ONE);
}

/** So many items are counted and in no pipe. */
export function countLost(k: Kernel, object: ObjectIndex): number {
  let lost = 0;
  for (const [, mark] of marks(k, objectAt(object) + STANDINGS)) {
    lost += Math.floor(mark / LOST_ONE);
  }
  return lost;
}

/** Ends the feeders of those that have closed it and of whose items all are in the pipe. */
export function endFeeders(
  k: Kernel,
  object: ObjectIndex,
  holdsBack: (process: ProcessIndex) => boolean,
): void {
  const at = objectAt(object);
  for (const [process, mark] of marks(k, at + STANDINGS)) {
    const isEnding = (mark & Standing.closed) !== 0 && (mark & Standing.fed) !== 0;
    if (!isEnding || holdsBack(process)) continue;
    const ended = Standing.unfed | Standing.shut;
    setMark(k, at + STANDINGS, process, (mark & ~Standing.fed) | ended);
    k.wakeAll(at + O_WAITERS);
  }
}

/** Has every process closed its ends? Then whoever reads is at the end of the pipe. */
export function isAtEnd(k: Kernel, object: ObjectIndex): boolean {
  const { i32 } = k.memory;
  for (let process = 0; process < i32[H_PROCESSES]!; process++) {
    const isAlive = i32[processAt(process) + P_STATE] === ProcessState.running;
    if (isAlive && !stands(k, object, process, Standing.shut)) return false;
  }
  return true;
}

/** Whoever sets a flag changes what a fork of its process has. */
export function touchesStanding(
  k: Kernel,
  object: ObjectIndex,
  process: ProcessIndex,
  flag: number,
  f: Footprint,
): void {
  if (!stands(k, object, process, flag)) f.writes(cellOf(Aspect.settings, process));
}

/** The same of what {@link endFeeders} may do. */
export function touchesFeeders(k: Kernel, object: ObjectIndex, f: Footprint): void {
  for (const [process, mark] of marks(k, objectAt(object) + STANDINGS)) {
    const isEnding = (mark & Standing.closed) !== 0 && (mark & Standing.fed) !== 0;
    if (isEnding) f.writes(cellOf(Aspect.settings, process));
  }
}

function* queuesOf({ memory: { i32 } }: Kernel): Generator<ObjectIndex> {
  for (let object = 0; object < i32[H_OBJECTS]!; object++) {
    const at = objectAt(object);
    if (i32[at + O_KIND] !== kindCode.queue || i32[at + O_PROCESS] !== SHARED) continue;
    if (i32[at + STANDINGS] !== 0) yield object;
  }
}

/** A process has ended, and with it its ends of every pipe. */
export function leaveQueues(k: Kernel): void {
  for (const object of queuesOf(k)) {
    if (isAtEnd(k, object)) k.wakeAll(objectAt(object) + O_WAITERS);
  }
}

/** @param isCopy os.fork(), and not multiprocessing */
export function inheritQueues(
  k: Kernel,
  parent: ProcessIndex,
  child: ProcessIndex,
  isCopy: boolean,
): void {
  for (const object of queuesOf(k)) {
    const list = objectAt(object) + STANDINGS;
    const mark = markOf(k, list, parent);
    const hadFeeder = (mark & (Standing.fed | Standing.unfed)) !== 0;
    const copied = (mark & Standing.closed) | (hadFeeder ? Standing.unfed : 0);
    const heir = (mark & Standing.shut) | (isCopy ? copied : 0);
    if (heir !== 0) setMark(k, list, child, heir);
  }
}
