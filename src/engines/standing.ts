/** Where a run in step mode stands: what each thread is about to do, or why it may not. Data for marks and sentences. */
import type { Ms, ObjectIndex, ThreadIndex } from '../base/units.ts';

/** One thread's next move. */
export interface ThreadChoice {
  readonly thread: ThreadIndex;
  /** Row of the trace's operation table. */
  readonly op: number;
  /** What it is about, or -1. */
  readonly object: ObjectIndex;
  /** The other thread that it is about (to be started, joined), or -1. */
  readonly other: ThreadIndex;
  /** Line of the program, from 1; 0 unknown. */
  readonly line: number;
  /** Row of the trace's table of sources that the line is of; 0 by default. */
  readonly source?: number;
  /**
   * computing: it performs the op. woken: it waited and can have it now. late: it waited, and its time may be up. barred:
   * it was woken, but another was quicker, and it waits again. signal: it begins a handler, whatever it was about to do.
   * killed: its process ends.
   */
  readonly after: 'computing' | 'woken' | 'late' | 'barred' | 'signal' | 'killed';
}

/** Why a thread cannot move. */
export interface Obstacle {
  readonly thread: ThreadIndex;
  /** blocked: it waits. barred: it was woken, but another was quicker. */
  readonly why: 'blocked' | 'barred';
  readonly op: number;
  readonly object: ObjectIndex;
  /** The thread in its way (a lock's holder, the thread to be joined), or -1. */
  readonly inTheWay: ThreadIndex;
  /** Program time at which it gives up; Infinity for never. */
  readonly limit: Ms;
  readonly line: number;
}

/** Who can move after a number of steps, and why the others cannot. */
export interface Standing {
  readonly step: number;
  readonly choices: readonly ThreadChoice[];
  readonly obstacles: readonly Obstacle[];
}
