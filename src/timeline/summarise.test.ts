import { describe, expect, test } from 'vitest';
import { objectKinds } from '../trace/format.ts';
import { traceOf } from '../trace/trace-notation.ts';
import { LaneState, laneStateNames } from '../views/interval-column.ts';
import { Lanes } from '../views/lanes.ts';
import { packRgb } from './pixels.ts';
import { WideIntervals, summariseIntervals, type Strip } from './summarise-intervals.ts';
import { summariseSteps } from './summarise-steps.ts';
import { lightTokens, makeTheme } from './theme.ts';
import type { ViewRange } from './view-range.ts';

const theme = makeTheme(lightTokens);
const START = 'process P\nthread t in P\nlock m\nqueue q limit 4\nvariable x\nthread u in P\n';

/** One letter per pixel: the state's first, "." for nothing, "~" for a mixture. Rows from top to bottom. */
function picture(strip: Strip, letters: ReadonlyMap<number, string>): string[] {
  return Array.from({ length: strip.rows }, (_, row) =>
    Array.from({ length: strip.width }, (__, x) => {
      const word = strip.pixels[row * strip.stride + x]!;
      return word === 0 ? '.' : (letters.get(word) ?? '~');
    }).join(''),
  );
}

const letterOfState = {
  running: 'r',
  ready: 'c',
  blocked: 'b',
  asleep: 'a',
  message: 'm',
} as const;
const stateLetters = new Map(
  Object.entries(letterOfState).map(([name, letter]) => [
    packRgb(theme.states[LaneState[name as keyof typeof letterOfState]]!),
    letter,
  ]),
);

function emptyStrip(width: number, rows: number): Strip {
  return { pixels: new Uint32Array(width * rows), offset: 0, stride: width, width, rows };
}

const lanesOf = (text: string) => {
  const lanes = new Lanes(traceOf(START + text));
  lanes.advance();
  return lanes;
};

function threadPicture(text: string, width: number, view: ViewRange, edge: number, rows = 1) {
  const out = emptyStrip(width, rows);
  summariseIntervals(lanesOf(text).threads[0]!.intervals, view, edge, theme.states, out);
  return picture(out, stateLetters);
}

describe("a thread's lane", () => {
  const text = '2 t runs\n4 t waits acquire m\n8 u wakes t\n9 t acquire m\n12 t ends';
  test.each([
    ['one pixel a millisecond', { start: 0, end: 16 }, 20, '..rrbbbbcrrr....'],
    ['from the middle of an interval', { start: 6, end: 22 }, 20, 'bbcrrr..........'],
    ['nothing before the beginning', { start: -8, end: 8 }, 20, '..........rrbbbb'],
    ['zoomed in', { start: 3, end: 5 }, 20, 'rrrrrrrrbbbbbbbb'],
  ])('%s', (_, view, edge, expected) => {
    expect(threadPicture(text, 16, view, edge)).toEqual([expected]);
  });

  test('the last interval lasts until the live edge', () => {
    expect(threadPicture('2 t runs', 8, { start: 0, end: 8 }, 5)).toEqual(['..rrr...']);
  });

  test('long intervals that meet inside a pixel are mixed there', () => {
    expect(threadPicture('0 t runs\n4.5 t waits acquire m', 8, { start: 0, end: 8 }, 8)).toEqual([
      'rrrr~bbb',
    ]);
  });

  test('short ones share a column by their time, and none is lost', () => {
    const busy =
      '0 t runs\n1 t waits sleep\n1.001 t sleep\n1.5 t waits acquire m\n1.75 t acquire m';
    const shown = threadPicture(busy, 4, { start: 0, end: 4 }, 4, 4);
    expect(shown).toEqual(['rbrr', 'rarr', 'rrrr', 'rrrr']);
  });

  test('wide intervals are told', () => {
    const wide = new WideIntervals(4);
    const { intervals } = lanesOf(text).threads[0]!;
    summariseIntervals(intervals, { start: 0, end: 16 }, 16, theme.states, emptyStrip(16, 1), wide);
    expect(wide.index.map((i) => laneStateNames[intervals.state[i]!])).toEqual(['blocked']);
  });

  test('many intervals in a pixel cost no more than a few', () => {
    const lines = Array.from({ length: 400 }, (_, i) => `${i} t waits sleep\n${i}.5 t sleep`);
    const shown = threadPicture(`0 t runs\n${lines.join('\n')}`, 2, { start: 0, end: 400 }, 400, 4);
    expect(shown).toEqual(['aa', 'aa', 'rr', 'rr']);
  });
});

describe("an object's lane", () => {
  function objectPicture(index: number, text: string, rows: number, full = 4): string[] {
    const lane = lanesOf(text).objects[index]!;
    const measure = objectKinds[(['lock', 'queue', 'variable'] as const)[index]!];
    const out = emptyStrip(12, rows);
    summariseSteps({ column: lane.steps, measure, full }, { start: 0, end: 12 }, 12, theme, out);
    const letters = new Map([
      [packRgb(theme.holders[0]!), 't'],
      [packRgb(theme.holders[1]!), 'u'],
      [packRgb(theme.measure, 0.42), '#'],
      [packRgb(theme.measure, 0.22), ':'],
      [packRgb(theme.measure, 1), '='],
      [packRgb(theme.measure, 0.32), 'A'],
      [packRgb(theme.measure, 0.2), 'B'],
      [packRgb(theme.measure, 0.75), '|'],
    ]);
    return picture(out, letters);
  }

  test('a lock shows who holds it', () => {
    const text = '2 t acquire m\n5 t release m\n7 u acquire m\n9 u release m';
    expect(objectPicture(0, text, 1)).toEqual(['..ttt..uu...']);
  });

  test('a queue is as high as it is full', () => {
    const text = '2 t put q = 1 "a"\n4 t put q = 2 "b"\n6 t put q = 4 "c"\n9 t get q = 0';
    expect(objectPicture(1, text, 4)).toEqual([
      '......===...',
      '......###...',
      '....==###...',
      '..==#####...',
    ]);
  });

  test('where it changes within a pixel, the range is faint', () => {
    const text = '3.2 t put q = 4 "a"\n3.7 t get q = 0';
    expect(objectPicture(1, text, 4)).toEqual([
      '...:........',
      '...:........',
      '...#........',
      '...#........',
    ]);
  });

  test('values alternate in tint, with a line where they change', () => {
    expect(objectPicture(2, '4.5 t write x = 1 "1"\n8.5 t write x = 2 "2"', 1)).toEqual([
      'AAAA|BBB|AAA',
    ]);
  });
});
