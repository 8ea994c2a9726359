/** In whatever encoding and compression a file comes, the trace in it is the same. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { FromImporter } from '../client/protocol.ts';
import { readFile } from './read-file.ts';

const name = 'größe 读 🧵';
const text = JSON.stringify([{ ph: 'X', pid: 1, tid: 1, ts: 0, dur: 1, name }]);

const littleEndian = (content: string): Buffer => Buffer.from(content, 'utf16le');
const bigEndian = (content: string): Buffer => littleEndian(content).swap16();

async function answerTo(bytes: Uint8Array): Promise<FromImporter> {
  const answers: FromImporter[] = [];
  await readFile(new Blob([new Uint8Array(bytes)]), (message) => answers.push(message));
  return answers.at(-1)!;
}

test.each<[title: string, bytes: Buffer]>([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16, low byte first, with a mark', littleEndian(`\uFEFF${text}`)],
  ['UTF-16, low byte first', littleEndian(text)],
  ['UTF-16, high byte first, with a mark', bigEndian(`\uFEFF${text}`)],
  ['UTF-16, high byte first', bigEndian(text)],
  ['gzip', gzipSync(text)],
])('%s', async (_title, bytes) => {
  const answer = await answerTo(bytes);
  if (answer.kind !== 'trace') throw new Error(JSON.stringify(answer));
  expect(answer.trace.tracks.names).toContain(name);
  expect(answer.notes).toEqual([]);
});

test.each<[title: string, bytes: Uint8Array, where: RegExp, what: RegExp]>([
  ['nothing', new Uint8Array(0), /^$/, /^the file is empty$/],
  ['a zero', new Uint8Array(1), /^$/, /^this is not JSON/],
  ['zeros', new Uint8Array(1000), /^$/, /^this is not JSON/],
  ['gzip that breaks off', gzipSync(text).subarray(0, 40), /^byte \d+$/, /breaks off/],
  ['twice gzip', gzipSync(gzipSync(text)), /^$/, /compressed twice/],
])('%s is refused with a sentence', async (_title, bytes, where, what) => {
  const answer = await answerTo(bytes);
  if (answer.kind !== 'refused') throw new Error(answer.kind);
  expect(answer.where).toMatch(where);
  expect(answer.what).toMatch(what);
});
