import { expect, test } from 'vitest';
import { traceOf } from '../trace/trace-notation.ts';
import { Lanes } from '../views/lanes.ts';
import { packRgb } from './pixels.ts';
import { summariseWaiters } from './summarise-waiters.ts';

const lanes = new Lanes(
  traceOf(`
    process P
    thread main in P
    thread a in P
    lock m in P
    0 main runs
    0 a runs
    10 main acquire m
    20 a waits acquire m for main
    40 main release m @r
    40 main wakes a m <r
    60 a acquire m
    90 a release m
  `),
);
lanes.advance();
const fills = { contended: { r: 255, g: 0, b: 0 }, wanted: { r: 0, g: 255, b: 0 } };
const signs = new Map([
  [0, '.'],
  [packRgb(fills.contended), 'c'],
  [packRgb(fills.wanted), 'w'],
]);

/** The lane in ten pixels. */
function drawn(start: number, end: number, edge = 100): string {
  const pixels = new Uint32Array(10);
  const strip = { pixels, offset: 0, stride: 10, width: 10, rows: 1 };
  summariseWaiters(lanes.objects[0]!, { start, end }, edge, fills, strip);
  return Array.from(pixels, (word) => signs.get(word) ?? '?').join('');
}

test('held while somebody waits, then free and still wanted', () => {
  // At the boundary the pixel has both, and shows the graver.
  expect(drawn(5, 105)).toBe('.cccww....');
});

test('zoomed out, no wait is lost', () => {
  expect(drawn(0, 10_000)).toMatch(/^c\.+$/);
});

test('nothing is drawn beyond the live edge', () => {
  expect(drawn(15, 115, 30)).toBe('cc........');
});
