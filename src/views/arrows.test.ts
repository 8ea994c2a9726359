import { describe, expect, test } from 'vitest';
import { randomTrace } from '../trace/random-trace.ts';
import { traceOf } from '../trace/trace-notation.ts';
import { Arrows, arrowKinds, type Arrow } from './arrows.ts';

const START = `
  process P
  thread main in P
  thread t1 in P
  thread t2 in P
  lock m
  queue q
  0 main runs
`;

function told(text: string): string[] {
  const trace = traceOf(START + text);
  const arrows = new Arrows(trace);
  arrows.advance();
  const name = (thread: number) => trace.threads[thread]!.name;
  const all: Arrow[] = [];
  for (let seq = 0; seq < trace.length; seq++) {
    const arrow = arrows.into(seq);
    if (arrow !== undefined) all.push(arrow);
  }
  return all.map(
    (a) => `${a.kind} ${name(a.fromThread)}@${a.fromTime} ${name(a.toThread)}@${a.toTime}`,
  );
}

describe('arrows', () => {
  test.each([
    ['start', '1 main start t1 @s\n2 t1 runs <s', ['start main@1 t1@2']],
    ['join', '3 t1 ends @e\n4 main join t1 <e', ['join t1@3 main@4']],
    ['message', '1 main put q = 1 "a" @p\n5 t1 get q = 0 "a" <p', ['message main@1 t1@5']],
    ['wake', '1 main release m @r\n2 main wakes t1 m <r', ['wake main@1 t1@2']],
    ['wake without a cause', '2 main wakes t1 m', ['wake main@2 t1@2']],
    [
      'one arrow, not two, where the woken operation names the same cause',
      '1 main release m @r\n2 main wakes t1 m <r\n3 t1 acquire m <r',
      ['wake main@1 t1@2'],
    ],
    ['none where the engine wakes', '1 - wakes t1', []],
    ['none from a thread to itself', '1 t1 put q = 1 "a" @p\n2 t1 get q = 0 "a" <p', []],
  ])('%s', (_, text, expected) => expect(told(text)).toEqual(expected));

  test('can be followed both ways', () => {
    const trace = traceOf(`${START}
      1 main release m @r
      2 main wakes t1 m <r
      2 main wakes t2 m <r`);
    const arrows = new Arrows(trace);
    arrows.advance();
    const [release, first, second] = [trace.length - 3, trace.length - 2, trace.length - 1];
    expect(arrows.outOf(release).map((a) => a.to)).toEqual([first, second]);
    expect(arrows.into(second)?.from).toBe(release);
    expect(arrows.into(release)).toBeUndefined();
    expect(arrows.outOf(second)).toEqual([]);
  });

  test('that cross a window are found as by looking at each', () => {
    const trace = randomTrace({ events: 20_000, seed: 3, threads: 12 });
    const arrows = new Arrows(trace);
    arrows.advance();
    for (const kind of arrowKinds) {
      const column = arrows.columns[kind];
      for (let i = 0; i < 40; i++) {
        const start = (i / 40) * trace.endTime;
        const end = start + (i % 7) * 11.5;
        const expected: number[] = [];
        for (let p = 0; p < column.length; p++)
          if (column.fromTime[p]! <= end && column.toTime[p]! >= start) expected.push(p);
        const found: number[] = [];
        column.eachIn(start, end, (p) => found.push(p) > 0);
        expect(found).toEqual(expected);
        expect(column.endingIn(start, end)).toBe(
          expected.filter((p) => column.toTime[p]! <= end).length,
        );
      }
    }
  });
});
