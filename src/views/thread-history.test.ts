import { expect, test } from 'vitest';
import { traceOf } from '../trace/trace-notation.ts';
import { laneStateNames } from './interval-column.ts';
import { Lanes } from './lanes.ts';
import { pastStates } from './thread-history.ts';

const trace = traceOf(`
  process P
  thread a in P
  thread b in P
  lock m
  0 a runs
  0 a start b @start
  10 b runs <start
  20 a acquire m
  30 b waits acquire m for a
  50 a release m @release
  50 a wakes b m <release
  60 b acquire m <release
  70 b waits sleep limit 20
  90 b sleep
  100 b ends
`);
const lanes = new Lanes(trace);
lanes.advance();

/** "blocked 30-50", newest first. */
const told = (thread: number, time: number, want = 9, count = trace.countUntil(time)) =>
  pastStates(lanes.threads[thread]!.intervals, count, time, want).map(
    ({ state, from, to, event }) => {
      expect(trace.time(event)).toBe(from);
      return `${laneStateNames[state]} ${from}-${to}`;
    },
  );

test('newest first, each with the event that it began with', () => {
  expect(told(1, 95)).toEqual([
    'running 90-95',
    'asleep 70-90',
    'running 60-70',
    'ready 50-60',
    'blocked 30-50',
    'running 10-30',
    'ready 0-10',
  ]);
  expect(told(1, 95, 2)).toEqual(['running 90-95', 'asleep 70-90']);
});

test('up to the instant that is shown', () => {
  expect(told(1, 40)).toEqual(['blocked 30-40', 'running 10-30', 'ready 0-10']);
  // The release has not happened yet at the event before it, though its time is reached.
  expect(told(1, 50, 9, trace.countUntil(50) - 2)[0]).toBe('blocked 30-50');
  expect(told(0, 0, 9, 0)).toEqual([]);
});
