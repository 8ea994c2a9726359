/**
 * Standard output, as CPython writes it to a terminal: output of print() without a newline stays in the process's
 * buffer until the line ends, the program flushes, or the process ends by itself. A fork copies the buffer, a kill
 * loses it.
 */
import type { ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import { Aspect, cellOf, type Footprint, touchesNothing, writesAspect } from '../footprint.ts';
import { freeBlock, readBlock, writeBlock } from '../heap.ts';
import type { Kernel, OpSpec, ProcessPart } from '../kernel.ts';
import { P_STDOUT, processAt, T_PROCESS, threadAt, type Memory } from '../memory.ts';
import { clip, REPR_LIMIT, unpack } from '../packed.ts';
import { repr } from '../repr.ts';

const wordOf = (process: ProcessIndex): number => processAt(process) + P_STDOUT;
const processOf = (k: Kernel, thread: ThreadIndex): ProcessIndex =>
  k.memory.i32[threadAt(thread) + T_PROCESS]!;

/** Takes the buffered output of a process, which is empty afterwards. */
export function takeOutput(memory: Memory, process: ProcessIndex): string {
  const block = memory.i32[wordOf(process)]!;
  if (block === 0) return '';
  const text = readBlock(memory, block);
  freeBlock(memory, block);
  memory.i32[wordOf(process)] = 0;
  return text;
}

function keepOutput(memory: Memory, process: ProcessIndex, text: string): void {
  if (text !== '') memory.i32[wordOf(process)] = writeBlock(memory, text);
}

/** A process that has ended by a kill loses its buffer. os.fork() copies it; multiprocessing flushes it before. */
export const consolePart: ProcessPart = {
  ends(k, process) {
    takeOutput(k.memory, process);
  },
  inherits({ memory }, parent, child, isCopy) {
    const block = isCopy ? memory.i32[wordOf(parent)]! : 0;
    if (block !== 0) keepOutput(memory, child, readBlock(memory, block));
  },
};

/**
 * Flushes a process's buffer as it starts another by multiprocessing, and as it ends by itself: the main program when
 * its code is over, before it waits for its threads (pythonrun.c), and at its very end.
 */
export function flushOutput(k: Kernel, thread: ThreadIndex): void {
  const text = takeOutput(k.memory, processOf(k, thread));
  if (text !== '') k.write(Phase.done, thread, { op: k.codeOf(consoleWrite), text });
}

const touchesOutput: OpSpec['touches'] = (k, thread, _op, f) => {
  f.writes(cellOf(Aspect.output));
  f.writes(cellOf(Aspect.settings, processOf(k, thread)));
};

/** What {@link flushOutput} touches. */
export function touchesFlush(k: Kernel, thread: ThreadIndex, f: Footprint): void {
  const kept = cellOf(Aspect.settings, processOf(k, thread));
  f.reads(kept);
  if (k.memory.i32[wordOf(processOf(k, thread))] === 0) return;
  f.writes(kept);
  f.writes(cellOf(Aspect.output));
}

/** print: one line on standard output, atomic as CPython's is for a short line. */
export const consolePrint: OpSpec = {
  info: { name: 'print', writes: 'stdout' },
  about: 'none',
  touches: writesAspect(Aspect.output),
  guard: () => true,
  effect(k, thread, op) {
    k.said.text = takeOutput(k.memory, processOf(k, thread)) + String(unpack(op.value ?? '""'));
    return undefined;
  },
};

/** How text is written: buffered until the end of the line, flushed at once, or bypassing the buffer (os.write). */
export const Writing = { buffered: 0, flushed: 1, raw: 2 } as const;

/**
 * value: texts, written one after the other as print() does; n: a {@link Writing}. A text with a newline is written
 * with the whole buffer, and what follows the last newline is buffered.
 */
export const consoleWrite: OpSpec = {
  info: { name: 'write-text', writes: 'part' },
  about: 'none',
  touches: touchesOutput,
  guard: () => true,
  effect(k, thread, op) {
    const texts = unpack(op.value ?? '[]') as string[];
    if (op.n === Writing.raw) {
      k.said.text = texts.join('');
      return undefined;
    }
    const process = processOf(k, thread);
    const before = takeOutput(k.memory, process);
    const endsLine = (text: string): boolean => op.n === Writing.flushed || /[\n\r]/.test(text);
    const written = texts.findLastIndex(endsLine) + 1;
    const now = texts.slice(0, written).join('');
    const later = texts.slice(written).join('');
    if (later === '' && written > 0) {
      k.said.text = before + now;
      return undefined;
    }
    if (written > 0) k.write(Phase.done, thread, { op: op.code, text: before + now });
    const all = written > 0 ? later : before + later;
    keepOutput(k.memory, process, all);
    const kept = clip(repr(all), REPR_LIMIT);
    k.write(Phase.done, thread, { op: k.codeOf(consoleKeep), text: kept });
    k.said.quiet = true;
    return undefined;
  },
};

/** Not performed by any thread: appears in a trace where a process buffers printed text. */
export const consoleKeep: OpSpec = {
  info: { name: 'keep-text' },
  about: 'none',
  touches: touchesNothing,
  guard: () => true,
  effect: () => undefined,
};

/** A report on standard error, such as a traceback. n: 1 for that of a main program, whose code is over. */
export const consoleReport: OpSpec = {
  info: { name: 'stderr', writes: 'stderr' },
  about: 'none',
  touches(k, thread, op, f) {
    f.writes(cellOf(Aspect.output));
    if (op.n === 1) touchesFlush(k, thread, f);
  },
  guard: () => true,
  effect(k, thread, op) {
    if (op.n === 1) flushOutput(k, thread);
    k.said.text = String(unpack(op.value ?? '""'));
    return undefined;
  },
};

export const consoleOps = {
  'console.print': consolePrint,
  'console.write': consoleWrite,
  'console.keep': consoleKeep,
  'console.report': consoleReport,
} satisfies Record<string, OpSpec>;
