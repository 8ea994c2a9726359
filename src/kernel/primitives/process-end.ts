/**
 * End of a process: by itself, by a signal, or lost with its Worker. It releases nothing that it holds. What becomes of its
 * exit status is in process-family.ts.
 */
import type { ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { endDoom } from '../doom.ts';
import { EndStatus, Phase } from '../../trace/format.ts';
import { Aspect, cellOf, processCell, threadCell, type Footprint } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import {
  H_EXITED,
  H_THREADS,
  P_ALIVE,
  P_DOOM,
  P_EXIT,
  P_EXIT_EVENT,
  P_LAST,
  P_MAIN,
  P_PARENT,
  P_STATE,
  processAt,
  T_PROCESS,
  threadAt,
} from '../memory.ts';
import { hasAtexit } from './atexit.ts';
import { flushOutput } from './console.ts';
import { processOf, ProcessState } from './process-record.ts';

/** Ends a process and its threads now. `code`: as Process.exitcode. */
export function endProcess(k: Kernel, by: ThreadIndex, process: ProcessIndex, code: number): void {
  const { i32 } = k.memory;
  const at = processAt(process);
  if (i32[at + P_STATE] !== ProcessState.running) return;
  i32[at + P_STATE] = ProcessState.exited;
  endDoom(k.memory, process);
  i32[at + P_EXIT] = code;
  for (let t = 0; t < i32[H_THREADS]!; t++) {
    if (i32[threadAt(t) + T_PROCESS] === process) k.endThread(t, EndStatus.killed);
  }
  for (const part of k.ops.processParts) part.ends?.(k, process);
  i32[at + P_EXIT_EVENT] = k.write(Phase.exit, by, { other: i32[at + P_MAIN]!, value: code });
  for (const part of k.ops.processParts) part.ended?.(k, by, process);
  if (i32[at + P_PARENT]! < 0) Atomics.store(i32, H_EXITED, 1);
}

/** The end of a process closes what it has open, and makes it a zombie or ends the run. */
export function touchesEnd(k: Kernel, process: ProcessIndex, f: Footprint): void {
  f.writes(processCell(process));
  f.adds(cellOf(Aspect.alive, process));
  if (k.memory.i32[processAt(process) + P_PARENT]! < 0) f.writes(cellOf(Aspect.run));
  else for (const part of k.ops.processParts) part.touchesEnd?.(k, process, f);
}

/** Not performed by a program: the end of a killed process. */
export const processDie: OpSpec = {
  info: { name: 'die' },
  about: 'process',
  touches: (k, _thread, op, f) => touchesEnd(k, op.target, f),
  guard: () => true,
  effect(k, thread, op) {
    endProcess(k, thread, op.target, k.memory.i32[processAt(op.target) + P_DOOM]!);
    return undefined;
  },
};

/** At exit: waits for the other non-daemon threads. Result: 1 if atexit callbacks are to be called. */
export const processDrain: OpSpec = {
  info: { name: 'drain', wait: 'join', life: 'leave' },
  about: 'none',
  touches: (k, thread, _op, f) => f.reads(cellOf(Aspect.alive, processOf(k, thread))),
  guard: (k, thread) => k.memory.i32[processAt(processOf(k, thread)) + P_ALIVE] === 1,
  effect: (k, thread) => (hasAtexit(k, thread) ? 1 : 0),
  waitsIn: (k, thread) => processAt(processOf(k, thread)) + P_LAST,
};

/**
 * Last step at exit: ends the process with exit code n; value: its main thread's EndStatus. Kills the remaining
 * threads.
 */
const processExit: OpSpec = {
  info: { name: 'exit' },
  about: 'none',
  touches: (k, thread, _op, f) => {
    f.writes(threadCell(thread));
    touchesEnd(k, processOf(k, thread), f);
  },
  guard: () => true,
  effect(k, thread, op) {
    // A negative code is the number of the signal that ended the process.
    const code = op.n < 0 ? op.n : op.n & 0xff;
    flushOutput(k, thread);
    k.endThread(thread, op.value as EndStatus);
    endProcess(k, thread, processOf(k, thread), code);
    k.said.quiet = true;
    return undefined;
  },
};

/** Ends a thread whose Worker hangs or died. A main thread ends its process with exit code 1. */
export function loseThread(k: Kernel, thread: ThreadIndex, report: string): void {
  const process = processOf(k, thread);
  k.endThread(thread, EndStatus.lost, report);
  if (k.memory.i32[processAt(process) + P_MAIN] === thread) endProcess(k, thread, process, 1);
}

export const processEndOps = {
  'process.drain': processDrain,
  'process.exit': processExit,
  'process.die': processDie,
} satisfies Record<string, OpSpec>;
