import { expect, test } from 'vitest';
import { traceOf } from '../../trace/trace-notation.ts';
import { Lanes } from '../../views/lanes.ts';
import { effectsOf, eventsBefore } from './near-events.ts';
import { percent, sharesIn, shareTones, totalOf } from './range-shares.ts';

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
  70 a waits sleep limit 20
  90 a sleep
  100 a ends
`);
const lanes = new Lanes(trace);
lanes.advance();

test('the last events come newest first', () => {
  const last = eventsBefore(trace.length - 1, 2, (seq) => trace.thread(seq) === 1);
  expect(last.map((seq) => trace.time(seq))).toEqual([60, 30]);
});

test('what an event led to, up to the cursor', () => {
  const release = trace.countUntil(50) - 2;
  const times = (count: number) =>
    effectsOf(trace, release, count, 9).map((seq) => trace.time(seq));
  expect(times(trace.length)).toEqual([50, 60]);
  expect(times(trace.countUntil(50))).toEqual([50]);
});

/** "a: running 70 asleep 20" for each thread. */
function told(start: number, end: number, edge = 100): string[] {
  return sharesIn(lanes, start, end, edge).map(({ thread, shares }) => {
    const parts = shareTones
      .filter((tone) => shares[tone] > 0)
      .map((tone) => `${tone} ${shares[tone]}`);
    expect(totalOf(shares)).toBeCloseTo(Math.min(end, edge) - Math.max(start, 0));
    return [`${trace.threads[thread]!.name}:`, ...parts].join(' ');
  });
}

test.each([
  [0, 100, ['a: running 80 asleep 20', 'b: running 60 ready 20 blocked 20']],
  [35, 45, ['a: running 10', 'b: blocked 10']],
  [95, 500, ['a: running 5', 'b: running 5']],
  [200, 300, []],
])('how threads spent %i to %i ms', (start, end, shares) => {
  expect(told(start, end)).toEqual(shares);
});

test.each([
  [0, '·'],
  [0.002, '<1%'],
  [0.49, '49%'],
  [1, '100%'],
])('a share of %f', (share, shown) => {
  expect(percent(share)).toBe(shown);
});
