/** Hostile files: mutations of valid ones of every format, as text, as values or as bytes, and some handmade ones. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { diceFor, markups, strangeNumbers, strangeTexts, type Dice } from './dice.ts';
import { hostileLink } from './links.ts';

export interface HostileFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const read = (folder: string): string[] => {
  const url = new URL(folder, import.meta.url);
  const names = readdirSync(url).filter((name) => name.endsWith('.json'));
  return names.map((name) => readFileSync(new URL(name, url), 'utf8'));
};

const sound: readonly string[] = [
  ...read('../../src/import/fixtures/'),
  // Weft's own traces have more that can be wrong: they are as frequent as all others together.
  ...Array.from({ length: 10 }, () => read('../../src/trace/codec/frozen/')).flat(),
];

const tokens = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  'null',
  'true',
  '-1',
  '1e999',
  '""',
  '\\u12',
  '\0',
  '"ph":"E",',
  '"ts":1e308,',
  '"pid":"__proto__",',
  '{"__proto__":1},',
  '-',
  '[[[[',
];

/** Mutations of text. */
function changeText(text: string, dice: Dice): string {
  const at = dice.below(text.length + 1);
  const put = dice.oneIn(3)
    ? text.slice(dice.below(text.length)).slice(0, dice.below(60))
    : dice.oneIn(2)
      ? dice.pick(tokens)
      : JSON.stringify(dice.pick(markups));
  return text.slice(0, at) + put + text.slice(at + dice.below(14));
}

const nested = (depth: number, dice: Dice): unknown => {
  let value: unknown = dice.pick(markups);
  for (let n = 0; n < depth; n++) value = n % 2 === 0 ? [value] : { args: value };
  return value;
};

function strangeValue(dice: Dice): unknown {
  switch (dice.below(6)) {
    case 0:
      return dice.pick(markups);
    case 1:
      return dice.pick(strangeTexts);
    case 2:
      return dice.pick(strangeNumbers);
    case 3:
      return dice.pick([null, true, false, [], {}, [[]], [null]]);
    case 4:
      return nested(dice.pick([3, 50, 2000]), dice);
    default:
      return JSON.parse('{"__proto__":{"weftMark":1},"constructor":{"prototype":{"weftMark":1}}}');
  }
}

/** Replaces a value somewhere in it. */
function changeValue(value: unknown, dice: Dice, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || (depth > 0 && dice.oneIn(6)))
    return strangeValue(dice);
  if (Array.isArray(value)) {
    const list: unknown[] = [...(value as readonly unknown[])];
    const at = dice.below(list.length);
    if (dice.oneIn(8)) return [...list.slice(at), ...list];
    if (dice.oneIn(8)) list.splice(at, 1);
    else if (list.length > 0) list[at] = changeValue(list[at], dice, depth + 1);
    return list;
  }
  const entries = Object.entries(value);
  const at = dice.below(entries.length);
  const entry = entries[at];
  if (entry === undefined || dice.oneIn(10)) return { ...value, [dice.pick(strangeTexts)]: 1 };
  if (dice.oneIn(8)) entries.splice(at, 1);
  else entries[at] = [entry[0], changeValue(entry[1], dice, depth + 1)];
  return Object.fromEntries(entries);
}

const list = (count: number, of: (n: number) => string): string =>
  `[${Array.from({ length: count }, (_, n) => of(n)).join()}]`;

const LARGE = 20_000;

/** A Weft trace of as many events as a list has, after those of a process and its main thread. */
const weftTrace = (events: readonly object[], ops: readonly object[] = []): string =>
  JSON.stringify({
    format: 'weft-trace',
    version: 4,
    ops,
    events: [
      { phase: 'process', details: { name: 'a' } },
      { phase: 'thread', details: { name: 'm', process: 0 } },
      ...events,
    ],
  });

const each = (of: (n: number) => readonly object[]): object[] =>
  Array.from({ length: LARGE }, (_, n) => of(n)).flat();

