/**
 * Byte streams: the two directions of a socket connection, and os.pipe()'s one. Bytes are texts here, counted in UTF-8,
 * without boundaries: two sends may be received together, and a text in pieces if `n` is small.
 *
 * Shutdown and close follow Linux's TCP: after shutdown for writing the peer reads end of file. A send to a closed side
 * succeeds once and is answered by a reset; a close with unread bytes resets at once.
 */
import type { ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { PyError } from '../errors.ts';
import { Aspect, cellOf, objectCell, type Footprint } from '../footprint.ts';
import { addItem, countItems, itemsOf, takeItem } from '../items.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { H_SEQ, O_WAITERS, O_WAITERS_2, objectAt } from '../memory.ts';
import { reprPacked, unpack, type Packed } from '../packed.ts';
import type { Request } from '../request.ts';
import { atSocket } from './closed-under.ts';
import { isOpen, isOpenTo, isWaiting, markClosed } from './ends.ts';
import { closeSocketFile } from './file-table.ts';
import {
  add,
  BYTES,
  Flow,
  has,
  isEmpty,
  isGone,
  isOver,
  MESSAGES,
  PIPE_BYTES,
  RECEIVERS,
  resetSender,
  SENDERS,
  settleClose,
  takeReset,
  tellReset,
  twinOf,
  UNSENT,
  wakeBoth,
} from './direction.ts';
import { addMessage, pipeFlush, putBack, takeMessage } from './pipe.ts';
import { processOf } from './process-record.ts';
import { badDescriptor, brokenPipe, notConnected } from './socket-errors.ts';
import { canRead, canWrite, NOTHING } from './stream-ready.ts';

export const SHUT_RD = 0;
export const SHUT_WR = 1;
export const SHUT_RDWR = 2;

const settleStream = (k: Kernel, thread: ThreadIndex, direction: ObjectIndex): void =>
  settleClose(k, thread, direction, processOf(k, thread));

/** The two directions depend on each other. */
export function touchesStream(k: Kernel, _thread: ThreadIndex, op: Request, f: Footprint): void {
  f.writes(objectCell(op.target));
  f.writes(objectCell(twinOf(k, op.target)));
}

/** Up to `bytes` bytes of what is available; '' at end of file. */
export function read(k: Kernel, thread: ThreadIndex, from: ObjectIndex, bytes: number): Packed {
  if (!isOpenTo(k, objectAt(from) + RECEIVERS, thread)) throw badDescriptor();
  if (isEmpty(k, from) && has(k, from, Flow.socket)) tellReset(k, twinOf(k, from));
  let text = '';
  while (!isEmpty(k, from) && utf8Length(text) < bytes) {
    const item = takeMessage(k, from);
    const [now, later] = splitUtf8(text + String(unpack(item.value)), bytes);
    if (later !== '') putBack(k, from, { ...item, value: JSON.stringify(later) });
    text = now;
  }
  if (!isEmpty(k, from)) k.wakeOne(objectAt(from) + O_WAITERS);
  settleClose(k, thread, from, processOf(k, thread));
  const packed: Packed = JSON.stringify(text);
  k.said.value = countItems(k.memory, objectAt(from) + MESSAGES);
  k.said.text = reprPacked(packed);
  return packed;
}

/** Result: number of bytes taken. */
export function write(k: Kernel, thread: ThreadIndex, op: Request): number {
  const into = op.target;
  const at = objectAt(into);
  if (!isOpenTo(k, at + SENDERS, thread)) throw badDescriptor();
  if (has(k, into, Flow.ended)) throw brokenPipe();
  // Over AF_UNIX only a sender in the middle of a send gets the reset.
  if (!has(k, into, Flow.local) || isWaiting(k, thread)) tellReset(k, into);
  if (has(k, into, Flow.broken)) throw brokenPipe();
  const isSocket = has(k, into, Flow.socket);
  if (isSocket && op.value === NOTHING) return 0;
  const isLeft = isGone(k, into, RECEIVERS);
  if (isLeft && (!isSocket || has(k, into, Flow.local))) throw brokenPipe();
  const room = op.n === 1 ? PIPE_BYTES - k.memory.i32[at + BYTES]! : Infinity;
  const text = splitUtf8(unpack(op.value ?? '""') as string, room)[0];
  const value = JSON.stringify(text);
  const isShut = isSocket && has(k, into, Flow.deaf) && has(k, twinOf(k, into), Flow.ended);
  if (!isShut) {
    addMessage(k, into, { value, sent: k.memory.i32[H_SEQ]!, sender: thread, carried: false });
    // Linux wakes all waiters of a socket, in any order; of a pipe the first in line.
    if (isSocket) k.wakeAll(at + O_WAITERS);
  }
  // The peer answers with a reset, which the sender sees at its next send.
  if (isSocket && (isLeft || isShut)) add(k, into, Flow.broken);
  if (isShut) resetSender(k, twinOf(k, into));
  settleClose(k, thread, into, processOf(k, thread));
  k.said.value = countItems(k.memory, at + MESSAGES);
  k.said.text = reprPacked(value);
  return utf8Length(text);
}

/** n: maximum number of bytes. Result: text; '' at end of file. */
export const streamReceive: OpSpec = atSocket(
  {
    info: { name: 'recv', wait: 'message', flow: 'receive' },
    about: 'object',
    touches: touchesStream,
    guard: canRead,
    effect: (k, thread, op) => read(k, thread, op.target, op.n),
    waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS,
  },
  RECEIVERS,
  'read',
  settleStream,
);

/** value: a text; n: 1 for a partial send. Result: number of bytes sent. */
export const streamSend: OpSpec = atSocket(
  {
    info: { name: 'send', wait: 'message', flow: 'send' },
    about: 'object',
    touches: touchesStream,
    guard: canWrite,
    effect: write,
    waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS_2,
  },
  SENDERS,
  'write',
  settleStream,
);

/**
 * Second half of a send larger than the buffer: returns once the rest fits, nobody can read it, or this side was shut
 * down. Result: number of bytes not sent. Linux reports no error for a partial send; over TCP the next call raises.
 */
export const streamFlush: OpSpec = {
  ...pipeFlush,
  touches: touchesStream,
  guard: (k, thread, op) =>
    has(k, op.target, Flow.ended | Flow.broken) || pipeFlush.guard(k, thread, op),
  effect(k, _thread, op) {
    const at = objectAt(op.target);
    k.said.value = countItems(k.memory, at + MESSAGES);
    const cut = k.memory.i32[at + UNSENT]!;
    k.memory.i32[at + UNSENT] = 0;
    if (cut > 0 || k.memory.i32[at + BYTES]! <= PIPE_BYTES) return cut;
    if (has(k, op.target, Flow.local)) takeReset(k, op.target);
    return cutRest(k, op.target);
  },
  leaves: cutRest,
};

/** Withdraws the unsent rest of a send in progress. Result: number of bytes. */
function cutRest(k: Kernel, into: ObjectIndex): number {
  const at = objectAt(into);
  if (k.memory.i32[at + BYTES]! <= PIPE_BYTES) return 0;
  const items = [...itemsOf(k.memory, at + MESSAGES)];
  const all = items.map(({ value }) => String(unpack(value))).join('');
  const [kept, cut] = splitUtf8(all, PIPE_BYTES);
  while (!isEmpty(k, into)) takeItem(k.memory, at + MESSAGES);
  const value = JSON.stringify(kept);
  addItem(k.memory, at + MESSAGES, { ...items[0]!, value }, 'back');
  k.memory.i32[at + BYTES] = value.length;
  return utf8Length(cut);
}

/** Ends sending into a direction, including the rest of a send in progress. */
function endSending(k: Kernel, into: ObjectIndex): void {
  add(k, into, Flow.ended);
  k.memory.i32[objectAt(into) + UNSENT]! += cutRest(k, into);
}

/** target: the direction that the side sends into; n: SHUT_RD, SHUT_WR or SHUT_RDWR. */
export const streamShutdown: OpSpec = {
  info: { name: 'shutdown' },
  about: 'object',
  touches: touchesStream,
  guard: () => true,
  effect(k, thread, op) {
    const into = op.target;
    const from = twinOf(k, into);
    if (!isOpen(k, objectAt(into) + SENDERS, processOf(k, thread))) throw badDescriptor();
    if (!(op.n >= SHUT_RD && op.n <= SHUT_RDWR)) {
      throw new PyError('OSError', '[Errno 22] Invalid argument');
    }
    const isLocal = has(k, into, Flow.local);
    if (isOver(k, into)) throw notConnected();
    if (op.n !== SHUT_WR) add(k, from, Flow.deaf);
    if (op.n !== SHUT_WR && isLocal) endSending(k, from);
    if (op.n !== SHUT_RD) endSending(k, into);
    wakeBoth(k, into);
    k.said.text = ['SHUT_RD', 'SHUT_WR', 'SHUT_RDWR'][op.n]!;
    k.said.value = countItems(k.memory, objectAt(into) + MESSAGES);
    return undefined;
  },
};

/** target: the direction that the side sends into. Closing twice is no error. */
export const streamClose: OpSpec = {
  info: { name: 'close' },
  about: 'object',
  touches(k, thread, op, f) {
    f.writes(cellOf(Aspect.settings, processOf(k, thread)));
    touchesStream(k, thread, op, f);
  },
  guard: () => true,
  effect(k, thread, op) {
    leaveStream(k, thread, op.target);
    k.said.value = countItems(k.memory, objectAt(op.target) + MESSAGES);
    return undefined;
  },
};

/** Closes a side of a connection, delayed while threads wait there. */
export function leaveStream(k: Kernel, thread: ThreadIndex, into: ObjectIndex): void {
  const process = processOf(k, thread);
  const from = twinOf(k, into);
  const name = 2 * Math.min(into, from) + (has(k, into, Flow.second) ? 1 : 0);
  const number = closeSocketFile(k, process, name);
  markClosed(k, objectAt(into) + SENDERS, process, number);
  markClosed(k, objectAt(from) + RECEIVERS, process, number);
  settleClose(k, thread, into, process);
}

const encoder = new TextEncoder();
export const utf8Length = (text: string): number => encoder.encode(text).length;

/** A lone surrogate is encoded as U+FFFD, which takes three. */
const utf8Bytes = (code: number): number =>
  code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

/** Splits a text at `bytes` bytes of UTF-8: whole characters, at least one, and the rest. */
export function splitUtf8(text: string, bytes: number): readonly [string, string] {
  if (3 * text.length <= bytes) return [text, ''];
  let length = 0;
  let end = 0;
  for (const char of text) {
    length += utf8Bytes(char.codePointAt(0)!);
    if (length > bytes && end > 0) break;
    end += char.length;
  }
  return [text.slice(0, end), text.slice(end)];
}

export const streamOps = {
  'stream.recv': streamReceive,
  'stream.send': streamSend,
  'stream.flush': streamFlush,
  'stream.shutdown': streamShutdown,
  'stream.close': streamClose,
} satisfies Record<string, OpSpec>;
