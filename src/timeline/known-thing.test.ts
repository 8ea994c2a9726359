import { expect, test } from 'vitest';
import { hitTest } from './hit-test.ts';
import { knownThing } from './known-thing.ts';
import { layoutTimeline } from './layout.ts';
import { xOf, yOf } from './placement.ts';
import { frameOf } from './test-frame.ts';
import { History } from '../views/history.ts';

/** t1 waits for the lock from 30 ms, until it is woken at 100 ms. */
function at(cursor: number, time: number, veiled = true) {
  const { trace } = frameOf();
  const world = new History(trace).at(trace.countUntil(cursor), cursor);
  const frame = { ...frameOf(), trace, world, veiled, cursor: { time: cursor, live: false } };
  const layout = layoutTimeline(frame);
  const x = xOf(frame, layout, time);
  const y = yOf(layout, layout.rows.ofThread[1]!) + 12;
  return knownThing(frame, layout, x, hitTest(frame, layout, x, y));
}

test('what has begun is told without its end', () => {
  expect(at(70, 50)).toMatchObject({ kind: 'interval', state: 'blocked', to: 70, open: true });
  expect(at(70, 50, false)).toMatchObject({ kind: 'interval', to: 100, open: false });
});

test('what comes is not told at all', () => {
  expect(at(70, 90)).toBeUndefined();
  expect(at(20, 50)).toBeUndefined();
  expect(at(20, 50, false)).toMatchObject({ kind: 'interval' });
});
