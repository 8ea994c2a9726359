import { expect, test } from 'vitest';
import { makeDrawLog } from './draw-log.ts';
import type { Frame } from './frame.ts';
import { layoutTimeline } from './layout.ts';
import { paintFlags } from './paint-flags.ts';
import { frameOf } from './test-frame.ts';

/** The acquire that waits, at 30 ms in the lane of t1; one pixel is one millisecond. */
const flags = [{ seq: 11, level: 'fault' }] as const;

function painted(changes: Partial<Frame>) {
  const { ctx, lines } = makeDrawLog();
  const frame = frameOf(undefined, { flags, ...changes });
  const layout = layoutTimeline(frame);
  paintFlags(ctx, frame, layout);
  return { lines, plot: layout.plot, frame };
}

const poles = (lines: readonly string[]) => lines.filter((line) => line.startsWith('fill '));
const rings = (lines: readonly string[]) => lines.filter((line) => line.startsWith('ring '));

test('a pennant on the ruler and a ring on the lane, of one size at every zoom', () => {
  const near = painted({});
  const far = painted({ view: { start: 0, end: 4000 } });
  for (const { lines, plot, frame } of [near, far]) {
    const at = frame.trace.time(flags[0].seq) * (frame.view.end === 400 ? 1 : 0.1);
    expect(poles(lines)[0]).toMatch(
      new RegExp(`^fill ${Math.round(plot.x + at)},${plot.y - 14} 1x14 `),
    );
    expect(rings(lines)[0]).toMatch(/ 7x\d+ /);
  }
});

test('outside the view it stands at the edge, without a ring', () => {
  const { lines, plot } = painted({ view: { start: 300, end: 400 } });
  expect(poles(lines)[0]).toMatch(new RegExp(`^fill ${plot.x},`));
  expect(rings(lines)).toEqual([]);
});

test('what has not been taken in yet has none', () => {
  expect(painted({ length: 5 }).lines).toEqual([]);
});
