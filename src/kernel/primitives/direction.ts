/**
 * One direction of a pipe or a connection: its words, who has its ends open, and what a close leaves. What goes through it
 * is others' business: messages (pipe.ts), bytes (stream.ts, files.ts).
 *
 * A socketpair(), and a Pipe() of multiprocessing, which is one, are of AF_UNIX: who sends to a side that is gone is told
 * at once, and where that has left something unread, whoever receives is told of a reset, once. Over TCP it is the sender.
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

/** As the process of an object that all may use. */
export const SHARED = -1;

export const MESSAGES = O_A;
/** Processes that have the receiving end open: a list of ends.ts. */
export const RECEIVERS = O_D;
export const SENDERS = O_E;
/** Bytes sent and not yet received. */
export const BYTES = O_F;

/** Bytes that shutdown() has cut off, until who was in the middle of sending them has heard. */
export const UNSENT = O_I;

/** How many messages there are up to one whose sender was killed in the middle; 0: there is none. */
export const TORN = O_H;

/** Bits of {@link Flow}. */
export const FLOW = O_WAITERS_3;

/** What a pipe of Linux holds. */
export const PIPE_BYTES = 1 << 16;

/** What is so of a direction. */
export const Flow = {
  /** It is one of a connection's two; the other is the next object, or with `second` the one before. */
  socket: 1,
  second: 2,
  /** Of AF_UNIX: both sides know of each other at once. */
  local: 4,
  /** Its sender has said that it sends no more. */
  ended: 8,
  /** Its receiver has said that it receives no more. */
  deaf: 16,
  /** Its sender has been reset, and has not been told. */
  reset: 32,
  /** Its sender has been reset: nothing can be sent any more. */
  broken: 64,
  /** Its sender left without reading everything, and its receiver has not been told. */
  lost: 128,
} as const;

export const has = (k: Kernel, direction: ObjectIndex, flow: number): boolean =>
  (k.memory.i32[objectAt(direction) + FLOW]! & flow) !== 0;

export function add(k: Kernel, direction: ObjectIndex, flow: number): void {
  const word = objectAt(direction) + FLOW;
  k.memory.i32[word] = k.memory.i32[word]! | flow;
}

/** Makes two directions the two of a connection. */
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

/** Nobody has the end any more. */
export const isGone = (k: Kernel, direction: ObjectIndex, end: number): boolean =>
  k.memory.i32[objectAt(direction) + end] === 0;

/** Whether there is a flag, which is gone then. */
function takeFlag(k: Kernel, direction: ObjectIndex, flow: number): boolean {
  if (!has(k, direction, flow)) return false;
  const word = objectAt(direction) + FLOW;
  k.memory.i32[word] = k.memory.i32[word]! & ~flow;
  return true;
}

/** Whether the side that sends into a direction has an error that it has not been told of; it has not any more. */
export const takeReset = (k: Kernel, into: ObjectIndex): boolean =>
  has(k, into, Flow.local)
    ? takeFlag(k, twinOf(k, into), Flow.lost)
    : takeFlag(k, into, Flow.reset);

/** Raises it. */
export function tellReset(k: Kernel, into: ObjectIndex): void {
  if (takeReset(k, into)) {
    throw new PyError('ConnectionResetError', '[Errno 104] Connection reset by peer');
  }
}

/**
 * The sender of a direction is told of a reset by its next call, and sends no more. To one whose other side had said that
 * it sends no more, Linux says that the pipe is broken (tcp_reset in CLOSE_WAIT).
 */
export function resetSender(k: Kernel, direction: ObjectIndex): void {
  const isHalf = has(k, twinOf(k, direction), Flow.ended);
  add(k, direction, isHalf ? Flow.broken : Flow.reset | Flow.broken);
  wakeBoth(k, direction);
}

/** Whoever waits at either end of a connection looks again. */
export function wakeBoth(k: Kernel, direction: ObjectIndex): void {
  for (const each of new Set([direction, twinOf(k, direction)])) {
    const at = objectAt(each);
    k.wakeAll(at + O_WAITERS);
    k.wakeAll(at + O_WAITERS_2);
    wakeWatchers(k, (things) => things.includes(each));
  }
}

/** Over TCP: neither side of the connection whose one side sends into `into` has anything left to say. */
export function isOver(k: Kernel, into: ObjectIndex): boolean {
  if (has(k, into, Flow.local)) return false;
  const from = twinOf(k, into);
  const hasEnded = has(k, from, Flow.ended) || isGone(k, from, SENDERS);
  return has(k, into, Flow.broken) || (has(k, into, Flow.ended) && hasEnded);
}

/** Closes what was closed while somebody waited there, once nobody does any more. */
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
  // The other side may be in the same process: each closes by itself.
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

/** The ends of a pipe are files of their own: each closes once nobody waits in it. */
function settleEnds(k: Kernel, thread: ThreadIndex, at: number, process: ProcessIndex): void {
  const isQueue = k.memory.i32[at + O_KIND] === kindCode['simple-queue'];
  for (const [end, line, { word }] of [
    [RECEIVERS, O_WAITERS, READER],
    [SENDERS, O_WAITERS_2, WRITER],
  ] as const) {
    if (!isMarkedClosed(k, at + end, process)) continue;
    // Of those who wait at the end of a queue, the holder of its lock alone is in the file.
    const holder = k.memory.i32[at + word]! - 1;
    if (isQueue && (holder < 0 || holder === thread)) closeEnd(k, at, end, process);
    else if (!isUsed(k, at, process, thread, at + line)) closeEnd(k, at, end, process);
  }
}

/** Closes all ends that a process has open, as its exit does. */
export function closePipesOf(k: Kernel, process: ProcessIndex): void {
  for (const direction of pipesOf(k)) {
    for (const holder of [process, transitOf(process)]) {
      closeReceiver(k, direction, holder);
      closeEnd(k, objectAt(direction), SENDERS, holder);
    }
  }
}

/** What nobody will read any more is a reset for its sender. */
function closeReceiver(k: Kernel, direction: ObjectIndex, process: ProcessIndex): void {
  const wasOpen = !isGone(k, direction, RECEIVERS);
  const isLost = !isEmpty(k, direction) && !isGone(k, direction, SENDERS);
  closeEnd(k, objectAt(direction), RECEIVERS, process);
  if (!wasOpen || !isLost || !isGone(k, direction, RECEIVERS)) return;
  if (has(k, direction, Flow.local)) add(k, twinOf(k, direction), Flow.lost);
  else if (has(k, direction, Flow.socket)) resetSender(k, direction);
}

/** As a process: who keeps open what `process` has sent and nobody has received. */
export const transitOf = (process: ProcessIndex): number => -2 - process;

/** Every direction that there is. */
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
