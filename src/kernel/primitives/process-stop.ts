/** SIGSTOP and SIGCONT: a process stops and continues. */
import type { ProcessIndex } from '../../base/units.ts';
import type { Kernel } from '../kernel.ts';
import {
  P_HELD,
  P_PARENT,
  P_PENDING,
  P_REPORT,
  P_STATE,
  P_WATCHERS,
  processAt,
} from '../memory.ts';
import { clearNotice, hasNotice, Notice, setNotice } from '../notice.ts';
import { ProcessState } from './process-record.ts';

/** Status of a child still to be reported by waitpid, or 0. */
export const STOPPED_STATUS = 0x137f;
export const CONTINUED_STATUS = 0xffff;

export function stopProcess(k: Kernel, process: ProcessIndex): void {
  const at = processAt(process);
  if (k.memory.i32[at + P_STATE] !== ProcessState.running || isProcessStopped(k, process)) return;
  setNotice(k.memory, process, Notice.stopped);
  report(k, at, STOPPED_STATUS);
}

/** Continues a process. Returns the signals received meanwhile that take effect now, lowest number first. */
export function continueProcess(k: Kernel, process: ProcessIndex): number[] {
  const { i32 } = k.memory;
  const at = processAt(process);
  if (!isProcessStopped(k, process)) return [];
  clearNotice(k.memory, process, Notice.stopped);
  report(k, at, CONTINUED_STATUS);
  const pending = i32[at + P_PENDING]!;
  i32[at + P_PENDING] = 0;
  return Array.from({ length: 32 }, (_, signum) => signum).filter(
    (signum) => ((pending >>> signum) & 1) === 1,
  );
}

/** Resumes its held threads. */
export const releaseHeld = (k: Kernel, process: ProcessIndex): void =>
  k.wakeAll(processAt(process) + P_HELD);

export const isProcessStopped = (k: Kernel, process: ProcessIndex): boolean =>
  hasNotice(k.memory, process, Notice.stopped);

/** A signal to a stopped process is kept until it continues. */
export function keepSignal(k: Kernel, process: ProcessIndex, signum: number): void {
  const word = processAt(process) + P_PENDING;
  k.memory.i32[word] = k.memory.i32[word]! | (1 << signum);
}

function report(k: Kernel, at: number, status: number): void {
  const { i32 } = k.memory;
  i32[at + P_REPORT] = status;
  const parent = i32[at + P_PARENT]!;
  if (parent >= 0) k.wakeAll(processAt(parent) + P_WATCHERS);
}
