/** Reads a file piece by piece, out of gzip where it is in it, and answers with what it came to. */
import { Importer } from '../importer.ts';
import { ImportError } from '../problem.ts';
import type { FromImporter } from '../client/protocol.ts';

/** Bytes that are read at a time: enough not to wait, few enough to stay in a cache. */
const PIECE = 1 << 20;
/** Bytes that a file may have, and that may come out of one that is compressed. */
const MOST_BYTES = 4_000_000_000;
const PROGRESS_MS = 80;

type Post = (message: FromImporter, transfer?: Transferable[]) => void;

export async function readFile(file: Blob, post: Post): Promise<void> {
  try {
    const importer = new Importer();
    let told = performance.now();
    for await (const [bytes, read] of piecesOf(file)) {
      importer.push(bytes);
      if (performance.now() - told < PROGRESS_MS) continue;
      told = performance.now();
      post({ kind: 'progress', read, size: file.size, events: importer.events });
    }
    const found = importer.end();
    if (found.kind === 'run') {
      post({ kind: 'run', text: found.text });
      return;
    }
    const trace = found.trace.pack();
    post({ ...found, trace }, [...buffersIn(trace)]);
  } catch (error) {
    post(refusalOf(error));
  }
}

function refusalOf(error: unknown): FromImporter {
  if (error instanceof ImportError)
    return { kind: 'refused', where: error.where, what: error.what };
  const message = error instanceof Error ? error.message : String(error);
  const isMemory = error instanceof RangeError;
  return {
    kind: 'refused',
    where: '',
    what: isMemory ? `there is no room for it: ${message}` : message,
  };
}

/** Its bytes, until the next are asked for, and how many of the file have been read by then. */
async function* piecesOf(file: Blob): AsyncGenerator<readonly [Uint8Array, number]> {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (head[0] === 0x1f && head[1] === 0x8b) yield* unzipped(file);
  else if (isUtf16(head, 1, 0)) yield* recoded(file, 'utf-16le');
  else if (isUtf16(head, 0, 1)) yield* recoded(file, 'utf-16be');
  else {
    if (file.size > MOST_BYTES)
      throw new ImportError('', `it has more than ${MOST_BYTES / 1e9} GB`);
    yield* plain(file);
  }
}

/** By its mark, or by the zero beside the first letter. @param high place of the high byte of a letter */
const isUtf16 = (head: Uint8Array, high: 0 | 1, low: 0 | 1): boolean =>
  (head[high] === 0xfe && head[low] === 0xff) ||
  (head.length > 1 && head[high] === 0 && head[low]! > 0);

/** As it stands, into the same room again and again: fresh memory for all of a file costs more than to read it. */
async function* plain(file: Blob): AsyncGenerator<readonly [Uint8Array, number]> {
  const reader = readerInto(file);
  let room = new Uint8Array(PIECE);
  for (let read = 0; read < file.size;) {
    if (reader === undefined) {
      const piece = file.slice(read, read + PIECE);
      yield [new Uint8Array(await piece.arrayBuffer()), (read += piece.size)];
      continue;
    }
    const { done, value } = await reader.read(room);
    if (done) return;
    yield [value, (read += value.length)];
    room = new Uint8Array(value.buffer);
  }
}

/** undefined where the browser reads files into memory of its own only. */
function readerInto(file: Blob): ReadableStreamBYOBReader | undefined {
  try {
    return file.stream().getReader({ mode: 'byob' });
  } catch {
    return undefined;
  }
}

async function* unzipped(file: Blob): AsyncGenerator<readonly [Uint8Array, number]> {
  let read = 0;
  let written = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(piece, controller) {
      read += piece.length;
      controller.enqueue(piece);
    },
  });
  const reader = file
    .stream()
    .pipeThrough(counted)
    .pipeThrough(new DecompressionStream('gzip'))
    .getReader();
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      const why = error instanceof Error ? ` (${error.message})` : '';
      throw new ImportError(`byte ${read}`, `the gzip archive is damaged, or breaks off${why}`);
    });
    if (done) return;
    written += value.length;
    if (written > MOST_BYTES)
      throw new ImportError('', `more than ${MOST_BYTES / 1e9} GB come out of the gzip archive`);
    yield [value, read];
  }
}

async function* recoded(
  file: Blob,
  encoding: string,
): AsyncGenerator<readonly [Uint8Array, number]> {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for (let at = 0; at < file.size; at += PIECE) {
    const bytes = await file.slice(at, at + PIECE).arrayBuffer();
    yield [encoder.encode(decoder.decode(bytes, { stream: true })), at + bytes.byteLength];
  }
}

/** Every buffer in it, once: they change hands instead of being copied. */
function buffersIn(value: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer && value.buffer.byteLength > 0) found.add(value.buffer);
  } else if (Array.isArray(value)) {
    // Texts and tables have none.
    if (typeof value[0] === 'object') for (const one of value) buffersIn(one, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) buffersIn(one, found);
  }
  return found;
}
