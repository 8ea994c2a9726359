/** SIGSTOP and SIGCONT: a process stands still, and goes on. */
import type { ProcessIndex } from '../../base/units.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import {
  P_HELD,
  P_PARENT,
  P_PENDING,
  P_REPORT,
  P_STATE,
  P_STOPPED,
  P_WATCHERS,
  processAt,
} from '../memory.ts';
import { ProcessState } from './process-record.ts';

/** What waitpid may still be told of a child: the status, or 0 for nothing. */
export const STOPPED_STATUS = 0x137f;
export const CONTINUED_STATUS = 0xffff;

/** Nobody performs it: threads of a stopped process wait in it. */
export const processStopped: OpSpec = {
  info: { name: 'stopped', wait: 'none', hold: 'none', flow: 'none' },
  about: 'none',
  guard: () => true,
  effect: () => undefined,
};

export function stopProcess(k: Kernel, process: ProcessIndex): void {
  const at = processAt(process);
  if (k.memory.i32[at + P_STATE] !== ProcessState.running || isProcessStopped(k, process)) return;
  k.memory.i32[at + P_STOPPED] = 1;
  report(k, at, STOPPED_STATUS);
}

/** Returns the signal that it got meanwhile and that acts now, or 0. */
export function continueProcess(k: Kernel, process: ProcessIndex): number {
  const { i32 } = k.memory;
  const at = processAt(process);
  if (!isProcessStopped(k, process)) return 0;
  i32[at + P_STOPPED] = 0;
  report(k, at, CONTINUED_STATUS);
  const pending = i32[at + P_PENDING]!;
  if (pending === 0) k.wakeAll(at + P_HELD);
  // The lowest number first.
  return pending === 0 ? 0 : 31 - Math.clz32(pending & -pending);
}

export const isProcessStopped = (k: Kernel, process: ProcessIndex): boolean =>
  k.memory.i32[processAt(process) + P_STOPPED] === 1;

/** A stopped process gets it once it goes on. */
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

/** A signal to a stopped process: true if it is done with by that. `by` has sent it. */
export function stopOrContinue(
  k: Kernel,
  process: ProcessIndex,
  signum: number,
  end: (signum: number) => void,
): boolean {
  if (signum === SIGSTOP) stopProcess(k, process);
  else if (signum === SIGCONT) {
    const pending = continueProcess(k, process);
    if (pending !== 0) end(pending);
  } else if (isProcessStopped(k, process) && signum !== SIGKILL) keepSignal(k, process, signum);
  else return false;
  return true;
}

const SIGKILL = 9;
export const SIGCONT = 18;
export const SIGSTOP = 19;
