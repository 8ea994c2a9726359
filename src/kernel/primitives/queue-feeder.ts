/**
 * State of each process regarding a multiprocessing.Queue (Lib/multiprocessing/queues.py). The first put() starts a
 * feeder thread, which moves items from the process's buffer to the pipe. Once the queue is closed and everything is
 * fed, the feeder closes the process's ends of the pipe and ends; items put after that stay in the buffer for ever. A
 * child forked by multiprocessing starts without a feeder, but with its parent's ends. A child of os.fork() has a copy
 * of everything except the thread.
 */
import type { ObjectIndex, ProcessIndex } from '../../base/units.ts';
import { Aspect, cellOf, objectCell, type Footprint } from '../footprint.ts';
import type { Kernel, ProcessPart } from '../kernel.ts';
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

/** Of a queue: flags for each process that has closed it or put an item. */
const STANDINGS = O_E;

export const Standing = {
  /** Closed: no more put or get. */
  closed: 1,
  /** Its feeder runs. */
  fed: 2,
  /** Its feeder has ended. */
  unfed: 4,
  /** Its ends of the pipe are closed. */
  shut: 8,
} as const;

/** Above the flags: number of items that stay in its buffer for ever. */
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

/** Counts an item that never arrives. */
export function loseItem(k: Kernel, object: ObjectIndex, process: ProcessIndex): void {
  const list = objectAt(object) + STANDINGS;
  setMark(k, list, process, markOf(k, list, process) + LOST_ONE);
}

/** Number of items that are counted but in no pipe. */
export function countLost(k: Kernel, object: ObjectIndex): number {
  let lost = 0;
  for (const [, mark] of marks(k, objectAt(object) + STANDINGS)) {
    lost += Math.floor(mark / LOST_ONE);
  }
  return lost;
}

/** Ends the feeders of processes that have closed the queue and whose items are all in the pipe. */
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

/** Whether every process has closed its ends, so that readers are at end of file. */
export function isAtEnd(k: Kernel, object: ObjectIndex): boolean {
  const { i32 } = k.memory;
  for (let process = 0; process < i32[H_PROCESSES]!; process++) {
    const isAlive = i32[processAt(process) + P_STATE] === ProcessState.running;
    if (isAlive && !stands(k, object, process, Standing.shut)) return false;
  }
  return true;
}

/** Footprint of setting a flag, which forks of the process inherit. */
export function touchesStanding(
  k: Kernel,
  object: ObjectIndex,
  process: ProcessIndex,
  flag: number,
  f: Footprint,
): void {
  if (!stands(k, object, process, flag)) f.writes(cellOf(Aspect.settings, process));
}

/** Footprint of {@link endFeeders}. */
export function touchesFeeders(k: Kernel, object: ObjectIndex, f: Footprint): void {
  for (const [process, mark] of marks(k, objectAt(object) + STANDINGS)) {
    const isEnding = (mark & Standing.closed) !== 0 && (mark & Standing.fed) !== 0;
    if (isEnding) f.writes(cellOf(Aspect.settings, process));
  }
}

/** Those that some process has closed or put an item into. */
function* queuesOf(k: Kernel): Generator<ObjectIndex> {
  for (const object of sharedQueues(k)) {
    if (k.memory.i32[objectAt(object) + STANDINGS] !== 0) yield object;
  }
}

/** All queues that processes share. */
export function* sharedQueues({ memory: { i32 } }: Kernel): Generator<ObjectIndex> {
  for (let object = 0; object < i32[H_OBJECTS]!; object++) {
    const at = objectAt(object);
    if (i32[at + O_KIND] === kindCode.queue && i32[at + O_PROCESS] === SHARED) yield object;
  }
}

export const feederPart: ProcessPart = {
  /** Closes its ends of every queue's pipe. */
  ends(k) {
    for (const object of queuesOf(k)) {
      if (isAtEnd(k, object)) k.wakeAll(objectAt(object) + O_WAITERS);
    }
  },
  /** A thread killed in join() of a JoinableQueue is counted there, whether it waits now or in another order of steps. */
  touchesEnd(k, _process, f) {
    for (const object of sharedQueues(k)) f.writes(objectCell(object));
  },
  inherits(k, parent, child, isCopy) {
    for (const object of queuesOf(k)) {
      const list = objectAt(object) + STANDINGS;
      const mark = markOf(k, list, parent);
      const hadFeeder = (mark & (Standing.fed | Standing.unfed)) !== 0;
      const copied = (mark & Standing.closed) | (hadFeeder ? Standing.unfed : 0);
      const heir = (mark & Standing.shut) | (isCopy ? copied : 0);
      if (heir !== 0) setMark(k, list, child, heir);
    }
  },
};
