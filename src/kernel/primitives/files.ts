/**
 * File descriptors, and os.pipe(): byte streams whose ends are numbers in the process's descriptor table. A fork copies
 * the table.
 *
 * As in Linux, a pipe has room for 16 pages of 4 KiB. A write appends its last partial page to the current page if it
 * fits there; else it starts a new page. So writes of 3,000 bytes fill a pipe at 48,000 bytes.
 */
import type { ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { Aspect, cellOf, objectCell, type Footprint } from '../footprint.ts';
import { countItems } from '../items.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import {
  H_OBJECTS,
  H_SEQ,
  O_WAITERS,
  O_WAITERS_2,
  objectAt,
  T_OBJECT,
  T_STATE,
  threadAt,
  ThreadState,
} from '../memory.ts';
import { reprPacked, unpack, type Packed } from '../packed.ts';
import type { Request } from '../request.ts';
import type { CreateArgs } from '../object-spec.ts';
import { isOpenTo, markClosed, openEnd } from './ends.ts';
import { closeFile, fileAt, getJson, openFile, setJson, type PipeFile } from './file-table.ts';
import { Flow, FLOW, has, MESSAGES, RECEIVERS, SENDERS, settleClose, twinOf } from './direction.ts';
import { addMessage, createDirection, receivesFrom, sendsInto } from './pipe.ts';
import { socketNow } from './socket-names.ts';
import { processOf } from './process-record.ts';
import { closeSocket } from './socket-plain.ts';
import { badDescriptor, brokenPipe } from './socket-errors.ts';
import { read, splitUtf8, utf8Length, write } from './stream.ts';
import { canRead, canWrite as canWriteStream } from './stream-ready.ts';

const PAGE = 4096;
const PAGES = 16;

/** The pages of a pipe: heap block with JSON of {@link Page}s, or 0. */
const BUFFER = FLOW + 1;

/** A page of a pipe: unread bytes, and the offset of their end. */
type Page = readonly [left: number, end: number];

/**
 * The pipe or socket direction of an op; for a waiting op the one it started with, even if the descriptor is reused.
 */
function pipeOf(k: Kernel, thread: ThreadIndex, op: Request, end: PipeFile['end']): ObjectIndex {
  const { i32 } = k.memory;
  const at = threadAt(thread);
  const isWaiting =
    i32[at + T_STATE] === ThreadState.blocked || i32[at + T_STATE] === ThreadState.woken;
  if (isWaiting && i32[at + T_OBJECT]! >= 0) return i32[at + T_OBJECT]!;
  const file = fileAt(k, processOf(k, thread), op.n);
  if (file === undefined) return -1;
  if ('pipe' in file) return file.end === end ? file.pipe : -1;
  const socket = socketNow(k, file.socket);
  if (socket.is !== 'connection') return -1;
  return end === 'read' ? receivesFrom(socket.connection) : sendsInto(socket.connection);
}

const touchesEnd =
  (end: PipeFile['end']) =>
  (k: Kernel, thread: ThreadIndex, op: Request, f: Footprint): void => {
    f.reads(cellOf(Aspect.settings, processOf(k, thread)));
    const pipe = pipeOf(k, thread, op, end);
    if (pipe < 0) return;
    f.writes(objectCell(pipe));
    f.writes(objectCell(twinOf(k, pipe)));
  };

/** value: CreateArgs. Result: JSON of the two descriptors. */
const filePipe: OpSpec = {
  info: { name: 'create' },
  about: 'none',
  touches: (k, thread, _op, f) => f.writes(cellOf(Aspect.settings, processOf(k, thread))),
  guard: () => true,
  effect(k, thread, op) {
    const process = processOf(k, thread);
    const { name, part } = unpack(op.value ?? '{}') as Partial<CreateArgs>;
    const shown = `${name || `pipe-${k.memory.i32[H_OBJECTS]! + 1}`} →`;
    const pipe = createDirection(k, thread, shown, op.code, part);
    openEnd(k, objectAt(pipe) + RECEIVERS, process);
    openEnd(k, objectAt(pipe) + SENDERS, process);
    return JSON.stringify([
      openFile(k, process, { pipe, end: 'read' }),
      openFile(k, process, { pipe, end: 'write' }),
    ]);
  },
};

/** n: descriptor; value: maximum number of bytes. Result: text; '' at end of file. */
const fileRead: OpSpec = {
  info: { name: 'recv', wait: 'message', flow: 'receive' },
  about: 'none',
  touches: touchesEnd('read'),
  guard(k, thread, op) {
    const pipe = pipeOf(k, thread, op, 'read');
    return pipe < 0 || op.value === 0 || canRead(k, thread, { ...op, target: pipe });
  },
  effect(k, thread, op) {
    const pipe = pipeOf(k, thread, op, 'read');
    if (pipe < 0) throw badDescriptor();
    k.said.object = pipe;
    const text = op.value === 0 ? '""' : read(k, thread, pipe, Number(op.value));
    if (!isSocket(k, pipe)) emptyPages(k, pipe, utf8Length(unpack(text) as string));
    return text;
  },
  waitsIn(k, thread, op) {
    k.said.object = pipeOf(k, thread, op, 'read');
    return objectAt(k.said.object) + O_WAITERS;
  },
};

