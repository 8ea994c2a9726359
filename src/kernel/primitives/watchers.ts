/**
 * Threads that wait for any of several objects (multiprocessing.connection.wait). They share one waiting list; each
 * records what it waits for in a heap block, so that none is woken in vain.
 */
import type { ThreadIndex } from '../../base/units.ts';
import { freeBlock, readBlock, writeBlock } from '../heap.ts';
import type { Kernel } from '../kernel.ts';
import { H_WATCHERS, T_NEXT, T_WATCH, threadAt } from '../memory.ts';

/** An awaited object or process, as one word: {@link objectThing} or {@link processThing}. */
export type Thing = number;

export const objectThing = (object: number): Thing => object;
export const processThing = (process: number): Thing => -1 - process;

/** Records what a thread about to wait in H_WATCHERS waits for. */
export function watch(k: Kernel, thread: ThreadIndex, things: readonly Thing[]): void {
  unwatch(k, thread);
  k.memory.i32[threadAt(thread) + T_WATCH] = writeBlock(k.memory, JSON.stringify(things));
}

export function unwatch(k: Kernel, thread: ThreadIndex): void {
  const at = threadAt(thread) + T_WATCH;
  freeBlock(k.memory, k.memory.i32[at]!);
  k.memory.i32[at] = 0;
}

/** Wakes the watchers for whose awaited things `isConcerned` holds. */
export function wakeWatchers(k: Kernel, isConcerned: (things: readonly Thing[]) => boolean): void {
  const { i32 } = k.memory;
  for (let thread = i32[H_WATCHERS]!; thread >= 0;) {
    const at = threadAt(thread);
    const next = i32[at + T_NEXT]!;
    const things = JSON.parse(readBlock(k.memory, i32[at + T_WATCH]!)) as Thing[];
    if (isConcerned(things)) k.wake(thread);
    thread = next;
  }
}
