/**
 * Delivery of a signal to a process: it is ignored, its handler runs, or the process stops, continues or ends. SIGKILL
 * and SIGSTOP cannot be handled.
 */
import type { EventIndex, ProcessIndex, ThreadIndex } from '../../base/units.ts';
import {
  dispositionOf,
  hasHandler,
  isHarmless,
  SIG_IGN,
  SIGCHLD,
  SIGCONT,
  SIGKILL,
  SIGSTOP,
  trip,
} from '../dispositions.ts';
import { isDoomed } from '../doom.ts';
import type { Kernel } from '../kernel.ts';
import { P_MAIN, P_PARENT, P_STATE, processAt } from '../memory.ts';
import {
  continueProcess,
  isProcessStopped,
  keepSignal,
  releaseHeld,
  stopProcess,
} from './process-stop.ts';
import { ProcessState } from './process-record.ts';

type End = (k: Kernel, by: ThreadIndex, process: ProcessIndex, code: number) => void;

/** `by`: the sender; `sent`: the sending event; `end` ends a process. */
export function deliver(
  k: Kernel,
  by: ThreadIndex,
  process: ProcessIndex,
  signum: number,
  sent: EventIndex,
  end: End,
): void {
  const act = (number: number): void => {
    if (hasHandler(k.memory, process, number)) callHandler(k, process, number, sent);
    else if (dispositionOf(k.memory, process, number) !== SIG_IGN && !isHarmless(number))
      end(k, by, process, -number);
  };
  if (!isRunning(k, process)) return;
  if (signum === SIGSTOP) {
    stopProcess(k, process);
    tellParent(k, process, sent);
  } else if (signum === SIGCONT) {
    const wasStopped = isProcessStopped(k, process);
    for (const pending of continueProcess(k, process)) if (isRunning(k, process)) act(pending);
    if (!isRunning(k, process)) return;
    act(SIGCONT);
    releaseHeld(k, process);
    if (wasStopped) tellParent(k, process, sent);
  } else if (isProcessStopped(k, process) && signum !== SIGKILL) {
    keepSignal(k, process, signum);
  } else {
    act(signum);
  }
}

/** SIGCHLD: a child has ended, stopped or continued. It has an effect only if there is a handler. */
export function tellParent(k: Kernel, child: ProcessIndex, sent: EventIndex): void {
  const parent = k.memory.i32[processAt(child) + P_PARENT]!;
  if (parent < 0 || !isRunning(k, parent) || !hasHandler(k.memory, parent, SIGCHLD)) return;
  if (isProcessStopped(k, parent)) keepSignal(k, parent, SIGCHLD);
  else callHandler(k, parent, SIGCHLD, sent);
}

function callHandler(k: Kernel, process: ProcessIndex, signum: number, sent: EventIndex): void {
  trip(k.memory, process, signum, sent);
  k.disturb(k.memory.i32[processAt(process) + P_MAIN]!);
}

const isRunning = (k: Kernel, process: ProcessIndex): boolean =>
  k.memory.i32[processAt(process) + P_STATE] === ProcessState.running &&
  !isDoomed(k.memory, process);
