/**
 * Delayed death: a killed process ends a little after the signal is sent. Until then it is "doomed": its threads do
 * nothing any more, and to everybody else it is alive: is_alive() returns True, waitpid(WNOHANG) finds nothing. Its end
 * is a transition of its own, led by its main thread. The engine decides when: live, some time after the kill; in the
 * model, once no other thread can move, or when it is chosen.
 */
import type { ProcessIndex, ThreadIndex } from '../base/units.ts';
import {
  H_DEATH,
  H_DOOMED,
  H_PROCESSES,
  H_REAL,
  P_DOOM,
  P_MAIN,
  processAt,
  T_PROCESS,
  threadAt,
  type Memory,
} from './memory.ts';
import { clearNotice, hasNotice, Notice, setNotice } from './notice.ts';

/** `code`: its exit code, as Process.exitcode. The first signal that kills a process decides. `delay`: in real time. */
export function doom(memory: Memory, process: ProcessIndex, code: number, delay: number): void {
  const { i32, f64 } = memory;
  if (isDoomed(memory, process)) return;
  setNotice(memory, process, Notice.doomed);
  i32[processAt(process) + P_DOOM] = code;
  i32[H_DOOMED] = i32[H_DOOMED]! + 1;
  f64[H_DEATH >> 1] = Math.min(f64[H_DEATH >> 1]!, f64[H_REAL >> 1]! + delay);
}

export const isDoomed = (memory: Memory, process: ProcessIndex): boolean =>
  hasNotice(memory, process, Notice.doomed);

export const isThreadDoomed = (memory: Memory, thread: ThreadIndex): boolean =>
  isDoomed(memory, memory.i32[threadAt(thread) + T_PROCESS]!);

/** Whether this thread leads the end of a doomed process. */
export const leadsDeath = (memory: Memory, thread: ThreadIndex): boolean =>
  isThreadDoomed(memory, thread) &&
  memory.i32[processAt(memory.i32[threadAt(thread) + T_PROCESS]!) + P_MAIN] === thread;

/** The doomed processes. */
export function* doomedOf(memory: Memory): Generator<ProcessIndex> {
  const { i32 } = memory;
  if (i32[H_DOOMED] === 0) return;
  for (let process = 0; process < i32[H_PROCESSES]!; process++)
    if (isDoomed(memory, process)) yield process;
}

/** Call when a process has ended, for whatever reason: it is not doomed any more. */
export function endDoom(memory: Memory, process: ProcessIndex): void {
  const { i32, f64 } = memory;
  if (!isDoomed(memory, process)) return;
  clearNotice(memory, process, Notice.doomed);
  i32[H_DOOMED] = i32[H_DOOMED]! - 1;
  if (i32[H_DOOMED] === 0) f64[H_DEATH >> 1] = Infinity;
}
