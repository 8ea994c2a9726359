/**
 * Suspended waits: a main thread that waits in an op leaves that wait to run a signal handler. The wait is kept in a
 * frame: a record like a thread's, with the timeout and all other state of the wait. If the wait keeps its place in
 * line meanwhile, the frame stands there and may be woken in the thread's stead. Handlers nest, so frames form a stack.
 */
import type { ObjectIndex, ThreadIndex } from '../base/units.ts';
import { PyError } from './errors.ts';
import { freeBlock } from './heap.ts';
import { removeThread, replaceThread } from './lists.ts';
import {
  H_FRAMES,
  LIMITS,
  T_CAUSE,
  T_DEADLINE,
  T_FRAME,
  T_GRANT,
  T_NOTIFIED,
  T_OBJECT,
  T_OP,
  T_PROCESS,
  T_STATE,
  T_WAITED,
  T_WATCH,
  threadAt,
  ThreadState,
  type Memory,
} from './memory.ts';

/** Words of a thread's record that belong to its wait, besides the list links. */
const WORDS = [
  T_STATE,
  T_OP,
  T_OBJECT,
  T_CAUSE,
  T_GRANT,
  T_NOTIFIED,
  T_WAITED,
  T_WATCH,
  T_DEADLINE,
  T_DEADLINE + 1,
];

export const isFrame = (thread: ThreadIndex): boolean => thread >= LIMITS.threads;

export const hasFreeFrame = (memory: Memory): boolean => freeFrame(memory) >= 0;

/** Copies the frames of a forking thread to the thread that continues in the child; the copies stand in no line. */
export function copyFrames(
  memory: Memory,
  from: ThreadIndex,
  to: ThreadIndex,
  copyOf: (object: ObjectIndex) => ObjectIndex,
): void {
  const { i32 } = memory;
  for (const frame of [...framesOf(memory, from)].toReversed()) {
    if (!hasFreeFrame(memory)) {
      throw new PyError('BlockingIOError', '[Errno 11] Resource temporarily unavailable');
    }
    const source = threadAt(frame);
    const copy = threadAt(pushFrame(memory, to));
    for (const word of [T_OP, T_DEADLINE, T_DEADLINE + 1]) i32[copy + word] = i32[source + word]!;
    i32[copy + T_OBJECT] = copyOf(i32[source + T_OBJECT]!);
    i32[copy + T_STATE] = ThreadState.woken;
  }
}

/** Moves a thread's wait into a free frame, which must exist. Returns the frame's index. */
export function pushFrame(memory: Memory, thread: ThreadIndex): ThreadIndex {
  const { i32 } = memory;
  const frame = freeFrame(memory);
  i32[H_FRAMES] = Math.max(i32[H_FRAMES]!, frame - LIMITS.threads + 1);
  const from = threadAt(thread);
  const to = threadAt(frame);
  for (const word of WORDS) i32[to + word] = i32[from + word]!;
  i32[to + T_PROCESS] = i32[from + T_PROCESS]!;
  i32[to + T_FRAME] = i32[from + T_FRAME]!;
  replaceThread(i32, thread, frame);
  i32[from + T_FRAME] = frame;
  i32[from + T_STATE] = ThreadState.running;
  i32[from + T_OP] = i32[from + T_OBJECT] = i32[from + T_CAUSE] = -1;
  i32[from + T_WATCH] = i32[from + T_NOTIFIED] = 0;
  return frame;
}

/** Takes a frame's wait out of its line; the thread retries its op when it returns. */
export function leaveLine({ i32 }: Memory, frame: ThreadIndex): void {
  removeThread(i32, frame);
  i32[threadAt(frame) + T_STATE] = ThreadState.woken;
}

/** Restores a thread's wait from its topmost frame. Returns that frame. */
export function popFrame(memory: Memory, thread: ThreadIndex): ThreadIndex {
  const { i32 } = memory;
  const to = threadAt(thread);
  freeBlock(memory, i32[to + T_WATCH]!);
  const frame = i32[to + T_FRAME]!;
  const from = threadAt(frame);
  for (const word of WORDS) i32[to + word] = i32[from + word]!;
  replaceThread(i32, frame, thread);
  i32[to + T_FRAME] = i32[from + T_FRAME]!;
  i32[from + T_STATE] = ThreadState.created;
  return frame;
}

/** The frames of a thread, topmost first. */
export function* framesOf({ i32 }: Memory, thread: ThreadIndex): Generator<ThreadIndex> {
  for (let at = thread; i32[threadAt(at) + T_FRAME] !== 0;) {
    at = i32[threadAt(at) + T_FRAME]!;
    yield at;
  }
}

function freeFrame({ i32 }: Memory): ThreadIndex {
  for (let frame = LIMITS.threads; frame < LIMITS.threads + LIMITS.frames; frame++) {
    if (i32[threadAt(frame) + T_STATE] === ThreadState.created) return frame;
  }
  return -1;
}
