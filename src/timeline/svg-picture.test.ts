import { expect, test } from 'vitest';
import { NO_TRACKS, Totals, type SliceTrack } from '../trace/tracks.ts';
import type { Frame } from './frame.ts';
import { SLICE_HEIGHT } from './rows.ts';
import { svgPicture } from './svg-picture.ts';
import { frameOf, STORY } from './test-frame.ts';

const THREADS = 60;
/** Slices of a row: narrower than a pixel, with gaps of the same width. */
const SLICES = 2000;

function drawn(frame: Frame): string {
  const drawing = svgPicture(frame);
  for (;;) {
    const { done, value } = drawing.next();
    if (done === true) return value;
  }
}

/** Sixty threads, each with two levels of slices. */
function crowd(slices: number): Frame {
  const names = Array.from({ length: THREADS }, (_, n) => `thread-${n}`);
  const story = ['process P', ...names.map((name) => `thread ${name} in P`)].join('\n');
  const start = Float64Array.from({ length: slices }, (_, n) => (n * 400) / slices);
  const end = start.map((at) => at + 200 / slices);
  const row = { start, end, name: new Uint32Array(slices) };
  const tracks = names.map((_, thread): SliceTrack => ({
    name: '',
    process: 0,
    thread,
    rows: [row, row],
  }));
  const { trace } = frameOf(story);
  trace.setTracks({ ...NO_TRACKS, names: ['f'], slices: tracks, totals: new Totals(1), end: 400 });
  return frameOf(story, { trace, height: 6000, width: 1280, view: { start: 0, end: 400 } });
}

/** Number of slices drawn in each row. */
function slicesByRow(svg: string): readonly number[] {
  const counts = new Map<string, number>();
  const slices = new RegExp(`<rect [^>]*y="([^"]+)"[^>]*height="${SLICE_HEIGHT - 1}"`, 'g');
  for (const [, y = ''] of svg.matchAll(slices)) counts.set(y, (counts.get(y) ?? 0) + 1);
  return [...counts.values()];
}

test('of however many slices, the last thread has as much of the picture as the first', () => {
  const svg = drawn(crowd(SLICES));
  for (let n = 0; n < THREADS; n++) expect(svg).toContain(`>thread-${n}<`);
  const rows = slicesByRow(svg);
  expect(rows).toHaveLength(2 * THREADS);
  expect(Math.max(...rows)).toBe(Math.min(...rows));
  expect(svg.match(/<(rect|text|path) /g)!.length).toBeLessThan(41_000);
});

test('what there is room for is drawn as fine as it is', () => {
  expect(slicesByRow(drawn(crowd(100)))).toEqual(Array.from({ length: 2 * THREADS }, () => 100));
  expect(drawn(frameOf(STORY)).match(/<path /g)!.length).toBeGreaterThan(4);
});
