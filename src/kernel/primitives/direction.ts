/**
 * One direction of a pipe or a connection: its words, which processes have its ends open, and the effects of a close.
 * Its content belongs to others: messages (pipe.ts), bytes (stream.ts, files.ts).
 *
 * A socketpair(), and a Pipe() of multiprocessing, which is one, are AF_UNIX: a send to a closed side fails at once,
 * and if that side left unread data, its peer gets one ECONNRESET on receive. Over TCP the sender gets the reset.
 */
import type { ObjectIndex, ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { PyError } from '../errors.ts';
import { countItems } from '../items.ts';
import type { Kernel } from '../kernel.ts';
import {
  H_OBJECTS,
  O_A,
  O_D,
  O_E,
  O_F,
  O_H,
  O_I,
  O_KIND,
  O_PROCESS,
  O_WAITERS,
  O_WAITERS_2,
  O_WAITERS_3,
  objectAt,
} from '../memory.ts';
import { kindCode } from '../object-spec.ts';
import { READER, WRITER } from './end-lock.ts';
import { closeEnd, isMarkedClosed, isUsed } from './ends.ts';
import { wakeWatchers } from './watchers.ts';

/** In the place of a process index: shared by all processes. */
export const SHARED = -1;

export const MESSAGES = O_A;
/** Processes that have the receiving end open: a list of ends.ts. */
export const RECEIVERS = O_D;
export const SENDERS = O_E;
/** Bytes sent and not yet received. */
export const BYTES = O_F;

/** Bytes cut off by shutdown(), until the thread that was sending them has been told. */
export const UNSENT = O_I;

/** Position of the message whose sender was killed while sending it, counted from the front; 0: none. */
export const TORN = O_H;

/** Bits of {@link Flow}. */
export const FLOW = O_WAITERS_3;

/** Capacity of a Linux pipe. */
export const PIPE_BYTES = 1 << 16;

/** State flags of a direction. */
export const Flow = {
  /** One of the two directions of a connection; the other is the next object, or with `second` the previous one. */
  socket: 1,
  second: 2,
  /** AF_UNIX: each side learns at once that the other is gone. */
  local: 4,
  /** Shut down for writing by its sender. */
  ended: 8,
  /** Shut down for reading by its receiver. */
  deaf: 16,
  /** Its sender has a pending ECONNRESET. */
  reset: 32,
  /** Its sender has been reset: sending fails from now on. */
  broken: 64,
  /** Its sender closed with unread data, and its receiver has a pending ECONNRESET. */
  lost: 128,
} as const;

export const has = (k: Kernel, direction: ObjectIndex, flow: number): boolean =>
  (k.memory.i32[objectAt(direction) + FLOW]! & flow) !== 0;

export function add(k: Kernel, direction: ObjectIndex, flow: number): void {
  const word = objectAt(direction) + FLOW;
  k.memory.i32[word] = k.memory.i32[word]! | flow;
}

/** Pairs two directions as one connection. */
export function makeTwins(k: Kernel, first: ObjectIndex, flow: number): void {
  add(k, first, Flow.socket | flow);
  add(k, first + 1, Flow.socket | Flow.second | flow);
}

/** The other direction of a connection; itself for a pipe. */
export function twinOf(k: Kernel, direction: ObjectIndex): ObjectIndex {
  if (!has(k, direction, Flow.socket)) return direction;
  return has(k, direction, Flow.second) ? direction - 1 : direction + 1;
}

export const isEmpty = (k: Kernel, direction: ObjectIndex): boolean =>
  countItems(k.memory, objectAt(direction) + MESSAGES) === 0;

/** No process has this end open any more. */
export const isGone = (k: Kernel, direction: ObjectIndex, end: number): boolean =>
  k.memory.i32[objectAt(direction) + end] === 0;

/** Tests and clears a flag. */
function takeFlag(k: Kernel, direction: ObjectIndex, flow: number): boolean {
  if (!has(k, direction, flow)) return false;
  const word = objectAt(direction) + FLOW;
  k.memory.i32[word] = k.memory.i32[word]! & ~flow;
  return true;
}

/** Tests and clears the pending error of the side that sends into a direction. */
export const takeReset = (k: Kernel, into: ObjectIndex): boolean =>
  has(k, into, Flow.local)
    ? takeFlag(k, twinOf(k, into), Flow.lost)
    : takeFlag(k, into, Flow.reset);

/** Raises the pending error, if any. */
export function tellReset(k: Kernel, into: ObjectIndex): void {
  if (takeReset(k, into)) {
    throw new PyError('ConnectionResetError', '[Errno 104] Connection reset by peer');
  }
}

/**
 * Resets the sender of a direction: its next call raises, and it cannot send any more. Where the other side had shut
 * down its writing, Linux reports a broken pipe (tcp_reset in CLOSE_WAIT).
 */
export function resetSender(k: Kernel, direction: ObjectIndex): void {
  const isHalf = has(k, twinOf(k, direction), Flow.ended);
  add(k, direction, isHalf ? Flow.broken : Flow.reset | Flow.broken);
  wakeBoth(k, direction);
}

/** Wakes the waiters at both ends of a connection. */
export function wakeBoth(k: Kernel, direction: ObjectIndex): void {
  for (const each of new Set([direction, twinOf(k, direction)])) {
    const at = objectAt(each);
    k.wakeAll(at + O_WAITERS);
    k.wakeAll(at + O_WAITERS_2);
    wakeWatchers(k, (things) => things.includes(each));
  }
}

/** Over TCP: both sides of the connection, one of which sends into `into`, have finished sending. */
export function isOver(k: Kernel, into: ObjectIndex): boolean {
  if (has(k, into, Flow.local)) return false;
  const from = twinOf(k, into);
  const hasEnded = has(k, from, Flow.ended) || isGone(k, from, SENDERS);
  return has(k, into, Flow.broken) || (has(k, into, Flow.ended) && hasEnded);
}

/** Finishes a close that was delayed by waiters, once there are none. */
export function settleClose(
  k: Kernel,
  thread: ThreadIndex,
  direction: ObjectIndex,
  process: ProcessIndex,
): void {
  if (!has(k, direction, Flow.socket)) {
    settleEnds(k, thread, objectAt(direction), process);
    return;
  }
  const twin = twinOf(k, direction);
  // Both sides may be in the same process: each closes by itself.
  for (const [into, from] of [
    [direction, twin],
    [twin, direction],
  ] as const) {
    const [sends, receives] = [objectAt(into), objectAt(from)];
    if (isUsed(k, sends, process, thread, sends + O_WAITERS_2)) continue;
    if (isUsed(k, receives, process, thread, receives + O_WAITERS)) continue;
    if (isMarkedClosed(k, receives + RECEIVERS, process)) closeReceiver(k, from, process);
    if (isMarkedClosed(k, sends + SENDERS, process)) closeEnd(k, sends, SENDERS, process);
  }
}

/** The ends of a pipe are files of their own: each closes once no thread waits in it. */
function settleEnds(k: Kernel, thread: ThreadIndex, at: number, process: ProcessIndex): void {
  const isQueue = k.memory.i32[at + O_KIND] === kindCode['simple-queue'];
  for (const [end, line, { word }] of [
    [RECEIVERS, O_WAITERS, READER],
    [SENDERS, O_WAITERS_2, WRITER],
  ] as const) {
    if (!isMarkedClosed(k, at + end, process)) continue;
    // Of the threads waiting at an end of a queue, only the holder of its lock is inside the file.
    const holder = k.memory.i32[at + word]! - 1;
    if (isQueue && (holder < 0 || holder === thread)) closeEnd(k, at, end, process);
    else if (!isUsed(k, at, process, thread, at + line)) closeEnd(k, at, end, process);
  }
}

/** Closes all ends that a process has open, at its exit. */
export function closePipesOf(k: Kernel, process: ProcessIndex): void {
  for (const direction of pipesOf(k)) {
    for (const holder of [process, transitOf(process)]) {
      closeReceiver(k, direction, holder);
      closeEnd(k, objectAt(direction), SENDERS, holder);
    }
  }
}

/** Data that nobody can read any more causes a reset for its sender. */
function closeReceiver(k: Kernel, direction: ObjectIndex, process: ProcessIndex): void {
  const wasOpen = !isGone(k, direction, RECEIVERS);
  const isLost = !isEmpty(k, direction) && !isGone(k, direction, SENDERS);
  closeEnd(k, objectAt(direction), RECEIVERS, process);
  if (!wasOpen || !isLost || !isGone(k, direction, RECEIVERS)) return;
  if (has(k, direction, Flow.local)) add(k, twinOf(k, direction), Flow.lost);
  else if (has(k, direction, Flow.socket)) resetSender(k, direction);
}

/** Pseudo process index that keeps open what `process` has sent and nobody has received. */
export const transitOf = (process: ProcessIndex): number => -2 - process;

/** All directions of the run. */
export function pipesOf({ memory: { i32 } }: Kernel): ObjectIndex[] {
  const found: ObjectIndex[] = [];
  for (let object = 0; object < i32[H_OBJECTS]!; object++) {
    const at = objectAt(object);
    const kind = i32[at + O_KIND];
    if (
      kind === kindCode.pipe ||
      (kind === kindCode['simple-queue'] && i32[at + O_PROCESS] === SHARED)
    ) {
      found.push(object);
    }
  }
  return found;
}
