import { describe, expect, it } from 'vitest';
import type { RunTreeValue, WalkStep } from '../../explore/report.ts';
import { layoutTree, rowsAlong, rowsThrough } from './tree-layout.ts';

const step = (thread: string): WalkStep => ({ thread, op: 'acquire', on: 'a', line: 0, at: 0 });

/** `'A B'` under its parent's row: endings of its runs, one letter each. */
function treeOf(
  rows: readonly (readonly [parent: number, thread: string, ends: string])[],
): RunTreeValue {
  return {
    nodes: rows.map(([parent, thread, ends]) => ({
      parent,
      first: parent < 0 ? undefined : step(thread),
      length: parent < 0 ? 0 : 1,
      counts: [...new Set(ends)].map((end) => [end === 'd' ? 1 : 0, ends.split(end).length - 1]),
    })),
    endings: ['fine', 'dead'],
    runs: rows[0]![2].length,
    isFull: false,
  };
}

const tree = treeOf([
  [-1, '', 'ffdf'],
  [0, 'A', 'ff'],
  [1, 'A', 'f'],
  [1, 'B', 'f'],
  [0, 'B', 'df'],
  [4, 'A', 'd'],
  [4, 'B', 'f'],
]);

const drawn = (folds: ReadonlyMap<number, boolean> = new Map()) =>
  layoutTree(tree, folds).map(({ row, depth, y, fold }) => [row, depth, y, fold]);

describe('layoutTree', () => {
  it('folds what ends in one way, and has nodes in the row of their first child', () => {
    expect(drawn()).toEqual([
      [0, 0, 0, 'open'],
      [1, 1, 0, 'folded'],
      [4, 1, 1, 'open'],
      [5, 2, 1, 'leaf'],
      [6, 2, 2, 'leaf'],
    ]);
  });

  it('does as the reader says', () => {
    const folds = new Map([
      [1, true],
      [4, false],
    ]);
    expect(drawn(folds).map(([row, , , fold]) => [row, fold])).toEqual([
      [0, 'open'],
      [1, 'open'],
      [2, 'leaf'],
      [3, 'leaf'],
      [4, 'folded'],
    ]);
  });

  it('unfolds no more than can be looked at', () => {
    const wide = treeOf([
      [-1, '', 'fd'.repeat(50)],
      ...Array.from({ length: 50 }, (_, n) => [0, `T${n}`, 'fd'] as const),
    ]);
    expect(layoutTree(wide, new Map())).toHaveLength(1);
  });

  it('has nothing of nothing', () => {
    expect(layoutTree({ nodes: [], endings: [], runs: 0, isFull: false }, new Map())).toEqual([]);
  });
});

it('goes along a run as far as it is there', () => {
  expect([...rowsAlong(tree, [step('B'), step('A'), step('C')])]).toEqual([0, 4, 5]);
  expect([...rowsAlong(tree, [step('C')])]).toEqual([0]);
});

it('goes through a row to the first end', () => {
  expect([...rowsThrough(tree, 4)]).toEqual([4, 0, 5]);
});
