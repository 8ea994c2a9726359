import { expect, test } from 'vitest';
import { Notes } from '../notes.ts';
import { Totals } from '../../trace/tracks.ts';
import { Columns, Mark, Records } from './growing.ts';
import { Nest } from './nest.ts';
import { PIECE, Pool } from './pool.ts';
import { SliceTexts } from './slice-texts.ts';

test('what is put beside other things stays what it was', () => {
  const pool = new Pool();
  const lengths = [1, 3, 1000, PIECE / 8, 5, PIECE / 8 + 1, 7];
  const times = lengths.map((length, n) =>
    pool.times(new Float64Array(length + 2).fill(n), length),
  );
  const names = lengths.map((length, n) => pool.names(new Uint32Array(length + 2).fill(n), length));
  for (const [n, length] of lengths.entries()) {
    expect(times[n]).toEqual(new Float64Array(length).fill(n));
    expect(names[n]).toEqual(new Uint32Array(length).fill(n));
  }
});

/** Slices with one in each, of a length that tells lanes apart. */
function lane(pool: Pool, slices: number, length: number): Records {
  const records = new Records(pool);
  for (let n = 0; n < slices; n++) {
    records.push(Mark.complete, n * 100, length, 1, 2 * n);
    records.push(Mark.complete, n * 100 + 1, length - 2, 2, 2 * n + 1);
  }
  return records;
}

test('rows of long lanes are right, where they stand in what records of other lanes stood in', () => {
  const pool = new Pool();
  const nest = new Nest(new Notes(), new Totals(3), pool, new SliceTexts());
  const lanes = [10_000, 3, 25_000, 0, 7_000].map((slices, n) => lane(pool, slices, 10 + n));
  const found = lanes.map((records) => nest.rowsOf(records, 0, Infinity));
  for (const [n, slices] of [10_000, 3, 25_000, 0, 7_000].entries()) {
    const [outer, inner] = found[n]!;
    expect(outer?.start.length ?? 0).toBe(slices);
    for (let i = 0; i < slices; i++) {
      const told = [outer!.start[i], outer!.end[i], outer!.name[i], inner!.start[i], inner!.end[i]];
      const at = i * 100;
      expect(told).toEqual([at, at + 10 + n, 1, at + 1, at + 9 + n]);
    }
  }
});

test('what records stood in is used again', () => {
  const pool = new Pool();
  const piece = pool.take();
  pool.giveBack(piece);
  const records = lane(pool, 10_000, 10);
  expect(pool.take()).not.toBe(piece);
  expect(records.moveTo(new Columns(0), 0).length).toBe(20_000);
  expect(Array.from({ length: 8 }, () => pool.take())).toContain(piece);
});
