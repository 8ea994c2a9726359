import { describe, expect, test } from 'vitest';
import { traceOfScenario } from '../outcomes/trace-of.ts';
import { traceOf } from '../trace/trace-notation.ts';
import { Phase } from '../trace/format.ts';
import { coneOf } from './causality.ts';

const trace = traceOf(`
  process P
  thread main in P
  thread a in P
  thread b in P
  lock m in P
  variable x in P
  0 main runs
  1 main start a @s
  1.5 a runs <s
  2 main start b @t
  2 b runs <t
  3 a write x = 1 "1"
  4 b acquire m
  5 b write x = 2 "2"
  6 b release m
  7 a acquire m
  8 a read x = 2 "2"
  9 main print "'hi'"
`);
const seqAt = (time: number) =>
  Array.from({ length: trace.length }, (_, seq) => seq).findLast(
    (seq) => trace.time(seq) === time && trace.phase(seq) > Phase.object,
  )!;

const told = (time: number): string => {
  const cone = coneOf(trace, seqAt(time))!;
  const times = (events: readonly number[]) =>
    events.map((seq) => (seq < 0 ? '-' : trace.time(seq))).join(' ');
  return `${times(cone.lastBefore)} | ${times(cone.firstAfter)}`;
};

describe('last before | first after, of main, a and b', () => {
  test.each([
    // What b did under its lock happens before what a does under it.
    [5, '2 - 4 | - 7 6'],
    [8, '2 7 6 | - - -'],
    // An unordered write: b's starts from main's second step, and only a's later events happen after it.
    [3, '1 1.5 - | - 7 -'],
    // The start of a happens before everything that a does.
    [1, '0 - - | 2 1.5 2'],
    [9, '2 - - | - - -'],
  ])('%i ms', (time, expected) => expect(told(time)).toBe(expected));
});

test.each(['bounded-buffer', 'parent-child-pipe', 'hundred-threads', 'fork'])(
  '%s: before and after are each other’s converse, and all events are counted',
  async (id) => {
    const run = await traceOfScenario(id, { events: 240 });
    const actors = Array.from({ length: run.length }, (_, seq) => seq).filter(
      (seq) => run.phase(seq) > Phase.object && run.thread(seq) >= 0,
    );
    const cones = new Map(actors.map((seq) => [seq, coneOf(run, seq)!]));
    const isAfter = (early: number, late: number) => {
      const first = cones.get(early)!.firstAfter[run.thread(late)] ?? -1;
      return first >= 0 && first <= late;
    };
    const isBefore = (early: number, late: number) =>
      (cones.get(late)!.lastBefore[run.thread(early)] ?? -1) >= early;
    const wrong: string[] = [];
    for (const early of actors) {
      const { before, after, concurrent } = cones.get(early)!;
      if (before + after + concurrent !== actors.length - 1) wrong.push(`${early} counts`);
      for (const late of actors)
        if (early < late && isAfter(early, late) !== isBefore(early, late))
          wrong.push(`${early} ${late}`);
    }
    expect(wrong.slice(0, 8)).toEqual([]);
  },
);
