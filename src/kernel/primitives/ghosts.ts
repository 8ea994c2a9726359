/**
 * CPython builds its semaphores and queues on conditions. A forked process has their lines, with places for threads that
 * it does not have; whoever comes later stands behind those, and a notify is wasted on each.
 */
import type { Kernel } from '../kernel.ts';
import { countThreads } from '../lists.ts';
import { O_GHOSTS, O_GHOSTS_2, O_WAITERS, O_WAITERS_2 } from '../memory.ts';

const GHOSTS = { [O_WAITERS]: O_GHOSTS, [O_WAITERS_2]: O_GHOSTS_2 } as const;
const LINES = [O_WAITERS, O_WAITERS_2] as const;

/** Wakes the first in line of the object at `at`; false where nobody is in it. */
export function notifyFirst(k: Kernel, at: number, line: keyof typeof GHOSTS): boolean {
  const { i32 } = k.memory;
  const ghosts = at + GHOSTS[line];
  if (i32[ghosts] === 0) return k.wakeOne(at + line) >= 0;
  i32[ghosts] = i32[ghosts]! - 1;
  return true;
}

/** Gives the object at `to` the lines of the one at `from`, without the threads in them. */
export function copyLines(k: Kernel, from: number, to: number): void {
  const { i32 } = k.memory;
  for (const line of LINES) {
    i32[to + GHOSTS[line]] = i32[from + GHOSTS[line]]! + countThreads(i32, from + line);
  }
}

/** Takes the places away, as a notify_all() does. */
export function dismissGhosts(k: Kernel, at: number): void {
  for (const line of LINES) k.memory.i32[at + GHOSTS[line]] = 0;
}
