/** Notices that a process's threads check before an op, in one word, so that the common case costs one read. */
import type { ProcessIndex, ThreadIndex } from '../base/units.ts';
import { P_MAIN, P_NOTICE, processAt, T_PROCESS, threadAt, type Memory } from './memory.ts';

/** Bits of P_NOTICE. */
export const Notice = {
  /** A signal has stopped it: its threads are held. */
  stopped: 1,
  /** A signal handler is pending in its main thread. */
  due: 2,
  /** Its main thread returns to the wait in its topmost frame. */
  returns: 4,
  /** It was killed and has not ended yet. */
  doomed: 8,
} as const;
export type Notice = (typeof Notice)[keyof typeof Notice];

export const hasNotice = ({ i32 }: Memory, process: ProcessIndex, notice: Notice): boolean =>
  (i32[processAt(process) + P_NOTICE]! & notice) !== 0;

export function setNotice({ i32 }: Memory, process: ProcessIndex, notice: Notice): void {
  const word = processAt(process) + P_NOTICE;
  i32[word] = i32[word]! | notice;
}

export function clearNotice({ i32 }: Memory, process: ProcessIndex, notice: Notice): void {
  const word = processAt(process) + P_NOTICE;
  i32[word] = i32[word]! & ~notice;
}

/** Whether a thread has a notice to handle; some concern the main thread only. */
export function isNoticed(memory: Memory, thread: ThreadIndex, notice: Notice): boolean {
  const process = memory.i32[threadAt(thread) + T_PROCESS]!;
  return hasNotice(memory, process, notice) && memory.i32[processAt(process) + P_MAIN] === thread;
}
