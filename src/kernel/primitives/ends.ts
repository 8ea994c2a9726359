/**
 * Processes that have an end open: a linked list of heap blocks [process, next, closed], 0 if empty. While a thread
 * waits at an end that another thread of its process has closed, the end stays open for that thread alone: the
 * operating system closes a file once no call is inside it.
 */
import type { ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { allocate, blockWords, freeBlock } from '../heap.ts';
import type { Kernel } from '../kernel.ts';
import {
  H_THREADS,
  O_WAITERS,
  O_WAITERS_2,
  objectAt,
  T_OBJECT,
  T_PROCESS,
  T_STATE,
  T_WAITED,
  threadAt,
  ThreadState,
} from '../memory.ts';
import { wakeWatchers } from './watchers.ts';

const NEXT = 1;
/** Positive: closed for all but the waiters; the former descriptor plus one, 1 for none. */
const CLOSED = 2;

function entryOf({ memory: { i32 } }: Kernel, list: number, process: ProcessIndex): number {
  for (let block = i32[list]!; block !== 0; block = i32[blockWords(block) + NEXT]!) {
    if (i32[blockWords(block)] === process) return blockWords(block);
  }
  return 0;
}

/** Whether `process` is in this list. */
export function isOpen(k: Kernel, list: number, process: ProcessIndex): boolean {
  const entry = entryOf(k, list, process);
  return entry !== 0 && k.memory.i32[entry + CLOSED] === 0;
}

/** The same for a thread, which may have waited at the end since before it was closed. */
export function isOpenTo(k: Kernel, list: number, thread: ThreadIndex): boolean {
  const { i32 } = k.memory;
  const entry = entryOf(k, list, i32[threadAt(thread) + T_PROCESS]!);
  return entry !== 0 && (i32[entry + CLOSED] === 0 || isWaiting(k, thread));
}

export function isWaiting({ memory: { i32 } }: Kernel, thread: ThreadIndex): boolean {
  const state = i32[threadAt(thread) + T_STATE];
  return state === ThreadState.blocked || state === ThreadState.woken;
}

/** Whether another thread of this process waits for the object at `at`. `line`: only in this waiting list. */
export function isUsed(
  k: Kernel,
  at: number,
  process: ProcessIndex,
  but: ThreadIndex,
  line?: number,
): boolean {
  const { i32 } = k.memory;
  for (let thread = 0; thread < i32[H_THREADS]!; thread++) {
    const words = threadAt(thread);
    if (thread === but || i32[words + T_PROCESS] !== process || !isWaiting(k, thread)) continue;
    if (line !== undefined && i32[words + T_WAITED] !== line) continue;
    const object = i32[words + T_OBJECT]!;
    if (object >= 0 && objectAt(object) === at) return true;
  }
  return false;
}

/** Third word of a process's entry, for lists with another use for it; 0 for none. */
export function markOf(k: Kernel, list: number, process: ProcessIndex): number {
  const entry = entryOf(k, list, process);
  return entry === 0 ? 0 : k.memory.i32[entry + CLOSED]!;
}

export function setMark(k: Kernel, list: number, process: ProcessIndex, mark: number): void {
  openEnd(k, list, process);
  k.memory.i32[entryOf(k, list, process) + CLOSED] = mark;
}

/** All processes of such a list with that word. */
export function* marks(k: Kernel, list: number): Generator<readonly [ProcessIndex, number]> {
  const { i32 } = k.memory;
  for (let block = i32[list]!; block !== 0; block = i32[blockWords(block) + NEXT]!) {
    yield [i32[blockWords(block)]!, i32[blockWords(block) + CLOSED]!];
  }
}

/** Closes the end for all but the waiters. `number`: its former descriptor. */
export function markClosed(k: Kernel, list: number, process: ProcessIndex, number = 0): void {
  const entry = entryOf(k, list, process);
  if (entry !== 0 && k.memory.i32[entry + CLOSED] === 0) k.memory.i32[entry + CLOSED] = 1 + number;
}

export const isMarkedClosed = (k: Kernel, list: number, process: ProcessIndex): boolean =>
  markOf(k, list, process) > 0;

/** The descriptor before the close; 0 for none. */
export const formerNumber = (k: Kernel, list: number, process: ProcessIndex): number =>
  Math.max(markOf(k, list, process) - 1, 0);

/** Processes of such a list, without ends in transit. */
export function openersOf(k: Kernel, list: number): ProcessIndex[] {
  const { i32 } = k.memory;
  const found: ProcessIndex[] = [];
  for (let block = i32[list]!; block !== 0; block = i32[blockWords(block) + NEXT]!) {
    const process = i32[blockWords(block)]!;
    if (process >= 0) found.push(process);
  }
  return found;
}

/** Adds a process to a list of processes, once. */
export function openEnd(k: Kernel, list: number, process: ProcessIndex): void {
  const { i32 } = k.memory;
  const entry = entryOf(k, list, process);
  if (entry !== 0) {
    i32[entry + CLOSED] = 0;
    return;
  }
  const block = allocate(k.memory, 12);
  i32[blockWords(block)] = process;
  i32[blockWords(block) + NEXT] = i32[list]!;
  i32[blockWords(block) + CLOSED] = 0;
  i32[list] = block;
}

/** Removes a process from a list; removal of the last one wakes the waiters of the object at `at`. */
export function closeEnd(k: Kernel, at: number, end: number, process: ProcessIndex): void {
  const { i32 } = k.memory;
  let link = at + end;
  for (let block = i32[link]!; block !== 0; block = i32[link]!) {
    const words = blockWords(block);
    if (i32[words] === process) {
      i32[link] = i32[words + NEXT]!;
      freeBlock(k.memory, block);
      if (i32[at + end] === 0) {
        k.wakeAll(at + O_WAITERS);
        k.wakeAll(at + O_WAITERS_2);
        wakeWatchers(k, (things) => things.some((thing) => thing >= 0 && objectAt(thing) === at));
      }
      return;
    }
    link = words + NEXT;
  }
}
