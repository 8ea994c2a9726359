import { expect, test } from 'vitest';
import { Importer } from '../importer.ts';
import { SliceTexts } from './slice-texts.ts';

function tracksOf(events: readonly object[]) {
  const importer = new Importer();
  importer.push(new TextEncoder().encode(JSON.stringify(events)));
  const found = importer.end();
  if (found.kind === 'run') throw new Error('a run');
  return found.trace.tracks;
}

test('there is no column, and no text, where no event carries anything', () => {
  const slice = { ph: 'X', pid: 1, tid: 1, dur: 1, name: 'a' };
  const tracks = tracksOf([
    { ...slice, ts: 0 },
    { ...slice, ts: 2, args: {} },
    { ph: 'C', pid: 1, ts: 3, name: 'n', args: { value: 1 } },
  ]);
  expect(tracks.texts).toEqual([]);
  expect(tracks.slices[0]!.rows[0]).not.toHaveProperty('text');
});

test('the same text is kept once, a row without any has no column, and one that moves takes its text along', () => {
  const slice = (ts: number, dur: number, n?: number) => ({
    ph: 'X',
    pid: 1,
    tid: 1,
    ts,
    dur,
    name: 'a',
    ...(n === undefined ? {} : { args: { n } }),
  });
  const tracks = tracksOf([
    slice(0, 10),
    slice(1, 1, 5),
    slice(3, 1),
    slice(5, 10, 6),
    slice(20, 1),
  ]);
  expect(tracks.texts).toEqual(['', 'n: 5', 'n: 6']);
  expect(tracks.slices[0]!.rows.map(({ text }) => text && [...text])).toEqual([
    undefined,
    [1, 0],
    [2],
  ]);
});

test('different texts are counted where there is no room for them', () => {
  const texts = new SliceTexts(3);
  for (const [place, n] of [1, 2, 1, 3, 2].entries()) texts.addValue(place + 1, { n });
  expect(texts.all()).toEqual(['', 'n: 1', 'n: 2']);
  expect([1, 2, 3, 4, 5, 6].map((place) => texts.of(place))).toEqual([1, 2, 1, 0, 2, 0]);
  expect([texts.lost, texts.firstLost]).toEqual([1, 4]);
});
