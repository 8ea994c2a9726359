import type { ParamValue } from '../../base/param-values.ts';
import { describe, expect, it } from 'vitest';
import type { Listing, Param } from '../../scenarios/scenario.ts';
import type { ThreadState } from '../../views/state.ts';
import { followMarks } from './follow-marks.ts';
import { litLines } from './lit-lines.ts';
import { paramLine } from '../../scenarios/param-line.ts';
import { nameLine, sourcesOfFiles, sourcesOfScenario, sourcesOfTrace } from './sources.ts';

const listing = (marks: Listing['marks']): Listing => ({ lines: [], marks, params: {} });

describe('followMarks', () => {
  it('leads from the n-th line of a mark to the n-th line of the same mark', () => {
    const program = listing({ wait: [3], lap: [5, 9, 12], alone: [20] });
    const python = listing({ wait: [30], lap: [50, 90], other: [7] });
    expect([...followMarks(program, python)]).toEqual([
      [3, 30],
      [5, 50],
      [9, 90],
      [12, 90],
    ]);
  });
});

describe('litLines', () => {
  const thread = (index: number, run: ThreadState['run'], line: number) =>
    ({ index, run, line }) as ThreadState;

  it('gathers the threads of each line and leaves out those that are nowhere', () => {
    const threads = [
      thread(0, 'ended', 9),
      thread(1, 'blocked', 4),
      thread(2, 'new', 0),
      thread(3, 'running', 4),
      thread(4, 'ready', 6),
      thread(5, 'running', 99),
      thread(6, 'blocked', 4),
    ];
    const lines = new Map([
      [4, 40],
      [6, 60],
      [9, 90],
    ]);
    const isInside = ({ index }: ThreadState) => index !== 6;
    expect([...litLines(threads, isInside, ({ line }) => lines.get(line))]).toEqual([
      [40, [1, 3]],
      [60, [4]],
    ]);
  });
});

describe('paramLine', () => {
  const int: Param = { type: 'int', min: 1, max: 9, default: 5 };
  const seconds: Param = { type: 'seconds', min: 0, max: 9, step: 0.1, default: 1 };
  const bool: Param = { type: 'bool', default: false };
  const choice: Param = { type: 'choice', options: ['a', 'b'], default: 'a' };
  const cases: readonly [Param, ParamValue, string][] = [
    [int, 7, '7'],
    [seconds, 2, '2.0'],
    [seconds, 0.4, '0.4'],
    [bool, true, 'True'],
    [bool, false, 'False'],
    [choice, 'b', "'b'"],
  ];
  it.each(cases)('%j at %j is %s', (param, value, text) => {
    const line = paramLine(
      [
        ['CARS = ', ''],
        ['5', 'number'],
        ['  ', ''],
      ],
      param,
      value,
    );
    expect(line?.head).toEqual([['CARS = ', '']]);
    expect(line?.value[0]).toBe(text);
  });

  it('keeps what stands before the equals sign in its colours', () => {
    const line = paramLine(
      [
        ['A', 'constant'],
        [' = 5', ''],
      ],
      int,
      7,
    );
    expect(line?.head).toEqual([
      ['A', 'constant'],
      [' = ', ''],
    ]);
  });

  it('leaves a line alone that assigns nothing', () => {
    expect(paramLine([['if a == b:', '']], int, 7)).toBeUndefined();
  });
});

describe('sources of several files', () => {
  const files = [
    { path: 'main.py', text: '# the start\nimport lib\n\nlib.work()\n' },
    { path: 'lib.py', text: 'def work():\n    lock.acquire()' },
  ];
  const sources = sourcesOfFiles(files);

  it('are shown as they are, and can be stopped at where they say something', () => {
    expect(sources.map((source) => [source.id, source.listing.lines.length])).toEqual([
      ['main.py', 4],
      ['lib.py', 2],
    ]);
    expect([...(sources[0]?.stops.keys() ?? [])]).toEqual([2, 4]);
  });

  it('name a line by its number in the open file, else by its file too', () => {
    expect(nameLine(sources, 'lib.py', { source: 1, line: 2 })).toBe('2');
    expect(nameLine(sources, 'main.py', { source: 1, line: 2 })).toBe('lib.py:2');
    expect(nameLine(sources, 'python', { source: 0, line: 4 })).toBe('4');
    expect(nameLine(sources, 'main.py', { source: 1, line: 3 })).toBeUndefined();
    expect(nameLine(sources, 'main.py', { source: 7, line: 1 })).toBeUndefined();
    expect(nameLine([], 'main.py', { source: 0, line: 1 })).toBeUndefined();
  });

  it('whose text a trace does not carry are known by name', () => {
    const traced = sourcesOfTrace([
      { id: 'a', name: 'kettle.c', language: 'c' },
      { id: 'b', name: 'tea.py', language: 'python', text: 'pour()' },
    ]);
    expect(nameLine(traced, 'b', { source: 0, line: 40 })).toBe('kettle.c:40');
  });

  it('of a scenario are two listings of one program', () => {
    const program = listing({ wait: [3] });
    const both = sourcesOfScenario({ program, python: listing({ wait: [30] }) });
    expect(nameLine(both, 'python', { source: 0, line: 3 })).toBe('30');
    expect(nameLine(both, 'program', { source: 0, line: 3 })).toBe('3');
    expect(nameLine(both, 'python', { source: 0, line: 4 })).toBeUndefined();
  });
});