const isSocket = (k: Kernel, direction: ObjectIndex): boolean => has(k, direction, Flow.socket);

/** Limits a send into a socket to the free room. */
const partOf = (op: Request, into: ObjectIndex): Request => ({ ...op, target: into, n: 1 });

const pagesOf = (k: Kernel, pipe: ObjectIndex): readonly Page[] =>
  getJson(k, objectAt(pipe) + BUFFER) as readonly Page[];

function emptyPages(k: Kernel, pipe: ObjectIndex, bytes: number): void {
  const word = objectAt(pipe) + BUFFER;
  let taken = bytes;
  const pages: Page[] = [];
  for (const [left, end] of pagesOf(k, pipe)) {
    const part = Math.min(left, taken);
    taken -= part;
    if (part < left) pages.push([left - part, end]);
  }
  setJson(k, word, pages);
}

/** The pages after appending so many bytes, and the number of bytes that did not fit. */
function fillPages(before: readonly Page[], bytes: number): readonly [readonly Page[], number] {
  const pages = [...before];
  let rest = bytes;
  const [left, end] = pages.at(-1) ?? [0, PAGE];
  const odd = bytes % PAGE;
  if (odd > 0 && end + odd <= PAGE) {
    pages[pages.length - 1] = [left + odd, end + odd];
    rest -= odd;
  }
  while (rest > 0 && pages.length < PAGES) {
    const part = Math.min(rest, PAGE);
    pages.push([part, part]);
    rest -= part;
  }
  return [pages, rest];
}

const canWrite = (k: Kernel, thread: ThreadIndex, pipe: ObjectIndex, text: string): boolean => {
  const at = objectAt(pipe);
  if (!isOpenTo(k, at + SENDERS, thread) || k.memory.i32[at + RECEIVERS] === 0) return true;
  const size = utf8Length(text);
  const [, rest] = fillPages(pagesOf(k, pipe), size);
  return size <= PAGE ? rest === 0 : rest < size;
};

const textOf = (value: Packed | undefined): string => unpack(value ?? '""') as string;

/** n: descriptor; value: text. Result: bytes written; a write of more than a page may be partial. */
const fileWrite: OpSpec = {
  info: { name: 'send', wait: 'message', flow: 'send' },
  about: 'none',
  touches: touchesEnd('write'),
  guard(k, thread, op) {
    const pipe = pipeOf(k, thread, op, 'write');
    if (pipe >= 0 && isSocket(k, pipe)) return canWriteStream(k, thread, partOf(op, pipe));
    return pipe < 0 || canWrite(k, thread, pipe, textOf(op.value));
  },
  effect(k, thread, op) {
    const pipe = pipeOf(k, thread, op, 'write');
    if (pipe < 0) throw badDescriptor();
    const at = objectAt(pipe);
    k.said.object = pipe;
    if (isSocket(k, pipe)) return write(k, thread, partOf(op, pipe));
    const whole = textOf(op.value);
    if (whole !== '' && k.memory.i32[at + RECEIVERS] === 0) throw brokenPipe();
    const size = utf8Length(whole);
    const before = pagesOf(k, pipe);
    const text = splitUtf8(whole, size - fillPages(before, size)[1])[0];
    const value = JSON.stringify(text);
    if (text !== '') {
      setJson(k, at + BUFFER, fillPages(before, utf8Length(text))[0]);
      addMessage(k, pipe, { value, sent: k.memory.i32[H_SEQ]!, sender: thread, carried: false });
    }
    settleClose(k, thread, pipe, processOf(k, thread));
    k.said.value = countItems(k.memory, at + MESSAGES);
    k.said.text = reprPacked(value);
    return utf8Length(text);
  },
  waitsIn(k, thread, op) {
    k.said.object = pipeOf(k, thread, op, 'write');
    return objectAt(k.said.object) + O_WAITERS_2;
  },
};

/** n: descriptor. */
const fileClose: OpSpec = {
  info: { name: 'close' },
  about: 'none',
  touches(k, thread, op, f) {
    f.writes(cellOf(Aspect.settings, processOf(k, thread)));
    const file = fileAt(k, processOf(k, thread), op.n);
    if (file === undefined) return;
    if ('pipe' in file) f.writes(objectCell(file.pipe));
    else f.everything();
  },
  guard: () => true,
  effect(k, thread, op) {
    const process = processOf(k, thread);
    const file = fileAt(k, process, op.n);
    if (file === undefined) throw badDescriptor();
    if ('socket' in file) {
      closeSocket(k, thread, file.socket);
      return undefined;
    }
    closeFile(k, process, op.n);
    const at = objectAt(file.pipe);
    k.said.object = file.pipe;
    markClosed(k, at + (file.end === 'read' ? RECEIVERS : SENDERS), process);
    settleClose(k, thread, file.pipe, process);
    k.said.value = countItems(k.memory, at + MESSAGES);
    return undefined;
  },
};

export const fileOps = {
  'file.pipe': filePipe,
  'file.read': fileRead,
  'file.write': fileWrite,
  'file.close': fileClose,
} satisfies Record<string, OpSpec>;
