import { expect, test } from 'vitest';
import { randomNumbers } from '../trace/random-trace.ts';
import { eachDrawn, type SpanColumn } from './drawn-spans.ts';
import { spanOnPage } from './placement.ts';

const LEAST = 0.5;
const placed = { plot: { x: 100, y: 0, width: 1000, height: 100 } };

/** Consecutive spans, some with gaps, some of zero length, some long. */
function spans(count: number, seed: number) {
  const random = randomNumbers(seed);
  const [start, end] = [new Float64Array(count + 3), new Float64Array(count)];
  let at = 0;
  let looks = 0;
  for (let i = 0; i < count; i++) {
    if (random() < 0.3) at += random() * 3;
    start[i] = at;
    if (random() < 0.9) at += random() < 0.01 ? 200 : random();
    end[i] = at;
  }
  const endOf = (i: number) => {
    looks++;
    return end[i]!;
  };
  const column: SpanColumn = { start, length: count, endOf };
  return { column, last: at, looks: () => looks };
}

/** Reference implementation that visits each span. */
function slowly(frame: Parameters<typeof spanOnPage>[0], column: SpanColumn): number[] {
  const { plot } = placed;
  const found: number[] = [];
  let drawn = -Infinity;
  for (let i = 0; i < column.length; i++) {
    const [x1, x2] = spanOnPage(frame, placed, column, i);
    if (x1 > plot.x + plot.width) break;
    if (x2 <= plot.x || x2 - drawn < LEAST) continue;
    drawn = x2;
    found.push(i);
  }
  return found;
}

const drawnOf = (frame: Parameters<typeof spanOnPage>[0], column: SpanColumn): number[] => {
  const found: number[] = [];
  eachDrawn(frame, placed, column, LEAST, (i) => found.push(i));
  return found;
};

test.each([0, 1, 2, 5, 100, 5000])('of %i spans the same as by looking at each', (count) => {
  for (let seed = 1; seed <= 20; seed++) {
    const { column, last } = spans(count, seed);
    const random = randomNumbers(1000 + seed);
    const from = (random() * 1.2 - 0.1) * last;
    for (const view of [
      { start: 0, end: Math.max(1, last) },
      { start: from, end: from + 0.001 + random() * 0.1 * last },
    ]) {
      const frame = { view, liveEdge: last };
      expect(drawnOf(frame, column)).toEqual(slowly(frame, column));
    }
  }
});

test('of a million spans no more are looked at than there are places to draw one', () => {
  const { column, last, looks } = spans(1_000_000, 7);
  const drawn = drawnOf({ view: { start: 0, end: last }, liveEdge: last }, column);
  expect(drawn.length).toBeGreaterThan(1000);
  expect(looks()).toBeLessThan(5 * (placed.plot.width / LEAST));
});
