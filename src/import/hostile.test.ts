/** Any input gives a trace, or an error message, within a second. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Arrows } from '../views/arrows.ts';
import { History } from '../views/history.ts';
import { Lanes } from '../views/lanes.ts';
import { randomNumbers } from '../trace/random-trace.ts';
import { Trace } from '../trace/trace.ts';
import { Importer } from './importer.ts';
import { MOST } from './build/recording.ts';
import { ImportError } from './problem.ts';
import { sweep } from '../base/sweep.ts';

const folder = new URL('fixtures/', import.meta.url);
const seeds = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => readFileSync(new URL(name, folder)));

/** Imports it and calls every view; returns the message if it fails. */
function open(bytes: Uint8Array): Trace | string {
  try {
    const importer = new Importer();
    importer.push(bytes);
    const found = importer.end();
    if (found.kind === 'run') return 'a run';
    const trace = Trace.unpack(structuredClone(found.trace.pack()));
    const history = new History(trace);
    for (const view of [history, new Lanes(trace), new Arrows(trace)]) view.advance();
    for (const { rows } of trace.tracks.slices) for (const row of rows) expectOrder(row);
    return trace;
  } catch (error) {
    if (error instanceof ImportError) return error.message;
    throw error;
  }
}

/** Slices of a row do not overlap. */
function expectOrder({ start, end }: { start: Float64Array; end: Float64Array }): void {
  for (let i = 0; i < start.length; i++) {
    if (!(end[i]! >= start[i]!)) throw new Error(`slice ${i} ends before it begins`);
    if (i > 0 && start[i]! < end[i - 1]! - 0.00001) throw new Error(`slice ${i} overlaps`);
  }
}

const tokens = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  'null',
  '-1',
  '1e999',
  '""',
  '"ph":"E",',
  '\\u12',
  '\0',
];

test('mutations of every fixture', () => {
  const random = randomNumbers(7);
  const pick = (count: number) => Math.floor(random() * count);
  let opened = 0;
  const rounds = sweep(200, 1500, 1500);
  for (let round = 0; round < rounds; round++) {
    let text = new TextDecoder().decode(seeds[pick(seeds.length)]);
    for (let times = 1 + pick(4); times > 0; times--) {
      const [at, length] = [pick(text.length), pick(12)];
      const inserted =
        random() < 0.5
          ? tokens[pick(tokens.length)]!
          : text.slice(pick(text.length)).slice(0, pick(40));
      text = text.slice(0, at) + inserted + text.slice(at + length);
    }
    if (random() < 0.1) text = text.slice(0, pick(text.length));
    if (open(new TextEncoder().encode(text)) instanceof Trace) opened++;
  }
  expect(opened).toBeGreaterThan(rounds / 5);
  expect(opened).toBeLessThan(rounds);
});

/** Number of elements that makes a file long. */
const many = sweep(10_000, 50_000, 50_000);

/** A process or thread is one event, and each of its activities has a start and an end. */
const MOST_EVENTS = MOST.processes + 3 * MOST.lanes;

test.each<[title: string, text: string]>([
  ['a million brackets', `[${'['.repeat(1_000_000)}`],
  ['a million objects in each other', `{"traceEvents":[${'{"args":'.repeat(300_000)}`],
  ['100,000 beginnings', `[${'{"ph":"B","pid":1,"tid":1,"ts":1,"name":"a"},'.repeat(100_000)}]`],
  ['100,000 ends', `[${'{"ph":"E","pid":1,"tid":1,"ts":1},'.repeat(100_000)}]`],
  [
    'many slices that all cross',
    `[${Array.from({ length: 0.4 * many }, (_, i) => `{"ph":"X","pid":1,"tid":1,"ts":${i},"dur":1e6,"name":"a"}`).join()}]`,
  ],
  [
    'many asynchronous slices that all cross',
    `[${Array.from({ length: 0.4 * many }, (_, i) => `{"ph":"b","pid":1,"cat":"c","id":${i},"ts":${i},"name":"a"}`).join()}]`,
  ],
  [
    'many processes',
    `[${Array.from({ length: many }, (_, i) => `{"ph":"i","pid":${i},"tid":1,"ts":1,"name":"a"}`).join()}]`,
  ],
  [
    'many names of 100 letters',
    `[${Array.from({ length: many }, (_, i) => `{"ph":"i","pid":1,"tid":1,"ts":1,"name":"${'n'.repeat(94)}${i}"}`).join()}]`,
  ],
  [
    'a name of a million letters',
    `[{"ph":"i","pid":1,"tid":1,"ts":1,"name":"${'n'.repeat(1_000_000)}"}]`,
  ],
  ['eight million signs', '%&'.repeat(4_000_000)],
  [
    'a stack that is its own parent',
    '{"traceEvents":[{"ph":"P","pid":1,"tid":1,"ts":1,"sf":1}],"stackFrames":{"1":{"name":"a","parent":1}}}',
  ],
  [
    '__proto__ as a name',
    '[{"ph":"C","pid":"__proto__","tid":"constructor","ts":1,"name":"__proto__","args":{"__proto__":1}}]',
  ],
])(
  '%s',
  // At most a second on an idle machine. A quadratic algorithm takes minutes, and exceeds the timeout of all tests.
  (_title, text) => {
    const opened = open(new TextEncoder().encode(text));
    if (opened instanceof Trace) expect(opened.length).toBeLessThanOrEqual(MOST_EVENTS);
    else expect(opened).toMatch(/./);
  },
);

test('a long value that comes in small pieces is not read again with each of them', () => {
  const text = `[{"ph":"X","pid":1,"tid":1,"ts":1,"dur":2,"name":"a","args":"${'n'.repeat(30_000_000)}"}]`;
  const bytes = new TextEncoder().encode(text);
  const importer = new Importer();
  for (let at = 0; at < bytes.length; at += 4096) importer.push(bytes.subarray(at, at + 4096));
  const found = importer.end();
  expect(found.kind === 'trace' && found.trace.tracks.slices.length).toBe(1);
});
