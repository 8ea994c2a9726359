import { describe, expect, test } from 'vitest';
import { traceOf } from '../../trace/trace-notation.ts';
import { EventFilter } from './event-filter.ts';
import { rowForKey } from './row-for-key.ts';
import { reveal, ROW, rowsIn, scrollHeight, scrollOf, TALLEST, topOf } from './row-window.ts';
import { valueText } from './value-text.ts';

describe('rows on screen', () => {
  test.each([
    ['at the top', 0, 100, 100, { first: 0, end: 5 }],
    ['in the middle of a row', 30, 100, 100, { first: 1, end: 6 }],
    ['fewer than fit', 0, 2, 100, { first: 0, end: 2 }],
    ['none', 0, 0, 100, { first: 0, end: 0 }],
  ])('%s', (_, top, rows, view, expected) => {
    expect(rowsIn(top, rows, view)).toEqual(expected);
  });

  test.each([100, 10_000, 1_000_000, 20_000_000])('all of %i rows can be reached', (rows) => {
    const view = 240;
    const bottom = scrollHeight(rows) - view;
    expect(scrollHeight(rows)).toBeLessThanOrEqual(TALLEST);
    expect(topOf(0, rows, view)).toBe(0);
    expect(topOf(bottom, rows, view)).toBe(rows * ROW - view);
    for (const top of [0, 24, rows * 7, rows * ROW - view]) {
      expect(topOf(scrollOf(top, rows, view), rows, view)).toBeCloseTo(top, 3);
    }
  });

  test.each([
    ['above', 2, 100, 48],
    ['below', 20, 100, 264],
    ['already there', 6, 100, 100],
    ['taller than the view', 6, 100, 144, 10],
  ])('a row that is %s is shown', (_, row, top, expected, view = 240) => {
    expect(reveal(row, top, view)).toBe(expected);
  });
});

test.each([
  ['ArrowDown', 4, 5],
  ['ArrowDown', 99, 99],
  ['ArrowUp', 0, 0],
  ['PageDown', 4, 13],
  ['PageUp', 4, 0],
  ['Home', 50, 0],
  ['End', 50, 99],
  ['a', 50, undefined],
])('%s goes from row %i to %s', (key, from, to) => {
  expect(rowForKey(key, from, 100, 10)).toBe(to);
});

describe('filter', () => {
  const trace = traceOf(`
    process P
    thread a in P
    thread b in P
    lock m
    queue q
    0 a acquire m
    1 b waits acquire m for a
    2 a release m
    2 a wakes b m
    3 b acquire m
    4 b put q = 1 "'x'"
    5 b raises get q "queue.Empty"
    6 a exits 3
  `);
  const times = (thread: number, object: number, count = trace.length) => {
    const filter = new EventFilter(trace, thread, object);
    filter.advance();
    const rows = Array.from({ length: filter.rowsUntil(count) }, (_, row) => filter.at(row));
    return rows.filter((seq) => seq >= 5).map((seq) => trace.time(seq));
  };

  test.each([
    ['everything', -1, -1, [0, 1, 2, 2, 3, 4, 5, 6]],
    ['a thread, also as the other one', 0, -1, [0, 1, 2, 2, 6]],
    ['an object', -1, 1, [4, 5]],
    ['both', 1, 0, [1, 2, 3]],
  ])('%s', (_, thread, object, expected) => {
    expect(times(thread, object)).toEqual(expected);
  });

  test('what a sentence says, so many sentences in one go', () => {
    const long = traceOf(
      [
        'process P',
        'thread a in P',
        ...Array.from({ length: 5000 }, (_, i) => `${i} a print "x"`),
      ].join('\n'),
    );
    const filter = new EventFilter(long, -1, -1, (seq) => seq % 1000 === 999);
    const found: number[] = [];
    do found.push(filter.advance());
    while (filter.isBehind);
    expect(found).toEqual([2, 4, 5]);
    expect(filter.at(4)).toBe(4999);
    expect(filter.rowsUntil(3000)).toBe(3);
  });

  test('rows up to the cursor', () => {
    expect(times(1, 0, trace.countUntil(1))).toEqual([1]);
  });

  test('values', () => {
    const values = Array.from({ length: 8 }, (_, i) => valueText(trace, 5 + i));
    expect(values).toEqual(['1', '', '0', '', '1', "'x'", 'queue.Empty', '3']);
  });
});
