/**
 * Which processes have an end of something open: a linked list of heap blocks [process, next, closed], whose address is
 * 0 where it is empty. Where a thread of a process still waits at an end that another thread has closed, the end stays
 * open for it alone until it has waited: the operating system closes a file once nobody is in it.
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
/** Above 0: closed for all but those who wait; one more than the descriptor that it had, 0 for none. */
const CLOSED = 2;

function entryOf({ memory: { i32 } }: Kernel, list: number, process: ProcessIndex): number {
  for (let block = i32[list]!; block !== 0; block = i32[blockWords(block) + NEXT]!) {
    if (i32[blockWords(block)] === process) return blockWords(block);
  }
  return 0;
}

/** Does `process` have it: is it in this list of processes? */
export function isOpen(k: Kernel, list: number, process: ProcessIndex): boolean {
  const entry = entryOf(k, list, process);
  return entry !== 0 && k.memory.i32[entry + CLOSED] === 0;
}

/** The same for a thread, which may be waiting there since before it was closed. */
export function isOpenTo(k: Kernel, list: number, thread: ThreadIndex): boolean {
  const { i32 } = k.memory;
  const entry = entryOf(k, list, i32[threadAt(thread) + T_PROCESS]!);
  return entry !== 0 && (i32[entry + CLOSED] === 0 || isWaiting(k, thread));
}

export function isWaiting({ memory: { i32 } }: Kernel, thread: ThreadIndex): boolean {
  const state = i32[threadAt(thread) + T_STATE];
  return state === ThreadState.blocked || state === ThreadState.woken;
}

/** Does another thread of this process wait for the object at `at`? `line`: in this one of its lines. */
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

/** The third word of a process's entry, for lists that keep something else there; 0 where it has none. */
export function markOf(k: Kernel, list: number, process: ProcessIndex): number {
  const entry = entryOf(k, list, process);
  return entry === 0 ? 0 : k.memory.i32[entry + CLOSED]!;
}

export function setMark(k: Kernel, list: number, process: ProcessIndex, mark: number): void {
  openEnd(k, list, process);
  k.memory.i32[entryOf(k, list, process) + CLOSED] = mark;
}

/** Every process of such a list with its mark. */
export function* marks(k: Kernel, list: number): Generator<readonly [ProcessIndex, number]> {
  const { i32 } = k.memory;
  for (let block = i32[list]!; block !== 0; block = i32[blockWords(block) + NEXT]!) {
    yield [i32[blockWords(block)]!, i32[blockWords(block) + CLOSED]!];
  }
}

/** Closes it for all but those who wait. `number`: the descriptor that it had. */
export function markClosed(k: Kernel, list: number, process: ProcessIndex, number = 0): void {
  const entry = entryOf(k, list, process);
  if (entry !== 0 && k.memory.i32[entry + CLOSED] === 0) k.memory.i32[entry + CLOSED] = 1 + number;
}

export const isMarkedClosed = (k: Kernel, list: number, process: ProcessIndex): boolean =>
  markOf(k, list, process) > 0;

/** The descriptor that it had before it was closed; 0 for none. */
export const formerNumber = (k: Kernel, list: number, process: ProcessIndex): number =>
  Math.max(markOf(k, list, process) - 1, 0);

/** The processes of such a list; not what is on its way between two. */
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

/** Takes a process off a list; the last one wakes whoever waits for the object at `at`. */
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
