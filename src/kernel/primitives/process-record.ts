/** Process records of the kernel. */
import type { ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { Phase, type ProcessDetails } from '../../trace/format.ts';
import { beginInterpreter } from '../dispositions.ts';
import { PyError } from '../errors.ts';
import { writeBlock } from '../heap.ts';
import type { Kernel } from '../kernel.ts';
import { initList } from '../lists.ts';
import {
  H_PID,
  H_ALIVE,
  H_PROCESSES,
  H_RANDOM,
  LIMITS,
  P_DAEMON,
  P_EXIT_EVENT,
  P_HELD,
  P_IDENTITY,
  P_JOINERS,
  P_LAST,
  P_MANNER,
  P_METHOD,
  P_NAME,
  P_ORIGIN,
  P_PARENT,
  P_PID,
  P_RANDOM,
  P_STATE,
  P_TAKEN,
  P_WAITERS,
  P_WATCHERS,
  processAt,
  T_PROCESS,
  threadAt,
} from '../memory.ts';
import { drawSeed } from './entropy.ts';

export const ProcessState = { created: 0, running: 1, exited: 2 } as const;

/**
 * Who has taken the exit status of a process by its pid: no one, someone other than its Process or Popen object, or its
 * Popen.
 */
export const Taken = { no: 0, away: 1, known: 2 } as const;

/** Whether os.wait() has taken the exit status, so that the Process object never learns of the end. */
export const isTaken = ({ memory: { i32 } }: Kernel, process: ProcessIndex): boolean =>
  i32[processAt(process) + P_TAKEN] === Taken.away;

/**
 * Steps by which the main thread ends its process. interpreter: threads, then atexit callbacks, then the children.
 * multiprocessing: children, then threads.
 */
export const ProcessManner = { interpreter: 0, multiprocessing: 1 } as const;
export type ProcessManner = (typeof ProcessManner)[keyof typeof ProcessManner];

/** How it was created. process: multiprocessing with fork; spawned: multiprocessing with spawn. */
export const ProcessOrigin = { boot: 0, process: 1, fork: 2, subprocess: 3, spawned: 4 } as const;

/** Whether multiprocessing joins it at exit and lists it in active_children(). */
export function isMultiprocessing(k: Kernel, process: ProcessIndex): boolean {
  const origin = k.memory.i32[processAt(process) + P_ORIGIN];
  return origin === ProcessOrigin.process || origin === ProcessOrigin.spawned;
}

/** Value of P_DAEMON besides 0 and 1: a server that its parent ends at its own exit. */
export const SERVES = 2;

export const StartMethod = { fork: 0, spawn: 1 } as const;

export interface NewProcess {
  readonly parent: ProcessIndex;
  readonly name: string;
  /** '' for the main process. */
  readonly identity: string;
  readonly daemon: boolean;
  readonly origin: number;
  readonly manner: ProcessManner;
}

export const processOf = (k: Kernel, thread: ThreadIndex): ProcessIndex =>
  k.memory.i32[threadAt(thread) + T_PROCESS]!;

/**
 * Checks that one more thread can live, as a process needs at least one. Raises fork(2)'s error if there are too many.
 */
export function requireRoom({ memory: { i32 } }: Kernel): void {
  if (i32[H_ALIVE]! < LIMITS.alive) return;
  throw new PyError('BlockingIOError', '[Errno 11] Resource temporarily unavailable');
}

/** Records a process, before its main thread. Raises MemoryError if the run's tables are full. */
export function createProcess(k: Kernel, creator: ThreadIndex, made: NewProcess): ProcessIndex {
  const { i32 } = k.memory;
  const index = i32[H_PROCESSES]!;
  if (index >= LIMITS.processes) {
    const told = `a run has room for ${LIMITS.processes} processes, those that have ended among them`;
    throw new PyError('MemoryError', told);
  }
  const at = processAt(index);
  const pid = i32[H_PID]!;
  i32[at + P_NAME] = writeBlock(k.memory, made.name);
  i32[at + P_IDENTITY] = made.identity === '' ? 0 : writeBlock(k.memory, made.identity);
  i32[at + P_PID] = pid;
  i32[at + P_PARENT] = made.parent;
  i32[at + P_STATE] = ProcessState.created;
  i32[at + P_DAEMON] = made.daemon ? 1 : 0;
  i32[at + P_ORIGIN] = made.origin;
  i32[at + P_MANNER] = made.manner;
  i32[at + P_METHOD] = made.parent < 0 ? 0 : i32[processAt(made.parent) + P_METHOD]!;
  i32[at + P_RANDOM] = made.parent < 0 ? i32[H_RANDOM]! : drawSeed(i32);
  i32[at + P_EXIT_EVENT] = -1;
  beginInterpreter(k.memory, index);
  for (const list of [P_JOINERS, P_LAST, P_WAITERS, P_HELD, P_WATCHERS]) initList(i32, at + list);
  i32[H_PID] = pid + 1;
  i32[H_PROCESSES] = index + 1;
  k.made.push({ what: 'process', index });
  const daemon = made.daemon ? ({ daemon: true } as const) : {};
  const details: ProcessDetails = { name: made.name, pid, parent: made.parent, ...daemon };
  k.write(Phase.process, creator, { value: index, text: details });
  return index;
}
