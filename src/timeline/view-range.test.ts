import { describe, expect, test } from 'vitest';
import { tickLabel, ticksOf } from './ticks.ts';
import {
  around,
  autoSpan,
  between,
  fitting,
  following,
  panBy,
  revealing,
  spanOf,
  zoomAround,
} from './view-range.ts';

const EDGE = 10_000;

describe('a view', () => {
  test('zooms around an instant that stays where it is', () => {
    const before = { start: 1000, end: 2000 };
    const after = zoomAround(before, 1250, 2, EDGE);
    expect(after).toEqual({ start: 1125, end: 1625 });
    expect((1250 - after.start) / spanOf(after)).toBe((1250 - before.start) / spanOf(before));
  });

  test('never gets shorter than 10 µs or longer than half as much again as the run', () => {
    let view = { start: 0, end: 1000 };
    for (let i = 0; i < 60; i++) view = zoomAround(view, 500, 2, EDGE);
    expect(spanOf(view)).toBeCloseTo(0.01);
    for (let i = 0; i < 60; i++) view = zoomAround(view, 500, 0.5, EDGE);
    expect(spanOf(view)).toBeCloseTo(15_000);
  });

  test('keeps a part of the run in sight', () => {
    expect(panBy({ start: 0, end: 1000 }, -1e9, EDGE).start).toBe(-500);
    expect(panBy({ start: 0, end: 1000 }, 1e9, EDGE).start).toBe(9500);
  });

  test('is moved by its middle inside the run, as the window of the overview', () => {
    expect(around(5000, 1000, EDGE)).toEqual({ start: 4500, end: 5500 });
    expect(around(-300, 1000, EDGE)).toEqual({ start: 0, end: 1000 });
    expect(around(9990, 1000, EDGE)).toEqual({ start: 9000, end: 10_000 });
    expect(around(9990, 20_000, EDGE)).toEqual({ start: 0, end: 20_000 });
  });

  test('follows the live edge with a little room', () => {
    expect(following(500, 1000).start).toBe(-20);
    expect(following(5000, 1000)).toEqual({ start: 4060, end: 5060 });
  });

  test('shows a short run whole', () => {
    for (const edge of [1, 50, 63, 700, 5000, 7000]) {
      const { start, end } = following(edge, autoSpan(edge));
      expect(start).toBeLessThanOrEqual(0);
      expect(end).toBeGreaterThan(edge);
    }
    expect(autoSpan(1e6)).toBe(8192);
  });

  test('moves only as far as it must', () => {
    const view = { start: 1000, end: 2000 };
    expect(revealing(view, 1500, EDGE)).toBe(view);
    expect(revealing(view, 2500, EDGE)).toEqual({ start: 1700, end: 2700 });
    expect(revealing(view, 500, EDGE)).toEqual({ start: 300, end: 1300 });
  });

  test('fits a stretch with room around it', () => {
    expect(fitting(1000, 2000, EDGE)).toEqual({ start: 960, end: 2060 });
  });

  test('glides evenly between two', () => {
    const [from, to] = [
      { start: 0, end: 1000 },
      { start: 400, end: 500 },
    ];
    expect(between(from, to, 0).start).toBeCloseTo(0);
    expect(between(from, to, 1)).toBe(to);
    // What both views show at the same place stays there all the way.
    const fixed = 400 / 0.9;
    const place = (view: typeof from) => (fixed - view.start) / spanOf(view);
    expect(place(between(from, to, 0.4))).toBeCloseTo(place(from));
    expect(between(from, { start: 500, end: 1500 }, 0.999).start).toBeCloseTo(500);
  });
});

describe('the ruler', () => {
  test.each([
    [{ start: 0, end: 100 }, ['0', '20 ms', '40 ms', '60 ms', '80 ms', '100 ms']],
    [{ start: 0, end: 6000 }, ['0', '1 s', '2 s', '3 s', '4 s', '5 s', '6 s']],
    [
      { start: 1000, end: 1003 },
      ['1.0000 s', '1.0005 s', '1.0010 s', '1.0015 s', '1.0020 s', '1.0025 s', '1.0030 s'],
    ],
  ])('%o', (view, labels) => {
    expect(ticksOf(view, 504).map((tick) => tick.label)).toEqual(labels);
  });

  test('has as many decimals as the step needs', () => {
    expect(tickLabel(12.5, 0.5, 20)).toBe('12.5 ms');
    expect(tickLabel(12, 1, 20)).toBe('12 ms');
    expect(tickLabel(1250, 50, 2000)).toBe('1.25 s');
    expect(tickLabel(-1e-12, 10, 20)).toBe('0');
  });
});
