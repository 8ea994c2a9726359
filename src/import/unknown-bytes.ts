/** Says of a file that is no JSON what it looks like, and what would help. */
import { ImportError } from './problem.ts';

const SHOWN = 24;

const looks: readonly (readonly [begins: readonly number[], what: string])[] = [
  [[0x50, 0x4b, 3, 4], 'this is a ZIP archive: take the trace out of it first'],
  [[0x1f, 0x8b], 'this is compressed twice: take one gzip off'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'this is compressed with Zstandard: gzip is read, or the JSON itself'],
  [[0x0a], 'this looks like a Perfetto trace in protobuf: export it as JSON ("traceconv json")'],
  [[0x3c], 'this is HTML or XML: the trace is in the JSON file beside it'],
];

export function refusal(bytes: Uint8Array): ImportError {
  const known = looks.find(([begins]) => begins.every((byte, i) => bytes[i] === byte));
  if (known !== undefined) return new ImportError('', known[1]);
  const begin = new TextDecoder().decode(bytes.subarray(0, SHOWN));
  const line = begin.split(/[\r\n]/, 1)[0]!;
  return new ImportError(
    '',
    `this is not JSON: it begins with ${JSON.stringify(line)}. Weft opens traces and saved runs, and Python in files that end in .py`,
  );
}
