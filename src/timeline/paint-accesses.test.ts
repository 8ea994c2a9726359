import { expect, test } from 'vitest';
import { makeDrawLog } from './draw-log.ts';
import { layoutTimeline } from './layout.ts';
import { paintAccesses } from './paint-accesses.ts';
import { frameOf } from './test-frame.ts';

const story = `
  process P
  thread main in P
  thread t1 in P
  variable x in P
  0 main runs
  0 t1 runs
  10 t1 read x = 1
  60 t1 write x = 2
  110 main read x = 2
`;

/** Marks of t1: positions, and hollow or full. */
function marks(end: number): (readonly [at: number, kind: string])[] {
  const { ctx, lines } = makeDrawLog();
  const frame = frameOf(story, { view: { start: 0, end } });
  const layout = layoutTimeline(frame);
  const row = layout.rows.ofThread[1]!;
  if (row.kind !== 'thread') throw new Error('no row of a thread');
  paintAccesses(ctx, frame, layout, row, row.lane);
  const fills = lines.map((line) => /^fill (\d+),\d+ (\d)x/.exec(line)?.slice(1).map(Number) ?? []);
  return fills.flatMap(([x = 0, size], i) =>
    size === 5
      ? [[x + 2 - layout.plot.x, fills[i + 1]?.[1] === 3 ? 'read' : 'write'] as const]
      : [],
  );
}

test('a read is hollow, a write is full, and others have theirs on their own lanes', () => {
  expect(marks(400)).toEqual([
    [10, 'read'],
    [60, 'write'],
  ]);
});

test('they are there at every zoom', () => {
  expect(marks(40_000).map(([, kind]) => kind)).toEqual(['read', 'write']);
});
