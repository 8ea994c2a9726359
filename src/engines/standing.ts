/**
 * The state of a run in step mode: what each thread is about to do, or why it may not. Data for markers and sentences.
 */
import type { Ms, ObjectIndex, ThreadIndex } from '../base/units.ts';

/** One thread's next move. */
export interface ThreadChoice {
  readonly thread: ThreadIndex;
  /** Row of the trace's operation table. */
  readonly op: number;
  /** The object concerned, or -1. */
  readonly object: ObjectIndex;
  /** The other thread concerned (to be started, joined), or -1; for a process its main thread. */
  readonly other: ThreadIndex;
  /** Name of what it creates, if it creates something and the name is known. */
  readonly makes?: string;
  /** Line of the program, from 1; 0 unknown. */
  readonly line: number;
  /** Index of the line's source in the trace's table; 0 by default. */
  readonly source?: number;
  /**
   * computing: it performs the op. woken: it waited and can succeed now. late: it waited, and its timeout may be over.
   * barred: it was woken, but another was faster, and it waits again. signal: it starts a handler, whatever it was
   * about to do. killed: its process ends.
   */
  readonly after: 'computing' | 'woken' | 'late' | 'barred' | 'signal' | 'killed';
}

/** Why a thread cannot move. */
export interface Obstacle {
  readonly thread: ThreadIndex;
  /** blocked: it waits. barred: it was woken, but another was faster. */
  readonly why: 'blocked' | 'barred';
  readonly op: number;
  readonly object: ObjectIndex;
  /** The thread that blocks it (a lock's holder, the thread to be joined), or -1. */
  readonly inTheWay: ThreadIndex;
  /** Program time of its timeout; Infinity for none. */
  readonly limit: Ms;
  readonly line: number;
}

/** Threads that can move after a number of steps, and why the others cannot. */
export interface Standing {
  readonly step: number;
  readonly choices: readonly ThreadChoice[];
  readonly obstacles: readonly Obstacle[];
}
