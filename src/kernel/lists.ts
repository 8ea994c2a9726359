/** Waiting lists: threads linked through T_NEXT, head and tail at the list's address. First come, first served. */
import { T_LIST, T_NEXT, threadAt } from './memory.ts';

const NONE = -1;

export function initList(i32: Int32Array, list: number): void {
  i32[list] = NONE;
  i32[list + 1] = NONE;
}

export function appendThread(i32: Int32Array, list: number, thread: number): void {
  const at = threadAt(thread);
  i32[at + T_NEXT] = NONE;
  i32[at + T_LIST] = list;
  const tail = i32[list + 1]!;
  if (tail === NONE) i32[list] = thread;
  else i32[threadAt(tail) + T_NEXT] = thread;
  i32[list + 1] = thread;
}

/** Takes the first thread off the list; -1 if it is empty. */
export function shiftThread(i32: Int32Array, list: number): number {
  const thread = i32[list]!;
  if (thread !== NONE) removeThread(i32, thread);
  return thread;
}

/** Takes a thread off the list it waits in, if any. */
export function removeThread(i32: Int32Array, thread: number): void {
  const at = threadAt(thread);
  const list = i32[at + T_LIST]!;
  if (list === 0) return;
  let before = NONE;
  for (let t = i32[list]!; t !== thread; t = i32[threadAt(t) + T_NEXT]!) before = t;
  const next = i32[at + T_NEXT]!;
  if (before === NONE) i32[list] = next;
  else i32[threadAt(before) + T_NEXT] = next;
  if (next === NONE) i32[list + 1] = before;
  i32[at + T_NEXT] = NONE;
  i32[at + T_LIST] = 0;
}

/** Puts another thread in the place of one that waits in a list. */
export function replaceThread(i32: Int32Array, thread: number, other: number): void {
  const from = threadAt(thread);
  const to = threadAt(other);
  const list = i32[from + T_LIST]!;
  i32[to + T_LIST] = list;
  i32[to + T_NEXT] = i32[from + T_NEXT]!;
  i32[from + T_LIST] = 0;
  i32[from + T_NEXT] = NONE;
  if (list === 0) return;
  let link = list;
  while (i32[link] !== thread) link = threadAt(i32[link]!) + T_NEXT;
  i32[link] = other;
  if (i32[list + 1] === thread) i32[list + 1] = other;
}

export function countThreads(i32: Int32Array, list: number): number {
  let count = 0;
  for (let t = i32[list]!; t !== NONE; t = i32[threadAt(t) + T_NEXT]!) count++;
  return count;
}
