import { expect, it } from 'vitest';
import { traceOf } from '../../trace/trace-notation.ts';
import { SlotWrites } from './slot-writes.ts';

it('each place of an array has its own last writer, at every instant', () => {
  const trace = traceOf(`
    process P
    thread a in P
    thread b in P
    array slots
    variable n
    0 a write slots = 0 "[0, 1]"
    1 b write n = 0 "[5, 5]"
    2 b read slots = 0 "[0, 1]"
    3 b write slots = 0 "[2, 1]"
    4 a write slots = 0 "[2, 3]"
    5 b write slots = 0 "[4, 4]"
  `);
  const slots = new SlotWrites();
  for (let seq = 0; seq < trace.length; seq++) slots.eat(trace, seq);
  const writers = (count: number) =>
    [0, 1]
      .map((slot) => trace.threads[slots.at(0, slot, count)?.thread ?? -1]?.name ?? '-')
      .join('');
  const declared = trace.length - 6;
  expect([0, 1, 2, 3, 4, 5, 6].map((events) => writers(declared + events))).toEqual([
    '--',
    'aa',
    'aa',
    'aa',
    'ba',
    'ba',
    'bb',
  ]);
  expect(slots.at(1, 0, trace.length)).toBeUndefined();
});
