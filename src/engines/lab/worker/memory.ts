/**
 * The memory of an interpreter that is ready to run programs, as scripts/python-memory/ has prepared it. An interpreter that
 * begins with it compiles and executes nothing of what the other way to begin does (boot.ts).
 *
 * Of its pages only those are kept that have something in them. Emscripten's own state is not in memory: a table, for
 * example, which maker.ts leaves as a new interpreter has it.
 */

export interface KeptMemory {
  /** The file, packed with gzip. */
  readonly url: string;
  /** Length of the file unpacked: bytes. */
  readonly length: number;
  /** Size of the whole memory: bytes. */
  readonly size: number;
}

/** Bytes of a page. */
export const PAGE = 4096;

/** The file begins with this, as JSON, after its length in bytes; the pages follow. */
export interface Head {
  /** Of each run of pages: its first page, and their number. */
  readonly runs: readonly number[];
  /** The objects of JavaScript that Python refers to, in Pyodide's words. */
  readonly state: unknown;
}

interface Contents {
  readonly head: Head;
  readonly pages: Uint8Array<ArrayBuffer>;
}

/** Rejects unless it is whole: gzip checks what it unpacks. The service worker has it unpacked already. */
export async function readMemory({ url, length }: KeptMemory): Promise<Contents> {
  const response = await fetch(url);
  if (!response.ok || response.body === null) throw new Error(`${url}: status ${response.status}`);
  const plain = response.headers.has('Weft-Unpacked')
    ? response.body
    : response.body.pipeThrough(new DecompressionStream('gzip'));
  // Not that of `arrayBuffer()`, which Chromium keeps even when it has been transferred.
  const bytes = new Uint8Array(length);
  const reader = plain.getReader();
  let filled = 0;
  for (let part = await reader.read(); part.value !== undefined; part = await reader.read()) {
    bytes.set(part.value, filled);
    filled += part.value.length;
  }
  if (filled !== length) throw new Error(`${url}: ${filled} bytes instead of ${length}`);
  const start = 4 + new DataView(bytes.buffer).getUint32(0, true);
  const text = new TextDecoder().decode(bytes.subarray(4, start));
  return { head: JSON.parse(text) as Head, pages: bytes.subarray(start) };
}

/** Emscripten's module of an interpreter, as far as it is used here. */
export interface Interpreter {
  readonly HEAPU8: Uint8Array;
  readonly HEAP32: Int32Array;
  readonly HEAPF64: Float64Array;
  readonly __PyRuntime: number;
  readonly __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: number;
  /** C's function: gives out so much more of the memory, and returns where that begins. */
  readonly _sbrk: (bytes: number) => number;
  /** C's stack grows from its base down to its end. */
  readonly _emscripten_stack_get_end: () => number;
  readonly _emscripten_stack_get_current: () => number;
  readonly API: { restoreSnapshot: (memory: Uint8Array) => unknown };
}

/** Its settings; `INITIAL_MEMORY` in bytes. */
interface EmscriptenSettings {
  INITIAL_MEMORY?: number;
}

export type MakeInterpreter = (settings: EmscriptenSettings) => Promise<Interpreter>;

/** Of the word in HEAP32 with the function through which the interpreter calls C: a function of this very interpreter. */
export function trampolineOf(interpreter: Interpreter): number {
  const { HEAP32, __PyRuntime: state, __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: offset } = interpreter;
  return (state + HEAP32[offset >>> 2]!) >>> 2;
}

/** Makes interpreters that get this memory where Pyodide restores a snapshot. */
export const beginningWith =
  (make: MakeInterpreter, { size }: KeptMemory, contents: Promise<Contents>): MakeInterpreter =>
  async (settings) => {
    // Pyodide has the size of what it takes for the snapshot.
    settings.INITIAL_MEMORY = size;
    const [interpreter, { head, pages }] = await Promise.all([make(settings), contents]);
    interpreter.API.restoreSnapshot = () => {
      const place = trampolineOf(interpreter);
      const trampoline = interpreter.HEAP32[place]!;
      fill(interpreter, head.runs, pages);
      // Pyodide keeps this function: frees the pages at once.
      pages.buffer.transfer(0);
      interpreter.HEAP32[place] = trampoline;
      return head.state;
    };
    return interpreter;
  };

function fill(interpreter: Interpreter, runs: readonly number[], pages: Uint8Array): void {
  const memory = interpreter.HEAPU8;
  const used = usedParts(interpreter);
  let from = 0;
  let filled = 0;
  const emptyUpTo = (end: number) => {
    for (const [first, last] of used) {
      empty(memory.subarray(Math.max(filled, first), Math.min(end, last)));
    }
  };
  for (let n = 0; n < runs.length; n += 2) {
    const start = PAGE * runs[n]!;
    const size = PAGE * runs[n + 1]!;
    emptyUpTo(start);
    memory.set(pages.subarray(from, from + size), start);
    from += size;
    filled = start + size;
  }
  emptyUpTo(memory.length);
  if (from !== pages.length) throw new Error(`${pages.length} bytes of memory instead of ${from}`);
}

/**
 * All but the free part of C's stack, and what has not been given out yet. Nothing reads what is there before it is written to,
 * and where nothing has been written it takes no memory, on some systems only until it is read.
 */
function usedParts(interpreter: Interpreter) {
  const {
    _emscripten_stack_get_end: stackEnd,
    _emscripten_stack_get_current: stackTop,
    _sbrk: giveOut,
  } = interpreter;
  return [
    [0, stackEnd()],
    [stackTop(), giveOut(0)],
  ] as const;
}

/** Without writing to what is empty. */
function empty(part: Uint8Array): void {
  const words = new Uint32Array(part.buffer, part.byteOffset, part.length / 4);
  for (let n = 0; n < words.length; n += 1) if (words[n] !== 0) words[n] = 0;
}
