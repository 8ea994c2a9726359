import { expect, test } from 'vitest';
import { tickLabel, ticksOf } from './ticks.ts';

test.each([
  [0, 100, 900, '0'],
  [250, 50, 900, '250 ms'],
  [2500, 500, 4000, '2.5 s'],
  [0.25, 0.05, 1, '0.25 ms'],
])('%d by %d up to %d is %s', (time, step, end, label) => {
  expect(tickLabel(time, step, end)).toBe(label);
});

test('a view of no width, and no length, has labels all the same', () => {
  expect(ticksOf({ start: 0, end: 100 }, 0).length).toBeGreaterThan(0);
  expect(tickLabel(5, 0, 100)).toMatch(/^5\.0* ms$/);
});
