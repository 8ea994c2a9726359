/**
 * Signal dispositions of a process. As in CPython, a signal with a handler only sets a flag: the handler runs in the
 * main thread, before its next op or in the middle of the one that it waits in. Flags are a set, and pending handlers
 * start in order of signal number.
 */
import type { EventIndex, ProcessIndex } from '../base/units.ts';
import { freeBlock, readBlock, writeBlock } from './heap.ts';
import { addItem, countItems, itemsOf, takeItem, type Item } from './items.ts';
import { P_HANDLED, P_HANDLERS, P_IGNORED, P_TRIPPED, processAt, type Memory } from './memory.ts';
import { Notice, setNotice } from './notice.ts';

export const SIGINT = 2;
export const SIGKILL = 9;
const SIGPIPE = 13;
export const SIGTERM = 15;
export const SIGCHLD = 17;
export const SIGCONT = 18;
export const SIGSTOP = 19;
const SIGXFSZ = 25;

export const SIG_DFL = 0;
export const SIG_IGN = 1;
/** A function* of the program, with its first arguments, packed. */
export interface Handler {
  readonly partial: string;
  readonly args: readonly unknown[];
}
/** The number of SIG_DFL or SIG_IGN, or a handler. */
export type Disposition = number | Handler;

/** Python's own handler of SIGINT, under the name of its function*. */
export const DEFAULT_INT_HANDLER: Handler = { partial: 'signal.default_int_handler', args: [] };

/** Signals that are ignored by default: SIGCHLD, SIGCONT, SIGURG, SIGWINCH. */
const HARMLESS = new Set([SIGCHLD, SIGCONT, 23, 28]);

const isIn = (mask: number, signum: number): boolean => ((mask >>> signum) & 1) === 1;

/** Initial dispositions of a Python interpreter; `ignored`: signals that its starter set to SIG_IGN. */
export function beginInterpreter({ i32 }: Memory, process: ProcessIndex, ignored = 0): void {
  const at = processAt(process);
  i32[at + P_IGNORED] = ignored | (1 << SIGPIPE) | (1 << SIGXFSZ);
  i32[at + P_HANDLED] = isIn(ignored, SIGINT) ? 0 : 1 << SIGINT;
}

/** Initial dispositions of another program, started by subprocess. */
export function beginProgram({ i32 }: Memory, process: ProcessIndex, ignored: number): void {
  const at = processAt(process);
  i32[at + P_IGNORED] = ignored & ~((1 << SIGPIPE) | (1 << SIGXFSZ));
  i32[at + P_HANDLED] = 0;
}

/** A fork inherits its parent's handlers. `renamed`: the packed handlers, which refer to the child's copies. */
export function copyDispositions(
  memory: Memory,
  from: ProcessIndex,
  to: ProcessIndex,
  renamed: string,
): void {
  const { i32 } = memory;
  const [source, copy] = [processAt(from), processAt(to)];
  i32[copy + P_IGNORED] = i32[source + P_IGNORED]!;
  i32[copy + P_HANDLED] = i32[source + P_HANDLED]!;
  i32[copy + P_HANDLERS] = writeBlock(memory, renamed);
}

/** The handlers of a process as JSON. */
export const packedHandlers = (memory: Memory, process: ProcessIndex): string =>
  JSON.stringify(handlersOf(memory, processAt(process)));

export function dispositionOf(memory: Memory, process: ProcessIndex, signum: number): Disposition {
  const { i32 } = memory;
  const at = processAt(process);
  if (isIn(i32[at + P_IGNORED]!, signum)) return SIG_IGN;
  if (!isIn(i32[at + P_HANDLED]!, signum)) return SIG_DFL;
  return handlersOf(memory, at)[signum] ?? DEFAULT_INT_HANDLER;
}

export function setDisposition(
  memory: Memory,
  process: ProcessIndex,
  signum: number,
  disposition: Disposition,
): void {
  const { i32 } = memory;
  const at = processAt(process);
  if (typeof disposition !== 'number') {
    const handlers = { ...handlersOf(memory, at), [signum]: disposition };
    const block = writeBlock(memory, JSON.stringify(handlers));
    freeBlock(memory, i32[at + P_HANDLERS]!);
    i32[at + P_HANDLERS] = block;
  }
  for (const [word, holds] of [
    [P_IGNORED, disposition === SIG_IGN],
    [P_HANDLED, typeof disposition !== 'number'],
  ] as const) {
    const mask = i32[at + word]! & ~(1 << signum);
    i32[at + word] = holds ? mask | (1 << signum) : mask;
  }
}

/** Whether the signal's default action is to ignore it. */
export const isHarmless = (signum: number): boolean => HARMLESS.has(signum);

export const hasHandler = ({ i32 }: Memory, process: ProcessIndex, signum: number): boolean =>
  isIn(i32[processAt(process) + P_HANDLED]!, signum);

/**
 * Makes the handler of a signal pending; a signal that is pending already is merged. `sent`: the event that sent it.
 */
export function trip(
  memory: Memory,
  process: ProcessIndex,
  signum: number,
  sent: EventIndex,
): void {
  const at = processAt(process) + P_TRIPPED;
  const isThere = [...itemsOf(memory, at)].some(({ value }) => value === signum);
  if (!isThere) addItem(memory, at, { value: signum, sent, sender: -1, carried: false }, 'back');
  setNotice(memory, process, Notice.due);
}

export interface DueHandler {
  readonly signum: number;
  readonly handler: Handler;
  readonly sent: EventIndex;
}

/** Takes the lowest pending signal above a number. A pending signal whose handler was removed meanwhile is dropped. */
export function takeTripped(
  memory: Memory,
  process: ProcessIndex,
  above: number,
): DueHandler | undefined {
  const list = processAt(process) + P_TRIPPED;
  const marks: Item[] = [];
  while (countItems(memory, list) > 0) marks.push(takeItem(memory, list));
  marks.sort((a, b) => Number(a.value) - Number(b.value));
  let first: DueHandler | undefined;
  for (const mark of marks) {
    const signum = Number(mark.value);
    const handler = dispositionOf(memory, process, signum);
    const isNext = first === undefined && signum > above;
    if (isNext && typeof handler !== 'number') first = { signum, handler, sent: mark.sent };
    else if (!isNext) addItem(memory, list, mark, 'back');
  }
  return first;
}

export const hasTripped = (memory: Memory, process: ProcessIndex): boolean =>
  countItems(memory, processAt(process) + P_TRIPPED) > 0;

function handlersOf(memory: Memory, at: number): Readonly<Record<number, Handler>> {
  const block = memory.i32[at + P_HANDLERS]!;
  return block === 0 ? {} : (JSON.parse(readBlock(memory, block)) as Record<number, Handler>);
}
