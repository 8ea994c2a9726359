/** For any division of a file into chunks, the result equals that of `JSON.parse` on the whole. */
import { expect, test } from 'vitest';
import { sweep } from '../base/sweep.ts';
import { randomNumbers } from '../trace/random-trace.ts';
import { Importer } from './importer.ts';

interface Told {
  readonly name: string;
  readonly pid: string;
  readonly tid: string;
  /** Microseconds from the first event. */
  readonly start: number;
  readonly end: number;
}

const letters = [
  'a',
  'é',
  '读',
  '🧵',
  ' ',
  '"',
  '\\',
  '/',
  '\n',
  '\t',
  '{',
  ']',
  ',',
  ':',
  '\u0001',
];

/** A file of consecutive slices in unusual notation: fields in any order, escapes, white space, odd numbers. */
function strangeFile(seed: number): string {
  const random = randomNumbers(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const space = () => pick(['', '', '', ' ', '\n', '\t\r\n ']);
  const name = () => Array.from({ length: Math.floor(random() * 6) }, () => pick(letters)).join('');
  const inCode = (letter: string) =>
    letter
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join('');
  const escaped = (text: string) => {
    const written = Array.from(text, (letter) =>
      random() < 0.1 ? inCode(letter) : JSON.stringify(letter).slice(1, -1),
    );
    return `"${written.join('')}"`;
  };
  const number = (value: number) =>
    pick([
      String(value),
      String(value),
      `"${value}"`,
      value.toFixed(3),
      `${value}e0`,
      `${value * 1000}E-3`,
      `${value / 100}e+2`,
    ]);
  const anything = (): string =>
    pick([
      () => 'null',
      () => '-1.5e3',
      () => escaped(name()),
      () => `[${space()}${anything()},${anything()}]`,
      () => `{${escaped(name())}${space()}:${anything()}}`,
    ])();
  let at = 1_767_325_615_896_926;
  const events = Array.from({ length: 6 }, () => {
    at += 1 + Math.floor(random() * 50);
    const length = 1 + Math.floor(random() * 40);
    const fields = [
      ['ph', '"X"'],
      ['pid', pick(['1', '"1"', '"mill"', '7'])],
      ['tid', pick(['0', '"saw \\u00e9"', '12', '"12"', '70000'])],
      // Numbers that a double represents exactly.
      ['ts', pick([String(at), `"${at}"`, `${at}.000`])],
      ['dur', number(length)],
      ['name', escaped(name())],
      ['args', anything()],
      [pick(['cat', 'unknown', 'zusätzlich']), escaped(name())],
    ].filter(([key]) => random() < 0.9 || (key !== 'args' && key !== 'cat'));
    const sorted = random() < 0.5 ? fields : fields.toSorted(() => random() - 0.5);
    at += length;
    const written = sorted.map(([key, value]) => `${escaped(key!)}${space()}:${space()}${value}`);
    return `{${space()}${written.join(`${space()},${space()}`)}${space()}}`;
  });
  const list = `[${space()}${events.join(`${space()},${space()}`)}${space()}]`;
  return random() < 0.5 ? list : `{"otherData":${anything()},${space()}"traceEvents":${list}}`;
}

/** The result by the plain parser. */
function plainly(text: string): Told[] {
  const json = JSON.parse(text) as unknown;
  const list = (Array.isArray(json) ? json : (json as { traceEvents: unknown }).traceEvents) as {
    readonly [field: string]: string | number;
  }[];
  const zero = Number(list[0]!['ts']);
  return list.map((event) => {
    const start = Number(event['ts']) - zero;
    const [name, pid, tid] = [String(event['name']), String(event['pid']), String(event['tid'])];
    return { name, pid, tid, start, end: start + Number(event['dur']) };
  });
}

/** The result by the importer. @param cuts ends of chunks, ascending; all share one reused buffer */
function inPieces(bytes: Uint8Array, cuts: readonly number[]): Told[] {
  const importer = new Importer();
  const room = new Uint8Array(bytes.length);
  let from = 0;
  for (const to of [...cuts, bytes.length]) {
    room.fill(0x7a);
    room.set(bytes.subarray(from, to));
    importer.push(room.subarray(0, to - from));
    from = to;
  }
  const found = importer.end();
  if (found.kind === 'run') throw new Error('a run');
  expect(found.notes).toEqual([]);
  const { trace } = found;
  const { names, slices } = trace.tracks;
  return slices
    .flatMap(({ rows, thread, process }) =>
      rows.flatMap((row) =>
        Array.from(row.start, (start, i) => ({
          name: names[row.name[i]!]!,
          pid: trace.processes[process]!.name,
          tid: trace.threads[thread]!.name,
          start: Math.round(start * 1e6) / 1000,
          end: Math.round(row.end[i]! * 1e6) / 1000,
        })),
      ),
    )
    .toSorted((a, b) => a.start - b.start);
}

const seeds = Array.from({ length: sweep(2, 40, 600) }, (_, seed) => seed + 1);

test.each(seeds)('seed %i: cut in two at every byte, and into single bytes', (seed) => {
  const text = strangeFile(seed);
  const bytes = new TextEncoder().encode(text);
  const expected = plainly(text);
  expect(inPieces(bytes, [])).toEqual(expected);
  for (let cut = 1; cut < bytes.length; cut++) expect(inPieces(bytes, [cut])).toEqual(expected);
  const everywhere = Array.from({ length: bytes.length - 1 }, (_, i) => i + 1);
  expect(inPieces(bytes, everywhere)).toEqual(expected);
});
