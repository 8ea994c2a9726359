/**
 * Terminals, where the reader types. A terminal is identified by its path and keeps unread lines. A process reads from
 * its standard input: initially the terminal /dev/tty that the program was started in, which a fork shares with its
 * parent. A multiprocessing child has /dev/null instead, as in CPython, and may open a terminal by its path.
 *
 * Typed lines come from outside any thread. At end of input (Ctrl+D) one read returns nothing; the next one waits
 * again.
 */
import { cleanLine, type TypedLine } from '../../base/typed-line.ts';
import type { EventIndex, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import { PyError } from '../errors.ts';
import { readBlock } from '../heap.ts';
import { Order, addItem, countItems, takeItem } from '../items.ts';
import { Aspect, cellOf, objectCell, touchesNothing, writesAspect } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import {
  H_EXITED,
  H_OBJECTS,
  O_A,
  O_KIND,
  O_NAME,
  O_WAITERS,
  objectAt,
  P_STDIN,
  processAt,
} from '../memory.ts';
import { kindCode, type ObjectSpec } from '../object-spec.ts';
import { unpack } from '../packed.ts';
import { repr } from '../repr.ts';
import { takeOutput } from './console.ts';
import { createObject } from './create.ts';
import { processOf } from './process-record.ts';

/** Unread lines: items, each a text or null for end of input. */
const LINES = O_A;

export const terminalObject: ObjectSpec = {
  kind: 'terminal',
  lines: [{ at: O_WAITERS }],
  items: { at: LINES, order: Order.fifo },
  begin: () => undefined,
  tell: (k, at) => ({ measure: countItems(k.memory, at + LINES), limit: -1 }),
};

/** Values of P_STDIN besides an object's index plus one. */
export const Stdin = { terminal: 0, nothing: -1 } as const;

const CONTROLLING = '/dev/tty';
const PATHS = /^\/dev\/(tty|pts\/\d{1,4})$/;

function findTerminal({ memory }: Kernel, path: string): ObjectIndex | undefined {
  const { i32 } = memory;
  for (let object = 0; object < i32[H_OBJECTS]!; object++) {
    const at = objectAt(object);
    if (i32[at + O_KIND] === kindCode.terminal && readBlock(memory, i32[at + O_NAME]!) === path)
      return object;
  }
  return undefined;
}

/** The terminal at a path, created when first opened. */
function terminalAt(k: Kernel, thread: ThreadIndex, path: string): ObjectIndex {
  const place = { process: -1, name: path };
  const code = k.codeOf(terminalOpen);
  return (
    findTerminal(k, path) ?? createObject(k, thread, terminalObject, place, code, () => undefined)
  );
}

/** What an op reads from: its terminal, or its process's standard input. */
function sourceOf(k: Kernel, thread: ThreadIndex, target: number): ObjectIndex | undefined {
  if (target >= 0) return target;
  const word = processAt(processOf(k, thread)) + P_STDIN;
  const stdin = k.memory.i32[word]!;
  if (stdin === Stdin.nothing) return undefined;
  return stdin === Stdin.terminal ? findTerminal(k, CONTROLLING) : stdin - 1;
}

const isNothing = (k: Kernel, thread: ThreadIndex, target: number): boolean =>
  target < 0 && k.memory.i32[processAt(processOf(k, thread)) + P_STDIN] === Stdin.nothing;

/** open(). value: the path. Result: the terminal. */
export const terminalOpen: OpSpec = {
  info: { name: 'open' },
  about: 'none',
  touches: writesAspect(Aspect.terminals),
  guard: () => true,
  effect(k, thread, op) {
    const path = String(unpack(op.value ?? '""'));
    if (!PATHS.test(path)) {
      throw new PyError('FileNotFoundError', `[Errno 2] No such file or directory: ${repr(path)}`);
    }
    const known = findTerminal(k, path);
    const terminal = known ?? terminalAt(k, thread, path);
    if (known === undefined) return terminal;
    k.said.object = terminal;
    k.said.value = countItems(k.memory, objectAt(terminal) + LINES);
    return terminal;
  },
};

/** Assigns sys.stdin: a terminal, or -1 for /dev/null. */
export const stdinAssign: OpSpec = {
  info: { name: 'set-stdin' },
  about: 'object',
  touches: (k, thread, _op, f) => f.writes(cellOf(Aspect.settings, processOf(k, thread))),
  guard: () => true,
  effect(k, thread, op) {
    k.memory.i32[processAt(processOf(k, thread)) + P_STDIN] = op.target + 1;
    k.said.value = countItems(k.memory, objectAt(op.target) + LINES);
    return undefined;
  },
};

/** Prompt of input(): on standard output, without a newline. */
export const consolePrompt: OpSpec = {
  info: { name: 'prompt', writes: 'prompt' },
  about: 'none',
  touches: writesAspect(Aspect.output),
  guard: () => true,
  effect(k, thread, op) {
    const kept = takeOutput(k.memory, processOf(k, thread));
    k.said.text = kept + String(unpack(op.value ?? '""'));
    return undefined;
  },
};

/**
 * A line from the target terminal, or from standard input if -1. Result: the line without its newline. At end of input
 * it raises EOFError, or with n = 1 (readline) returns null.
 */
export const terminalRead: OpSpec = {
  info: { name: 'input', wait: 'message', flow: 'receive' },
  about: 'none',
  touches: (k, thread, { target }, f) => {
    const source = sourceOf(k, thread, target);
    if (source === undefined) f.writes(cellOf(Aspect.terminals));
    else f.writes(objectCell(source));
  },
  guard(k, thread, op) {
    if (isNothing(k, thread, op.target)) return true;
    const source = sourceOf(k, thread, op.target);
    return source !== undefined && countItems(k.memory, objectAt(source) + LINES) > 0;
  },
  effect(k, thread, op) {
    const source = sourceOf(k, thread, op.target);
    let line: TypedLine = null;
    let took: EventIndex | undefined;
    if (source !== undefined) {
      const at = objectAt(source) + LINES;
      const item = takeItem(k.memory, at);
      line = unpack(item.value) as TypedLine;
      k.said.object = source;
      k.said.value = countItems(k.memory, at);
      took = k.said.cause = item.sent;
    }
    if (line === null && op.n === 0)
      throw new PyError('EOFError', 'EOF when reading a line', source, took);
    k.said.text = line === null ? "''" : repr(op.n === 0 ? line : `${line}\n`);
    return JSON.stringify(line);
  },
  waitsIn(k, thread, op) {
    const source = sourceOf(k, thread, op.target) ?? terminalAt(k, thread, CONTROLLING);
    k.said.object = source;
    return objectAt(source) + O_WAITERS;
  },
};

/** Never performed by a thread: the op of events written by {@link typeLine}. */
export const terminalType: OpSpec = {
  info: { name: 'type', flow: 'send', writes: 'stdin' },
  about: 'object',
  touches: touchesNothing,
  guard: () => true,
  effect: () => undefined,
};

function isTerminal({ memory: { i32 } }: Kernel, object: ObjectIndex): boolean {
  if (object < 0 || object >= i32[H_OBJECTS]!) return false;
  return i32[objectAt(object) + O_KIND] === kindCode.terminal;
}

/**
 * The reader types a line, or end of input, at a terminal. For engines, inside `intervene`. The event's text is the
 * input: the line with its newline, or nothing. Returns false, without effect, if there is no such terminal, the
 * program is over, or memory is full.
 */
export function typeLine(k: Kernel, terminal: ObjectIndex, line: TypedLine): boolean {
  if (!isTerminal(k, terminal) || k.memory.i32[H_EXITED] === 1) return false;
  const at = objectAt(terminal);
  const value = line === null ? 'null' : JSON.stringify(cleanLine(line));
  const item = { value, sent: k.nextEvent(), sender: -1, carried: false };
  try {
    addItem(k.memory, at + LINES, item, 'back');
  } catch (error) {
    if (error instanceof PyError) return false;
    throw error;
  }
  k.write(Phase.done, -1, {
    op: k.codeOf(terminalType),
    object: terminal,
    value: countItems(k.memory, at + LINES),
    text: line === null ? '' : `${cleanLine(line)}\n`,
  });
  k.said.object = terminal;
  k.wakeOne(at + O_WAITERS);
  return true;
}

/** Whether a thread waits for typed input: the program is not stuck then. */
export function awaitsTyping(k: Kernel): boolean {
  const { i32 } = k.memory;
  for (let object = 0; object < i32[H_OBJECTS]!; object++) {
    if (isTerminal(k, object) && i32[objectAt(object) + O_WAITERS]! >= 0) return true;
  }
  return false;
}

export const terminalOps = {
  'console.prompt': consolePrompt,
  'terminal.open': terminalOpen,
  'terminal.read': terminalRead,
  'terminal.type': terminalType,
  'stdin.assign': stdinAssign,
} satisfies Record<string, OpSpec>;
