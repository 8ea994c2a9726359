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
export async function readMemory({ url }: KeptMemory): Promise<Contents> {
  const response = await fetch(url);
  if (!response.ok || response.body === null) throw new Error(`${url}: status ${response.status}`);
  const plain = response.headers.has('Weft-Unpacked')
    ? response
    : new Response(response.body.pipeThrough(new DecompressionStream('gzip')));
  const bytes = new Uint8Array(await plain.arrayBuffer());
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const text = new TextDecoder().decode(bytes.subarray(4, 4 + length));
  return { head: JSON.parse(text) as Head, pages: bytes.subarray(4 + length) };
}

/** Emscripten's module of an interpreter, as far as it is used here. */
export interface Interpreter {
  readonly HEAPU8: Uint8Array;
  readonly HEAP32: Int32Array;
  readonly __PyRuntime: number;
  readonly __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: number;
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
      fill(interpreter.HEAPU8, head.runs, pages);
      // Pyodide keeps this function: frees the pages at once.
      pages.buffer.transfer(0);
      interpreter.HEAP32[place] = trampoline;
      return head.state;
    };
    return interpreter;
  };

function fill(memory: Uint8Array, runs: readonly number[], pages: Uint8Array): void {
  let from = 0;
  let filled = 0;
  for (let n = 0; n < runs.length; n += 2) {
    const start = PAGE * runs[n]!;
    const size = PAGE * runs[n + 1]!;
    empty(memory.subarray(filled, start));
    memory.set(pages.subarray(from, from + size), start);
    from += size;
    filled = start + size;
  }
  empty(memory.subarray(filled));
  if (from !== pages.length) throw new Error(`${pages.length} bytes of memory instead of ${from}`);
}

/** Without writing to pages that are empty: they take no memory until they are written to. */
function empty(part: Uint8Array): void {
  const words = new BigUint64Array(part.buffer, part.byteOffset, part.length / 8);
  if (words.some((word) => word !== 0n)) part.fill(0);
}
