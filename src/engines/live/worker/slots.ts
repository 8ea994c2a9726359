/**
 * Matches idle Workers and runnable threads, in the run's shared memory, so that a start is one store and one wake-up,
 * without the page. Everything except the waiting happens under the kernel's mutex.
 */
import { lockMutex, unlockMutex } from '../../../kernel/mutex.ts';
import { appendThread, shiftThread } from '../../../kernel/lists.ts';
import { startClock } from '../../../kernel/clock.ts';
import {
  H_AWAITED,
  H_BUSY,
  H_IDLE,
  H_MUTEX,
  H_PENDING,
  H_STOPPING,
  H_WANTED,
  JOB_IDLE,
  T_STATE,
  T_WORKER,
  threadAt,
  ThreadState,
  W_JOB,
  W_NEXT,
  workerAt,
  type Memory,
} from '../../../kernel/memory.ts';
import type { Ms, ThreadIndex } from '../../../base/units.ts';

/** How long a started program waits for expected Workers, before its clock starts without them. */
export const JOIN_PATIENCE_MS = 1000;

/**
 * Delay between the kill of a process and its end: longer than its killer takes to look at it, too short to be noticed.
 */
export const DEATH_DELAY_MS = 0.5;

/**
 * A Worker has joined the run at `real`. The last expected one starts the clock of a program that has begun, so that
 * its first threads do not seem to have been ready for long. Call under the mutex, if there is one.
 */
export function countJoined(memory: Memory, real: Ms): void {
  const { i32 } = memory;
  if (i32[H_AWAITED]! > 0) Atomics.sub(i32, H_AWAITED, 1);
  if (hasBegun(memory)) startClock(memory, real);
}

/** Whether the main thread runs. */
export const hasBegun = ({ i32 }: Memory): boolean =>
  Atomics.load(i32, threadAt(0) + T_STATE) > ThreadState.starting;

/** Assigns a thread to an idle Worker, or queues it. Inside a transition. */
export function launchOnWorker(i32: Int32Array, thread: ThreadIndex): void {
  const slot = i32[H_IDLE]!;
  if (slot < 0) {
    appendThread(i32, H_PENDING, thread);
    Atomics.add(i32, H_WANTED, 1);
    Atomics.notify(i32, H_WANTED);
    return;
  }
  const at = workerAt(slot);
  i32[H_IDLE] = i32[at + W_NEXT]!;
  assign(i32, slot, thread);
  Atomics.store(i32, at + W_JOB, thread);
  Atomics.notify(i32, at + W_JOB);
}

/** The Worker's next thread; undefined once the run is being stopped. Blocks. */
export function nextThread(i32: Int32Array, slot: number): ThreadIndex | undefined {
  const at = workerAt(slot);
  lockMutex(i32, H_MUTEX);
  let pending = -1;
  if (i32[H_STOPPING] === 0) {
    pending = shiftThread(i32, H_PENDING);
    if (pending >= 0) {
      Atomics.sub(i32, H_WANTED, 1);
      assign(i32, slot, pending);
    } else {
      i32[at + W_NEXT] = i32[H_IDLE]!;
      i32[H_IDLE] = slot;
    }
  }
  unlockMutex(i32, H_MUTEX);
  if (i32[H_STOPPING] !== 0) return undefined;
  if (pending >= 0) return pending;
  Atomics.wait(i32, at + W_JOB, JOB_IDLE);
  const thread = Atomics.load(i32, at + W_JOB);
  if (thread < 0) return undefined;
  Atomics.compareExchange(i32, at + W_JOB, thread, JOB_IDLE);
  return thread;
}

/** The Worker has carried its thread to the end. */
export function finishThread(i32: Int32Array): void {
  Atomics.sub(i32, H_BUSY, 1);
}

function assign(i32: Int32Array, slot: number, thread: ThreadIndex): void {
  i32[threadAt(thread) + T_WORKER] = slot;
  Atomics.add(i32, H_BUSY, 1);
}

/** A Worker died: no thread may be assigned to it any more. Inside a transition. */
export function forgetSlot(i32: Int32Array, slot: number): void {
  let link = H_IDLE;
  for (let idle = i32[link]!; idle >= 0; idle = i32[link]!) {
    const next = workerAt(idle) + W_NEXT;
    if (idle === slot) {
      i32[link] = i32[next]!;
      return;
    }
    link = next;
  }
}
