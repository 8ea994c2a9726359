import { expect, test } from 'vitest';
import { traceOf } from '../trace/trace-notation.ts';
import { ConsoleView } from './console.ts';
import { search } from './search.ts';

const trace = traceOf(`
  process P
  process C parent P
  thread main in P
  thread child in C
  queue jobs
  0 main runs
  1 main print "hello\\n"
  2 child runs
  3 child ends raised "Traceback\\nValueError: no"
  4 child exits 1
  5 main print "done"
  6 main stderr "Traceback\\nKeyError: 1"
  6 main ends raised
  6 main exits 0
`);

test('prints, reports and exit codes make the console', () => {
  const view = new ConsoleView(trace);
  view.advance();
  expect(view.lines.map((l) => [l.time, l.thread, l.process, l.stream, l.text])).toEqual([
    [1, 0, 0, 'stdout', 'hello'],
    [3, 1, 1, 'stderr', 'Traceback\nValueError: no'],
    [4, -1, 1, 'system', '1'],
    [5, 0, 0, 'stdout', 'done'],
    [6, 0, 0, 'stderr', 'Traceback\nKeyError: 1'],
  ]);
  const counts = [0, 6, 7, 8, 9, 10, 11].map((count) => view.countAt(count));
  expect(counts).toEqual([0, 0, 1, 1, 2, 3, 4]);
});

test('a part of a line is in one line with what is written next, whoever writes it', () => {
  const view = new ConsoleView(
    traceOf(`
      thread a
      thread b
      1 a part "1 "
      2 b part ""
      3 b part "2\\n"
      4 a part "3"
      5 b print "4"
      6 a stderr "no"
    `),
  );
  view.advance();
  expect(view.lines.map(({ time, text, joins }) => [time, text, joins])).toEqual([
    [1, '1 ', false],
    [3, '2', true],
    [4, '3', false],
    [5, '4', true],
    [6, 'no', false],
  ]);
});

test('search finds names, operations and texts, a stretch at a time', () => {
  expect(search(trace, 'JOB')).toMatchObject({ threads: [], objects: [0], events: [], next: -1 });
  expect(search(trace, 'print').events.map((seq) => trace.time(seq))).toEqual([1, 5]);
  expect(search(trace, 'valueerror', 0, 8)).toMatchObject({ events: [], next: 8 });
  expect(search(trace, 'valueerror', 8).events.map((seq) => trace.time(seq))).toEqual([3]);
  expect(search(trace, ' ').next).toBe(-1);
});
