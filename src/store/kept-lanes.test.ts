import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { plainArrangement, type Arrangement } from '../timeline/arrangement.ts';
import { keepLanes, keptLanes, parseArrangement } from './kept-lanes.ts';

const stored = new Map<string, string>();

beforeEach(() => {
  stored.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

const program = (id: string) => ({ kind: 'scenario', id, params: {} }) as const;

const arranged: Arrangement = {
  ...plainArrangement,
  collapsed: new Set([1]),
  pinned: ['t3', 'o0'],
  hidden: new Set(['t1']),
  without: new Set(['queue']),
  sort: 'name',
  order: ['p1', 't2'],
  inner: true,
};

test('lanes are kept for each program, but for what was looked for', () => {
  expect(keptLanes(program('pool'))).toBeUndefined();
  keepLanes(program('pool'), { ...arranged, query: 'work' });
  expect(keptLanes(program('pool'))).toEqual(arranged);
  expect(keptLanes(program('fork'))).toBeUndefined();
});

test('no more programs are kept than somebody comes back to', () => {
  for (let n = 0; n < 60; n++) keepLanes(program(`p${n}`), arranged);
  expect(Object.keys(JSON.parse([...stored.values()][0] ?? '{}') as object)).toHaveLength(40);
  expect(keptLanes(program('p59'))).toEqual(arranged);
  expect(keptLanes(program('p3'))).toBeUndefined();
});

test.each([null, 7, [], 'x', { pinned: 'p', order: [1, 'x9', 't1', 't1'], collapsed: [-1, 0.5] }])(
  'whatever was stored becomes an arrangement: %j',
  (value) => {
    const order = typeof value === 'object' && value !== null && 'order' in value ? ['t1'] : [];
    expect(parseArrangement(value)).toEqual({ ...plainArrangement, order });
  },
);

test('storage that is broken, or refused, costs nothing', () => {
  stored.set('weft.lanes', '{');
  expect(keptLanes(program('pool'))).toBeUndefined();
  vi.stubGlobal('localStorage', undefined);
  keepLanes(program('pool'), arranged);
  expect(keptLanes(program('pool'))).toBeUndefined();
});
