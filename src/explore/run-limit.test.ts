/** Terminating runs are never cut because of other runs' lengths; endless ones are cut early. */
import { expect, test } from 'vitest';
import { RunLimit } from './run-limit.ts';

test('the first run may be long, the others several times as long as the longest that ended', () => {
  const limit = new RunLimit();
  expect(limit.steps).toBe(5000);
  limit.note(5000, true);
  expect(limit.steps).toBe(400);
  limit.note(100, false);
  expect(limit.steps).toBe(800);
  limit.note(20, false);
  expect(limit.steps).toBe(800);
  limit.note(4000, false);
  expect(limit.steps).toBe(5000);
});

test('one that is asked for stays', () => {
  const limit = new RunLimit(250);
  limit.note(10, false);
  expect(limit.steps).toBe(250);
});
