/** Timeline lanes as data: of threads, objects and cores, and lane groups of processes. */
import type { ObjectIndex, ProcessIndex, ThreadIndex } from '../base/units.ts';
import type { AscendingList } from './grow.ts';
import type { IntervalColumn } from './interval-column.ts';
import type { StepColumn } from './step-column.ts';

export interface ThreadLane {
  readonly kind: 'thread';
  readonly index: ThreadIndex;
  readonly intervals: IntervalColumn;
  /** Events of the thread, acting or affected, in order. */
  readonly events: AscendingList;
}

export interface ObjectLane {
  readonly kind: 'object';
  readonly index: ObjectIndex;
  readonly steps: StepColumn;
  /** Number of waiters of a lock or semaphore. Empty until there is one. */
  readonly waiters: StepColumn;
  /** Events on the object, in order. */
  readonly events: AscendingList;
}

/** The thread on a core, like a lock's holder: measure 1 and the thread, or 0. */
export interface CoreLane {
  readonly kind: 'core';
  /** From 0. */
  readonly index: number;
  readonly steps: StepColumn;
}

export type Lane = ThreadLane | ObjectLane;

/** The lanes of one process, library-internal ones included, in order of creation. `process` -1: shared objects. */
export interface LaneGroup {
  readonly process: ProcessIndex;
  readonly threads: readonly ThreadLane[];
  readonly objects: readonly ObjectLane[];
}
