/**
 * Terminals, where the reader types. A terminal is known by its path and keeps the lines that nobody has read yet; a
 * process reads from the one that is its standard input: at first the terminal that the program was started in,
 * /dev/tty, which a fork shares with its parent. A multiprocessing child has /dev/null instead, as in CPython, and may
 * open a terminal by its path.
 *
 * A line is typed from outside any thread. At the end of input (Ctrl+D) one read comes back with nothing; the next one
 * waits again.
 */
import { cleanLine, type TypedLine } from '../../base/typed-line.ts';
import type { EventIndex, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import { PyError } from '../errors.ts';
import { readBlock } from '../heap.ts';
import { addItem, countItems, takeItem } from '../items.ts';
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
import { Order } from './queue-order.ts';
import { processOf } from './process-record.ts';

/** Lines that nobody has read yet: items, each a text or null for the end of input. */
const LINES = O_A;

export const terminalObject: ObjectSpec = {
  kind: 'terminal',
  lines: [{ at: O_WAITERS }],
  items: { at: LINES, order: Order.fifo },
  begin: () => undefined,
  tell: (k, at) => ({ measure: countItems(k.memory, at + LINES), limit: -1 }),
};

/** In P_STDIN beside an object's index plus one. */
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

/** The terminal at a path; it is made where nobody has opened it before. */
function terminalAt(k: Kernel, thread: ThreadIndex, path: string): ObjectIndex {
  const place = { process: -1, name: path };
  const code = k.codeOf(terminalOpen);
  return (
    findTerminal(k, path) ?? createObject(k, thread, terminalObject, place, code, () => undefined)
  );
}

/** What an op reads from: the terminal that it names, or the standard input of its process. */
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

/** sys.stdin = a terminal, or with -1 /dev/null. */
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

/** input()'s prompt: on standard output, without an end of line. */
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
 * A line from the terminal that is the target, or from standard input with -1. Result: the line without its end. At the
 * end of input it raises EOFError, or with n = 1 (readline) comes back with null.
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

/** Never performed: the op of the events that {@link typeLine} leaves. */
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
 * The reader types a line, or the end of input, at a terminal. For engines, inside `intervene`. Its event's text is what
 * arrives: the line with its end, or nothing. False, and nothing happens, where there is no such terminal, the program is
 * over, or its memory is full.
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

/** Does a thread wait for a line to be typed? Then the program is not stuck. */
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
