import { expect, test } from 'vitest';
import { traceOf } from '../trace/trace-notation.ts';
import { Arrows } from './arrows.ts';
import { criticalPath } from './critical-path.ts';
import { laneStateNames } from './interval-column.ts';
import { Lanes } from './lanes.ts';

function pathOf(text: string): string[] {
  const trace = traceOf(text);
  const [lanes, arrows] = [new Lanes(trace), new Arrows(trace)];
  lanes.advance();
  arrows.advance();
  const { parts } = criticalPath(trace, lanes, arrows);
  return parts.map(
    ({ thread, from, to, state }) =>
      `${trace.threads[thread]!.name} ${from}-${to} ${laneStateNames[state]}`,
  );
}

const START = `
  process P
  thread main in P
  thread a in P
  thread b in P
  lock m in P
  queue q in P
  0 main runs
`;

test('it leads over the thread that was joined last, not over the one that was done before', () => {
  const text = `${START}
    1 main start a @s
    2 a runs <s
    3 main start b @t
    5 b runs <t
    6 main waits join for a
    20 a ends @e
    20 a wakes main <e
    20 main join a <e
    21 main waits join for b
    60 b ends @f
    60 b wakes main <f
    61 main join b <f
    70 main ends`;
  expect(pathOf(text)).toEqual([
    'main 0-3 running',
    'b 3-5 ready',
    'b 5-60 running',
    'main 60-61 ready',
    'main 61-70 running',
  ]);
});

test('a lock leads to its holder, a sleep is a part of its own', () => {
  const text = `${START}
    1 main start a @s
    1 a runs <s
    2 a acquire m
    4 a waits sleep limit 30
    10 main waits acquire m for a
    34 a sleep
    36 a release m @r
    36 a wakes main m <r
    37 main acquire m
    40 main ends`;
  expect(pathOf(text)).toEqual([
    'main 0-1 running',
    'a 1-4 running',
    'a 4-34 asleep',
    'a 34-36 running',
    'main 36-37 ready',
    'main 37-40 running',
  ]);
});

test('an item that was there already has held up nobody', () => {
  const text = `${START}
    1 main start a @s
    1 a runs <s
    2 a put q = 1 "1" @p
    3 a ends
    9 main get q = 0 "1" <p
    12 main ends`;
  expect(pathOf(text)).toEqual(['main 0-12 running']);
});

test('nothing has happened', () => expect(pathOf('process P\nthread main in P')).toEqual([]));
