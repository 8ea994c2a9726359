import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { plainArrangement, type Arrangement } from '../timeline/arrangement.ts';
import { traceOf } from '../trace/trace-notation.ts';
import { KeptLanes, parseArrangement } from './kept-lanes.ts';

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

const trace = traceOf(`
  process P
  thread main in P
  thread a in P
  thread b in P
  process C parent P
  thread child in C
  lock m in P
  queue q in P
`);

const arranged: Arrangement = {
  ...plainArrangement,
  collapsed: new Set([1]),
  pinned: ['t2', 'o0'],
  hidden: new Set(['t1']),
  without: new Set(['queue']),
  sort: 'name',
  order: ['p1', 'o1'],
  inner: true,
};

const keep = (id: string, arrangement: Arrangement, of = trace) =>
  new KeptLanes(program(id), of).keep(arrangement);
const kept = (id: string, of = trace) => new KeptLanes(program(id), of).applied(plainArrangement);

test('lanes are kept for each program, but for what was looked for', () => {
  expect(kept('pool')).toBeUndefined();
  keep('pool', { ...arranged, query: 'work' });
  expect(kept('pool')).toEqual(arranged);
  expect(kept('fork')).toBeUndefined();
});

/** Two threads that each start one more, in either order. */
const families = (first: string, second: string) =>
  traceOf(`
    process P
    thread main in P
    thread a in P by main
    thread b in P by main
    0 ${first} runs
    thread ${first}1 in P by ${first}
    1 ${second} runs
    thread ${second}1 in P by ${second}
  `);

test('a lane is the same one in a run in which it came to be in another order', () => {
  const [one, other] = [families('a', 'b'), families('b', 'a')];
  const indexOf = (of: typeof one, name: string) =>
    of.threads.findIndex((thread) => thread.name === name);
  expect(indexOf(one, 'b1')).not.toBe(indexOf(other, 'b1'));
  keep('tree', { ...plainArrangement, pinned: [`t${indexOf(one, 'b1')}`] }, one);
  expect(kept('tree', other)?.pinned).toEqual([`t${indexOf(other, 'b1')}`]);
});

test('lanes that have not come yet are arranged when they come, and not forgotten till then', () => {
  keep('pool', arranged);
  const early = traceOf(`
    process P
    thread main in P
    lock m in P
  `);
  const lanes = new KeptLanes(program('pool'), early);
  expect(lanes.applied(plainArrangement)).toMatchObject({ pinned: ['o0'], hidden: new Set() });
  expect(lanes.applied(plainArrangement)).toBeUndefined();
  lanes.keep({ ...plainArrangement, pinned: ['t0'] });
  expect(kept('pool')).toMatchObject({ pinned: ['t0', 't2'], hidden: new Set(['t1']) });
  lanes.keep({ ...plainArrangement, inner: true });
  expect(kept('pool')).toEqual({ ...plainArrangement, inner: true });
});

test('no more programs are kept than somebody comes back to', () => {
  for (let n = 0; n < 60; n++) keep(`p${n}`, arranged);
  expect(Object.keys(JSON.parse([...stored.values()][0] ?? '{}') as object)).toHaveLength(40);
  expect(kept('p59')).toEqual(arranged);
  expect(kept('p3')).toBeUndefined();
});

test.each([null, 7, [], 'x', { pinned: 'p', order: [1, 'x', 'x'], collapsed: [-1, 0.5] }])(
  'whatever was stored becomes an arrangement: %j',
  (value) => {
    const order = typeof value === 'object' && value !== null && 'order' in value ? ['x'] : [];
    expect(parseArrangement(value)).toEqual({
      collapsed: [],
      pinned: [],
      hidden: [],
      order,
      without: [],
      sort: 'start',
      inner: false,
    });
  },
);

test('storage that is broken, or refused, costs nothing', () => {
  stored.set('weft.lanes', '{');
  expect(kept('pool')).toBeUndefined();
  vi.stubGlobal('localStorage', undefined);
  keep('pool', arranged);
  expect(kept('pool')).toBeUndefined();
});
