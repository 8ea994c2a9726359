import { describe, expect, test } from 'vitest';
import { traceOf } from '../trace/trace-notation.ts';
import { History } from '../views/history.ts';
import { Lanes } from '../views/lanes.ts';
import {
  keyOf,
  lineUp,
  moved,
  plainArrangement,
  sortedBy,
  withHidden,
  withPinned,
  withoutKind,
  type Arrangement,
  type LaneKey,
} from './arrangement.ts';
import { layoutRows } from './rows.ts';

const trace = traceOf(`
  process P
  process C parent P
  thread main in P
  thread worker-10 in P
  thread worker-2 in P
  thread child in C
  lock m in P
  queue q in P
  queue pool._tasks in P inner
  variable x in C
  pipe wire
`);
const lanes = new Lanes(trace);
lanes.advance();
const { names } = new History(trace).live(0);

const lined = (changes: Partial<Arrangement> | Arrangement = {}) =>
  lineUp(trace, lanes.groups(), names, { ...plainArrangement, ...changes });

const told = (changes?: Partial<Arrangement>): string => {
  const { pinned, groups } = lined(changes);
  const name = (key: LaneKey) =>
    (key.startsWith('t') ? trace.threads : trace.objects)[Number(key.slice(1))]!.name;
  const parts = groups.map(({ threads, objects }) =>
    [...threads, ...objects].map((lane) => name(keyOf(lane))).join(' '),
  );
  return [pinned.map((lane) => name(keyOf(lane))).join(' '), ...parts].join(' | ');
};

describe('lanes', () => {
  test.each([
    ['as they came, without the inner ones', {}, ' | main worker-10 worker-2 m q | child x | wire'],
    [
      'with the inner ones',
      { inner: true },
      ' | main worker-10 worker-2 m q pool._tasks | child x | wire',
    ],
    ['by name', { sort: 'name' }, ' | child x | main worker-2 worker-10 m q | wire'],
    ['found by a part of the name', { query: 'WORK' }, ' | worker-10 worker-2'],
    ['found by the name of the process', { query: 'c' }, ' | child x'],
    ['of some kinds', withoutKind(plainArrangement, 'thread'), ' | m q | x | wire'],
    ['hidden', withHidden(plainArrangement, 't1'), ' | main worker-2 m q | child x | wire'],
    [
      'pinned',
      withPinned(plainArrangement, 'o1'),
      'q | main worker-10 worker-2 m | child x | wire',
    ],
  ] as const)('%s', (_, changes, expected) => expect(told(changes)).toBe(expected));

  test('that are hidden are no longer pinned', () => {
    expect(withHidden(withPinned(plainArrangement, 't1'), 't1').pinned).toEqual([]);
  });
});

describe('moving', () => {
  test.each([
    ['t2', -1, ' | main worker-2 worker-10 m q | child x | wire'],
    ['t2', -9, ' | worker-2 main worker-10 m q | child x | wire'],
    ['o1', -1, ' | main worker-10 worker-2 q m | child x | wire'],
    ['p1', -1, ' | child x | main worker-10 worker-2 m q | wire'],
    // Alone, or at the end.
    ['o4', 1, ' | main worker-10 worker-2 m q | child x | wire'],
    ['t0', -1, ' | main worker-10 worker-2 m q | child x | wire'],
  ] as const)('%s by %i', (key, by, expected) => {
    expect(told(moved(plainArrangement, lined(), key, by))).toBe(expected);
  });

  test('a process whose only thread stands for it', () => {
    const alone = withHidden(plainArrangement, 'o3');
    expect(told(moved(alone, lined(alone), 't3', -1))).toBe(
      ' | child | main worker-10 worker-2 m q | wire',
    );
  });

  test('among those at the top', () => {
    const pinned = withPinned(withPinned(plainArrangement, 't1'), 'o0');
    expect(told(moved(pinned, lined(pinned), 'o0', -1))).toMatch(/^m worker-10 \|/);
  });

  test('again, from where it stands; newcomers come after; sorting forgets it', () => {
    const once = moved(plainArrangement, lined(), 't2', -1);
    const twice = moved(once, lined(once), 't2', -1);
    expect(told(twice)).toBe(' | worker-2 main worker-10 m q | child x | wire');
    expect(told({ ...twice, order: twice.order.filter((key) => key !== 't1') })).toBe(
      ' | worker-2 main worker-10 m q | child x | wire',
    );
    expect(told(sortedBy(twice, 'start'))).toBe(told());
  });
});

test('pinned lanes are the first rows, and no longer among those of their process', () => {
  const { rows, pinnedHeight, ofObject } = layoutRows(
    [],
    lined(withPinned(plainArrangement, 'o1')),
    new Set(),
    20,
  );
  expect(pinnedHeight).toBe(20);
  expect(rows[0]).toMatchObject({ kind: 'object', isPinned: true, y: 0 });
  expect(ofObject[1]).toBe(rows[0]);
  expect(rows.filter((row) => row.kind === 'object' && row.lane.index === 1)).toHaveLength(1);
});
