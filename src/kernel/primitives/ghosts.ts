/**
 * CPython builds its semaphores and queues on conditions. A forked process has their lines, with places for threads that
 * it does not have; whoever comes later stands behind those, and a notify is wasted on each.
 */
import type { Kernel } from '../kernel.ts';
import { countThreads } from '../lists.ts';
import type { Line } from '../object-spec.ts';
import { O_GHOSTS, O_GHOSTS_2, O_WAITERS, O_WAITERS_2 } from '../memory.ts';

const GHOSTS = { [O_WAITERS]: O_GHOSTS, [O_WAITERS_2]: O_GHOSTS_2 } as const;

/** Wakes the first in line of the object at `at`; false where nobody is in it. */
export function notifyFirst(k: Kernel, at: number, line: keyof typeof GHOSTS): boolean {
  const { i32 } = k.memory;
  const ghosts = at + GHOSTS[line];
  if (i32[ghosts] === 0) return k.wakeOne(at + line) >= 0;
  i32[ghosts] = i32[ghosts]! - 1;
  return true;
}

/** Gives the object at `to` the lines of the one at `from`, without the threads in them. */
export function copyLines(k: Kernel, lines: readonly Line[], from: number, to: number): void {
  const { i32 } = k.memory;
  for (const { at, ghosts } of lines) {
    if (ghosts !== undefined) i32[to + ghosts] = i32[from + ghosts]! + countThreads(i32, from + at);
  }
}

/** Takes the places away, as a notify_all() does. */
export function dismissGhosts(k: Kernel, at: number): void {
  for (const word of [O_GHOSTS, O_GHOSTS_2]) k.memory.i32[at + word] = 0;
}
