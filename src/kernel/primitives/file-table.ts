/** File descriptor table of a process: lowest free number first. A fork copies the table. */
import type { ObjectIndex, ProcessIndex } from '../../base/units.ts';
import { freeBlock, readBlock, writeBlock } from '../heap.ts';
import type { Kernel, ProcessPart } from '../kernel.ts';
import { P_FILES, processAt } from '../memory.ts';
import type { SocketName } from './socket-names.ts';

/** An end of a pipe of os.pipe(). */
export interface PipeFile {
  readonly pipe: ObjectIndex;
  readonly end: 'read' | 'write';
}

export interface SocketFile {
  readonly socket: SocketName;
}

type File = { readonly fd: number } & (PipeFile | SocketFile);

/** The standard streams have the first three. */
const FIRST = 3;

export function getJson({ memory }: Kernel, word: number): readonly unknown[] {
  const block = memory.i32[word]!;
  return block === 0 ? [] : (JSON.parse(readBlock(memory, block)) as unknown[]);
}

export function setJson({ memory }: Kernel, word: number, values: readonly unknown[]): void {
  freeBlock(memory, memory.i32[word]!);
  memory.i32[word] = values.length === 0 ? 0 : writeBlock(memory, JSON.stringify(values));
}

const filesWord = (process: ProcessIndex): number => processAt(process) + P_FILES;

const filesOf = (k: Kernel, process: ProcessIndex): readonly File[] =>
  getJson(k, filesWord(process)) as readonly File[];

export function openFile(k: Kernel, process: ProcessIndex, file: PipeFile | SocketFile): number {
  const files = filesOf(k, process);
  let fd = FIRST;
  while (files.some((other) => other.fd === fd)) fd++;
  setJson(k, filesWord(process), [...files, { fd, ...file }]);
  return fd;
}

export const fileAt = (k: Kernel, process: ProcessIndex, fd: number): File | undefined =>
  filesOf(k, process).find((file) => file.fd === fd);

export function closeFile(k: Kernel, process: ProcessIndex, fd: number): void {
  setJson(
    k,
    filesWord(process),
    filesOf(k, process).filter((file) => file.fd !== fd),
  );
}

/** Descriptor of a socket; undefined if the process has not assigned one. */
export const socketFile = (
  k: Kernel,
  process: ProcessIndex,
  name: SocketName,
): number | undefined =>
  filesOf(k, process).find((file) => 'socket' in file && file.socket === name)?.fd;

/** Frees and returns the descriptor of a socket. */
export function closeSocketFile(
  k: Kernel,
  process: ProcessIndex,
  name: SocketName,
): number | undefined {
  const fd = socketFile(k, process, name);
  if (fd !== undefined) closeFile(k, process, fd);
  return fd;
}

/** A plain socket keeps its descriptor when it becomes a listener or a connection. */
export function renameSocketFile(
  k: Kernel,
  process: ProcessIndex,
  from: SocketName,
  to: SocketName,
): void {
  setJson(
    k,
    filesWord(process),
    filesOf(k, process).map((file) =>
      'socket' in file && file.socket === from ? { ...file, socket: to } : file,
    ),
  );
}

/** A forked process inherits the table; the ends themselves are inherited with the pipes. */
export const filePart: ProcessPart = {
  ends({ memory }, process) {
    freeBlock(memory, memory.i32[filesWord(process)]!);
    memory.i32[filesWord(process)] = 0;
  },
  inherits: (k, parent, child) => setJson(k, filesWord(child), filesOf(k, parent)),
};
