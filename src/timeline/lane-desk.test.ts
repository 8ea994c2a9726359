import { expect, test } from 'vitest';
import type { Lane } from '../views/lane.ts';
import { keyOf, sortedBy } from './arrangement.ts';
import { LaneDesk } from './lane-desk.ts';
import { frameOf } from './test-frame.ts';

test('whoever is told of an arrangement finds the lanes in its order', () => {
  const { trace, lanes, world } = frameOf(`
    process P
    thread main in P
    thread b in P
    thread a in P
    0 main runs
    9 main ends
  `);
  const told: string[] = [];
  const keysOf = (all: readonly Lane[]) => all.map(keyOf).join(' ');
  const desk = new LaneDesk(() => {
    told.push(desk.lineup.groups.map(({ threads }) => keysOf(threads)).join(', '));
  });
  desk.rows({ trace, lanes }, world, 24);
  desk.arrange(sortedBy(desk.arrangement, 'name'));
  desk.move(1, 't2');
  expect(told).toEqual(['t2 t1 t0', 't1 t2 t0']);
});