/** Traces with more threads, objects or processes than a panel can draw. */
export const crowds: readonly (() => string)[] = [
  () =>
    weftTrace(
      each((n) => [{ phase: 'thread', details: { name: `k${n}`, process: 0, within: 0 } }]),
    ),
  () =>
    weftTrace(
      each((n) => [{ phase: 'object', details: { kind: 'lock', name: `l${n}`, process: 0 } }]),
    ),
  () =>
    weftTrace([
      ...each((n) => [
        { phase: 'process', details: { name: `p${n}`, parent: n % 2 === 0 ? 0 : n } },
        { phase: 'thread', details: { name: `t${n}`, process: n + 1 } },
      ]),
      ...each((n) => [
        { phase: 'start', thread: n + 1 },
        { phase: 'end', thread: n + 1 },
        { phase: 'exit', other: n + 1 },
      ]),
    ]),
  () =>
    weftTrace(
      [
        { phase: 'object', details: { kind: 'lock', name: 'l', process: 0 } },
        ...each((n) => [
          { phase: 'thread', details: { name: `k${n}`, process: 0 } },
          { phase: 'start', thread: n + 1 },
          { phase: 'block', thread: n + 1, op: 'acquire', object: 0 },
        ]),
        ...each((n) => [
          { phase: 'wake', other: n + 1, thread: 0 },
          { phase: 'done', thread: n + 1, op: 'acquire', object: 0, value: 1 },
        ]),
      ],
      [{ name: 'acquire', wait: 'sync', hold: 'take' }],
    ),
];

const large: readonly ((dice: Dice) => string)[] = [
  () => `[${'['.repeat(1_000_000)}`,
  () => `{"traceEvents":[${'{"args":'.repeat(200_000)}`,
  () => '%&'.repeat(2_000_000),
  () => `[${'{"ph":"B","pid":1,"tid":1,"ts":1,"name":"a"},'.repeat(60_000)}]`,
  () => list(20_000, (n) => `{"ph":"X","pid":1,"tid":1,"ts":${n},"dur":1e6,"name":"a"}`),
  () => list(30_000, (n) => `{"ph":"i","pid":${n},"tid":${n},"ts":1,"name":"<weft-mark>${n}"}`),
  () => list(20_000, (n) => `{"ph":"b","pid":1,"cat":"c","id":${n},"ts":${n},"name":"a"}`),
  () => list(20_000, (n) => `{"ph":"C","pid":1,"ts":${n},"name":"c${n % 700}","args":{"v":1e308}}`),
  (dice) =>
    `[{"ph":"X","pid":1,"tid":1,"ts":-1e308,"dur":${dice.pick(strangeNumbers)},"name":"a"}]`,
  () => `[{"ph":"i","pid":1,"tid":1,"ts":1,"name":"${'<weft-mark>'.repeat(100_000)}"}]`,
  () => JSON.stringify({ format: 'weft-run', version: 1, link: '%&'.repeat(2_000_000) }),
  ...crowds,
  () => JSON.stringify({ nodes: [{ id: 1, children: [1] }], samples: [1], timeDeltas: [1] }),
];

const utf16 = (text: string): Uint8Array => {
  const units = Uint16Array.from(`\ufeff${text}`, (letter) => letter.charCodeAt(0));
  return new Uint8Array(units.buffer);
};

/** The n-th hostile file of a seed. */
export function hostileFile(seed: number, n: number): HostileFile {
  const dice = diceFor('file', seed, n);
  const name = dice.oneIn(8) ? dice.pick(markups) : dice.pick(['trace.json', 'run.weft.json', 'x']);
  if (dice.oneIn(30)) return { name, bytes: bytesOf(dice.pick(large)(dice), dice) };
  if (dice.oneIn(20)) {
    const text = `import os\nprint("${dice.pick(markups)}")\n${dice.pick(strangeTexts)}\n`;
    return { name: `${dice.pick(['main', '<weft-mark>', '..'])}.py`, bytes: bytesOf(text, dice) };
  }
  if (dice.oneIn(12)) {
    const link = hostileLink(seed, n);
    const run = { format: dice.pick(['weft-run', 'weft-lesson']), version: 1, link, lesson: {} };
    return { name, bytes: bytesOf(JSON.stringify(changeOnce(run, dice)), dice) };
  }
  let text = dice.pick(sound);
  if (dice.oneIn(2)) {
    for (let times = 1 + dice.below(4); times > 0; times--) text = changeText(text, dice);
  } else {
    for (let times = 1 + dice.below(6); times > 0; times--) {
      const value = parse(text);
      if (value !== undefined) text = JSON.stringify(changeValue(value, dice));
    }
  }
  if (dice.oneIn(10)) text = text.slice(0, dice.below(text.length));
  return { name, bytes: bytesOf(text, dice) };
}

const changeOnce = (value: unknown, dice: Dice): unknown =>
  dice.oneIn(2) ? value : changeValue(value, dice);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** In one of the encodings of files. */
function bytesOf(text: string, dice: Dice): Uint8Array {
  const bytes = dice.oneIn(12) ? utf16(text) : new TextEncoder().encode(text);
  if (!dice.oneIn(8)) return bytes;
  const packed = gzipSync(bytes);
  return dice.oneIn(3) ? packed.subarray(0, dice.below(packed.length)) : packed;
}
