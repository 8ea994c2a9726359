import { describe, expect, test } from 'vitest';
import { traceOf } from '../trace/trace-notation.ts';
import { stepAxis, timeAxis } from './axis.ts';

/** Two events come before all steps; step 0 has two events, steps 1 and 2 have one, at the same time. */
const trace = traceOf(`
  process P
  thread main in P
  0 main runs
  1 main print "a"
  5 main print "b"
  5 main print "c"
`);
const bounds = [2, 4, 5, 6];
const run = {
  trace,
  stepCount: 3,
  eventsAfter: (step: number) => bounds[step] ?? trace.length,
  stepAt: (count: number) =>
    Math.max(
      0,
      bounds.findLastIndex((bound) => bound <= count),
    ),
};
const events = Array.from({ length: trace.length }, (_, seq) => seq);

describe('an axis of steps', () => {
  const axis = stepAxis(run);

  test('gives every step the same width, even where they share a time', () => {
    expect(events.map((seq) => axis.at(seq))).toEqual([0, 0, 0, 0, 1, 2]);
    expect(axis.edge(99)).toBe(3);
  });

  test('stands after the steps that are over, and half-way within one', () => {
    expect([0, 2, 3, 4, 5, 6].map((count) => axis.cursor(count, 0))).toEqual([0, 0, 0.5, 1, 2, 3]);
  });

  test('puts the cursor between two steps', () => {
    expect([-4, 0.4, 0.6, 2.2, 9].map((place) => axis.countAt(place))).toEqual([2, 2, 4, 5, 6]);
  });

  test('counts events up to a place as they lie', () => {
    for (const place of [-0.1, 0, 0.9, 1, 2.5, 7]) {
      const counted = events.filter((seq) => axis.at(seq) <= place).length;
      expect(axis.countUntil(place)).toBe(counted);
    }
  });

  test('goes to program time and back', () => {
    expect([0, 1, 2, 3].map((step) => axis.timeAt(step))).toEqual([0, 1, 5, 5]);
    expect([0, 1, 4, 5].map((time) => axis.ofTime(time))).toEqual([0, 1, 1, 3]);
  });
});

test('on an axis of time a place is an instant', () => {
  const axis = timeAxis(trace);
  expect(events.map((seq) => axis.at(seq))).toEqual([0, 0, 0, 1, 5, 5]);
  expect(axis.countUntil(1)).toBe(4);
  expect([axis.edge(3), axis.edge(8), axis.cursor(2, 0.5)]).toEqual([5, 8, 0.5]);
});
