import { expect, test } from 'vitest';
import { makeDrawLog } from './draw-log.ts';
import { layoutTimeline } from './layout.ts';
import { paintSwitches } from './paint-switches.ts';
import { frameOf } from './test-frame.ts';

const story = `
  process P
  thread main in P
  thread t1 in P
  0 main runs %0
  50 t1 runs %0
  100 main print "x" %0
  102 t1 print "x" %0
`;

/** Where lines have their ends, from the left of the plot. */
function ends(end: number): number[] {
  const { ctx, lines } = makeDrawLog();
  const frame = frameOf(story, { view: { start: 0, end } });
  const layout = layoutTimeline(frame);
  paintSwitches(ctx, frame, layout);
  const strokes = lines.flatMap((line) => /^fill (\d+),\d+ 5x1/.exec(line)?.[1] ?? []);
  return [...new Set(strokes.map((x) => Number(x) + 2 - layout.plot.x))];
}

test('a line for each switch; where they are dense, for some', () => {
  expect(ends(400)).toEqual([50, 100]);
  expect(ends(200)).toEqual([100, 200, 204]);
});
