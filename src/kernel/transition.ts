/**
 * Start of a transition, and wake-up of the threads' carriers after it: the mutex that serialises transitions on shared
 * memory, the clock that stands still during one, and the futex word that a blocked carrier watches.
 */
import type { Ms, ThreadIndex } from '../base/units.ts';
import { programTime } from './clock.ts';
import {
  H_MUTEX,
  H_PAUSED,
  H_REAL,
  H_STOPPING,
  H_TAKEN,
  H_TIME,
  T_WAKE,
  threadAt,
  type Memory,
} from './memory.ts';
import { lockMutex, unlockMutex } from './mutex.ts';
import { hasRoom } from './ring.ts';

/** Takes the mutex once the program is not paused and the ring has room. For shared memory. */
export function enterShared(memory: Memory): void {
  const { i32 } = memory;
  for (;;) {
    while (Atomics.load(i32, H_PAUSED) === 1) Atomics.wait(i32, H_PAUSED, 1);
    lockMutex(i32, H_MUTEX);
    if (i32[H_STOPPING] === 1 || (hasRoom(memory) && i32[H_PAUSED] === 0)) return;
    const taken = Atomics.load(i32, H_TAKEN);
    unlockMutex(i32, H_MUTEX);
    if (!hasRoom(memory)) Atomics.wait(i32, H_TAKEN, taken, 100);
  }
}

/** Sets the time of a transition. Neither clock ever runs backwards, whichever Worker reads it. */
export function setTime(memory: Memory, now: Ms): void {
  const { f64 } = memory;
  const real = Math.max(now, f64[H_REAL >> 1]!);
  f64[H_REAL >> 1] = real;
  f64[H_TIME >> 1] = Math.max(programTime(memory, real), f64[H_TIME >> 1]!);
}

/** Wakes the carrier of a thread. */
export function poke({ i32 }: Memory, thread: ThreadIndex): void {
  const word = threadAt(thread) + T_WAKE;
  Atomics.store(i32, word, 1);
  Atomics.notify(i32, word);
}
