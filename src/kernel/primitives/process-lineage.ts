/** Descent by fork: a forked process inherits everything that its parent has open. */
import type { ProcessIndex } from '../../base/units.ts';
import type { Kernel } from '../kernel.ts';
import { H_PROCESSES, P_ORIGIN, P_PARENT, P_STATE, processAt } from '../memory.ts';
import { ProcessOrigin, ProcessState } from './process-record.ts';

/** Processes forked from a process, directly or indirectly, ended or not. */
function forkedFrom({ memory: { i32 } }: Kernel, process: ProcessIndex): ProcessIndex[] {
  const heirs = [process];
  for (let other = process + 1; other < i32[H_PROCESSES]!; other++) {
    const parent = i32[processAt(other) + P_PARENT]!;
    if (!heirs.includes(parent)) continue;
    const origin = i32[processAt(other) + P_ORIGIN];
    if (origin === ProcessOrigin.fork || origin === ProcessOrigin.process) heirs.push(other);
  }
  return heirs.slice(1);
}

/** A process and all processes forked from it. */
export const withHeirs = (k: Kernel, process: ProcessIndex): ProcessIndex[] => [
  process,
  ...forkedFrom(k, process),
];

/** Whether it and all processes forked from it have ended. True if there is no such process. */
export function isOverWithHeirs(k: Kernel, process: ProcessIndex): boolean {
  const { i32 } = k.memory;
  if (process < 0 || process >= i32[H_PROCESSES]!) return true;
  const state = (index: number) => i32[processAt(index) + P_STATE]!;
  if (state(process) !== ProcessState.exited) return false;
  return forkedFrom(k, process).every((heir) => state(heir) !== ProcessState.running);
}
