import { expect, test } from 'vitest';
import { randomTrace } from '../trace/random-trace.ts';
import { traceOf } from '../trace/trace-notation.ts';
import { Contention, fairness } from './contention.ts';

const trace = traceOf(`
  process P
  thread main in P
  thread a in P
  thread b in P
  lock m in P
  queue q in P
  0 main runs
  0 a runs
  0 b runs
  10 main acquire m
  20 a waits acquire m for main
  30 b waits acquire m for main
  50 main release m @r
  50 main wakes a m <r
  51 a waits acquire m for b
  70 a acquire m
  90 a release m @s
  90 a wakes b m <s
  90 b acquire m
  95 b release m
  100 b waits get q
  120 a put q = 1 "'x'" @p
  120 a wakes b q <p
  121 b get q = 0 "'x'" <p
  130 main waits get q
`);
const contention = new Contention(trace);
contention.advance();

const told = (from: number, to: number) =>
  contention
    .between(from, to)
    .map(({ object, waits, waited, least, most, gets, held, handOvers }) =>
      [trace.objects[object]!.name, waits, waited, least, most, gets, held, handOvers].join(' '),
    );

test('waits, from the first block to what ended them, and holds', () => {
  // name, waits, waited, least, most, gets, held, hand-overs
  expect(told(0, 200)).toEqual(['m 2 110 50 60 3 65 2', 'q 2 91 21 70 1 0 1']);
});

test('of a stretch of time, as far as they lie in it', () => {
  expect(told(40, 60)).toEqual(['m 2 40 20 20 0 10 0']);
  expect(told(0, 9)).toEqual([]);
});

test('the longest wait, by its first event', () => {
  const [lock] = contention.between(0, 200);
  expect(trace.time(lock!.longest)).toBe(30);
});

test('shares of threads, and how fair they are', () => {
  const [lock] = contention.between(0, 200);
  expect([...lock!.threads].map(([thread, { gets, held }]) => `${thread} ${gets} ${held}`)).toEqual(
    ['1 1 20', '2 1 5', '0 1 40'],
  );
  expect(fairness(lock!)).toBe(1);
  // Of three contenders only one got it.
  expect(fairness(contention.between(0, 35)[0]!)).toBeCloseTo(1 / 3);
});

test('a long trace is read in turns, and comes to the same', () => {
  const long = randomTrace({ events: 10_000, seed: 5 });
  const [once, inTurns] = [new Contention(long), new Contention(long)];
  once.advance();
  let turns = 1;
  while (!inTurns.advance(long.length, 1000)) turns++;
  expect(turns).toBe(Math.ceil(long.length / 1000));
  expect(inTurns.between(0, long.endTime)).toEqual(once.between(0, long.endTime));
});
