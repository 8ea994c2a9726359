/**
 * Ghosts: CPython builds semaphores and queues on conditions. A forked process inherits their waiter lists with places
 * of threads that do not exist in it; later waiters stand behind them, and a notify is wasted on each.
 */
import type { Kernel } from '../kernel.ts';
import { countThreads } from '../lists.ts';
import type { Line } from '../object-spec.ts';
import { O_GHOSTS, O_GHOSTS_2, O_WAITERS, O_WAITERS_2 } from '../memory.ts';

const GHOSTS = { [O_WAITERS]: O_GHOSTS, [O_WAITERS_2]: O_GHOSTS_2 } as const;

/** Notifies the first in line of the object at `at`; false if the line is empty. */
export function notifyFirst(k: Kernel, at: number, line: keyof typeof GHOSTS): boolean {
  const { i32 } = k.memory;
  const ghosts = at + GHOSTS[line];
  if (i32[ghosts] === 0) return k.wakeOne(at + line) >= 0;
  i32[ghosts] = i32[ghosts]! - 1;
  return true;
}

/** Copies the lines of the object at `from` to the one at `to`, as ghosts. */
export function copyLines(k: Kernel, lines: readonly Line[], from: number, to: number): void {
  const { i32 } = k.memory;
  for (const { at, ghosts } of lines) {
    if (ghosts !== undefined) i32[to + ghosts] = i32[from + ghosts]! + countThreads(i32, from + at);
  }
}

/** Removes the ghosts, as notify_all() does. */
export function dismissGhosts(k: Kernel, at: number): void {
  for (const word of [O_GHOSTS, O_GHOSTS_2]) k.memory.i32[at + word] = 0;
}
