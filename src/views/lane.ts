/** The lanes of the timeline, as data: those of threads, of objects and of cores, and the lanes of one process together. */
import type { ObjectIndex, ProcessIndex, ThreadIndex } from '../base/units.ts';
import type { AscendingList } from './grow.ts';
import type { IntervalColumn } from './interval-column.ts';
import type { StepColumn } from './step-column.ts';

export interface ThreadLane {
  readonly kind: 'thread';
  readonly index: ThreadIndex;
  readonly intervals: IntervalColumn;
  /** Events by the thread or done to it, in order. */
  readonly events: AscendingList;
}

export interface ObjectLane {
  readonly kind: 'object';
  readonly index: ObjectIndex;
  readonly steps: StepColumn;
  /** How many threads wait for it, if it is a lock or a semaphore. Empty until one does. */
  readonly waiters: StepColumn;
  /** Events on the object, in order. */
  readonly events: AscendingList;
}

/** Which thread is on a core, as who holds a lock: measure 1 and the thread, or 0. */
export interface CoreLane {
  readonly kind: 'core';
  /** From 0. */
  readonly index: number;
  readonly steps: StepColumn;
}

export type Lane = ThreadLane | ObjectLane;

/** The lanes of one process, the library's own among them, as they came to be. `process` -1: what processes share. */
export interface LaneGroup {
  readonly process: ProcessIndex;
  readonly threads: readonly ThreadLane[];
  readonly objects: readonly ObjectLane[];
}
