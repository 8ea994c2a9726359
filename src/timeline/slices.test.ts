/** Slices and counters below the threads: layout, painting of a million, and hit-testing. */
import { expect, test } from 'vitest';
import type { SliceRow, Tracks } from '../trace/tracks.ts';
import { slicesOf, slicesWith } from '../views/find-slices.ts';
import { nextSlice, rangeOf } from '../views/track-index.ts';
import { sliceTotals } from '../views/slice-totals.ts';
import { hitTest } from './hit-test.ts';
import { layoutTimeline } from './layout.ts';
import { summariseCounter, summariseSlices } from './summarise-slices.ts';
import { WideIntervals } from './summarise-intervals.ts';
import { STORY, frameOf } from './test-frame.ts';

const row = (...slices: (readonly [start: number, end: number, name: number])[]): SliceRow => ({
  start: Float64Array.from(slices, ([start]) => start),
  end: Float64Array.from(slices, ([, end]) => end),
  name: Uint32Array.from(slices, ([, , name]) => name),
});

const carrying = (text: readonly number[], ...slices: Parameters<typeof row>): SliceRow => ({
  ...row(...slices),
  text: Uint32Array.from(text),
});

const tracks: Tracks = {
  names: ['', 'main', 'Load', 'parse'],
  texts: ['', 'url: a.js'],
  slices: [
    {
      name: '',
      process: 0,
      thread: 0,
      rows: [row([0, 200, 1]), carrying([1, 0, 0], [50, 100, 2], [100, 101, 3], [150, 150, 3])],
    },
    { name: 'requests', process: 0, thread: -1, rows: [row([10, 390, 2])] },
  ],
  counters: [
    {
      name: 'heap',
      process: 0,
      start: Float64Array.of(100, 200),
      value: Float64Array.of(4, -2),
    },
  ],
  totals: {
    count: Uint32Array.of(0, 1, 2, 2),
    total: Float64Array.of(0, 200, 430, 1),
    self: Float64Array.of(0, 149, 430, 1),
    longest: Float64Array.of(0, 200, 380, 1),
  },
  end: 390,
};

function told() {
  const { trace } = frameOf();
  trace.setTracks(tracks);
  const frame = frameOf(STORY, { trace });
  return { frame, layout: layoutTimeline({ ...frame, height: 600 }) };
}

test('slices lie below their thread, what is of the process after its objects', () => {
  const { layout } = told();
  expect(layout.rows.rows.map(({ kind, height }) => `${kind} ${height}`)).toEqual([
    'group 24',
    'thread 24',
    'slices 36',
    'thread 24',
    'object 24',
    'object 24',
    'object 24',
    'slices 20',
    'counter 24',
    'thread 24',
  ]);
});

test.each<[x: number, depth: number, found: object | undefined]>([
  [20, 0, { kind: 'slice', name: 1, from: 0, to: 200, thread: 0 }],
  [70, 1, { kind: 'slice', name: 2, from: 50, to: 100, text: 'url: a.js' }],
  [150, 1, { kind: 'slice', name: 3, from: 150, to: 150, text: '' }],
  [20, 1, undefined],
  [300, 0, undefined],
])('at %i ms, %i deep', (x, depth, found) => {
  const { frame, layout } = told();
  const lane = layout.rows.rows.find(({ kind }) => kind === 'slices')!;
  const y = layout.plot.y + lane.y + depth * 16 + 5;
  const thing = hitTest(frame, layout, layout.plot.x + x, y);
  if (found === undefined) expect(thing?.kind).not.toBe('slice');
  else expect(thing).toMatchObject(found);
});

const strip = (width: number, rows = 1) => ({
  pixels: new Uint32Array(width * rows),
  offset: 0,
  stride: width,
  width,
  rows,
});

test('pixels have the colours of names, with a gap between what touches', () => {
  const into = strip(20);
  const wide = new WideIntervals(8);
  const slices = row([2, 10, 1], [10, 18, 2], [18.2, 18.3, 3], [18.4, 18.5, 4]);
  summariseSlices(slices, { start: 0, end: 20 }, (name) => name, into, wide);
  expect([...into.pixels].join('')).toBe('00111111102222222040');
  expect(wide.index).toEqual([0, 1]);
});

test('a million slices cost their pixels', () => {
  const count = 1_000_000;
  const many: SliceRow = {
    start: Float64Array.from({ length: count }, (_, i) => i),
    end: Float64Array.from({ length: count }, (_, i) => i + 0.5),
    name: new Uint32Array(count),
  };
  let asked = 0;
  const word = () => ++asked;
  summariseSlices(many, { start: 0, end: count }, word, strip(1200), new WideIntervals(8));
  expect(asked).toBe(1200);
});

test('a counter goes up and down from 0', () => {
  const [counter] = tracks.counters;
  const into = strip(4, 7);
  const fill = { r: 1, g: 2, b: 3 };
  summariseCounter(counter!, { start: 0, end: 400 }, 400, fill, into);
  const heights = [0, 1, 2, 3].map((x) =>
    Array.from({ length: 7 }, (_, y) => (into.pixels[y * 4 + x] === 0 ? '.' : '#')).join(''),
  );
  expect(heights).toEqual(['#####..', '#####..', '....###', '....###']);
  expect(rangeOf(counter!)).toEqual({ least: -2, most: 4 });
});

test('names are found and go from slice to slice', () => {
  expect(sliceTotals(tracks, 'total', '')).toEqual([2, 1, 3]);
  expect(sliceTotals(tracks, 'count', 'A')).toEqual([2, 3, 1]);
  expect(sliceTotals(tracks, 'self', 'lo')).toEqual([2]);
  expect(nextSlice(tracks, 2, -Infinity)).toMatchObject({ start: 10 });
  expect(nextSlice(tracks, 2, 10)).toMatchObject({ start: 50 });
  expect(nextSlice(tracks, 2, 50)).toBeUndefined();
});

test('slices are found by their bounds, by name, and by what they carry', () => {
  const said = (found: ReturnType<typeof slicesOf>) =>
    found.map(({ name, text, start }) => `${start} ${name} ${text}`);
  expect(said(slicesOf(tracks, 50, 100, 5))).toEqual(['50 Load url: a.js']);
  expect(said(slicesOf(tracks, 150, 150, 5))).toEqual(['150 parse ']);
  expect(slicesOf(tracks, 50, 101, 5)).toEqual([]);
  const having = (word: string) => (text: string) => text.includes(word);
  expect(said(slicesWith(tracks, having('parse'), 5))).toEqual(['100 parse ', '150 parse ']);
  expect(said(slicesWith(tracks, having('a.js'), 5))).toEqual(['50 Load url: a.js']);
  // The first in time of all rows.
  expect(said(slicesWith(tracks, having('Load'), 1))).toEqual(['10 Load ']);
});
