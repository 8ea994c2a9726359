import { expect, test } from 'vitest';
import { Brushes } from './brushes.ts';
import { makeDrawLog } from './draw-log.ts';
import { hitTest } from './hit-test.ts';
import { FLAG_HEIGHT } from './flag-layout.ts';
import type { Frame } from './frame.ts';
import { layoutTimeline } from './layout.ts';
import { paintFlags, paintParting } from './paint-flags.ts';
import { paintTimeline } from './paint.ts';
import { frameOf } from './test-frame.ts';

/** The acquire that waits, at 30 ms in the lane of t1; one pixel is one millisecond. */
const flags = [{ seq: 11, level: 'fault' }] as const;

function painted(changes: Partial<Frame>) {
  const { ctx, lines, makeCanvas } = makeDrawLog();
  const frame = frameOf(undefined, { flags, ...changes });
  const layout = layoutTimeline(frame);
  paintFlags(ctx, frame, layout, new Brushes(makeCanvas));
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

test('the ruler says times above its flags', () => {
  const { ctx, lines, makeCanvas } = makeDrawLog();
  const frame = frameOf(undefined, { flags });
  const layout = layoutTimeline(frame);
  paintTimeline(ctx, frame, layout, new Brushes(makeCanvas));
  const label = lines.find((line) => line.startsWith('text "100 ms"'));
  const middle = Number(/,([\d.]+)/.exec(label?.slice('text "100 ms"'.length) ?? '')?.[1]);
  // Half of what 11 px of type are high.
  expect(middle + 5).toBeLessThanOrEqual(layout.plot.y - FLAG_HEIGHT);
});

test('what comes has none while a question is open', () => {
  const { world } = frameOf();
  const asked = { veiled: true, world: { ...world, count: flags[0].seq } };
  expect(poles(painted(asked).lines)).toEqual([]);
  expect(poles(painted({ ...asked, veiled: false }).lines)).not.toEqual([]);
});

test('outside the view it stands at the edge, without a ring', () => {
  const { lines, plot } = painted({ view: { start: 300, end: 400 } });
  expect(poles(lines)[0]).toMatch(new RegExp(`^fill ${plot.x},`));
  expect(rings(lines)).toEqual([]);
});

test('what has not been taken in yet has none', () => {
  expect(painted({ length: 5 }).lines).toEqual([]);
});

/** Eight events of threads in a row. */
const many = [9, 10, 11, 12, 13, 14, 15, 16].map((seq) => ({ seq, level: 'fault' }) as const);

test('those that are too near share one with their number, and every one has its ring', () => {
  const { lines } = painted({ flags: many, view: { start: -20_000, end: 20_000 } });
  expect(lines.filter((line) => line.startsWith('text'))).toEqual([
    expect.stringMatching(/^text "8" /),
  ]);
  expect(rings(lines)).toHaveLength(8);
});

test('zoomed in, they come apart; none is lost at any zoom', () => {
  for (const end of [40, 120, 400, 4000, 4_000_000]) {
    const frame = frameOf(undefined, { flags: many, view: { start: 0, end } });
    const places = layoutTimeline(frame).flags;
    expect(places.flatMap((place) => place.flags.map(({ seq }) => seq))).toEqual(
      many.map(({ seq }) => seq),
    );
    for (const [n, place] of places.entries()) {
      const next = places[n + 1];
      if (next?.isInside === true && place.isInside)
        expect(next.x - place.x).toBeGreaterThanOrEqual(14);
    }
  }
});

test('what lies outside is gathered at the two edges', () => {
  const frame = frameOf(undefined, { flags: many, view: { start: 50, end: 101 } });
  const { flags: places, plot } = layoutTimeline(frame);
  expect(places.map(({ x, isInside }) => [x - plot.x, isInside])).toEqual([
    [0, false],
    [expect.any(Number), true],
    [plot.width, false],
  ]);
});

test('a press finds the events that a flag stands for; beside it is the ruler', () => {
  const frame = frameOf(undefined, { flags: many, view: { start: 0, end: 4_000_000 } });
  const layout = layoutTimeline(frame);
  const { x } = layout.flags[0]!;
  const { y } = layout.plot;
  expect(hitTest(frame, layout, x + 4, y - 8)).toEqual({
    kind: 'flag',
    events: many.map(({ seq }) => seq),
  });
  expect(hitTest(frame, layout, x + 40, y - 8)?.kind).toBe('ruler');
  expect(hitTest(frame, layout, x + 4, 2)?.kind).toBe('ruler');
});

test('the strip of the whole run has a notch for each, whatever is in view', () => {
  const overview = { edge: 320, buckets: 1, spent: new Float64Array(16), full: 0 };
  const { lines, plot, frame } = painted({ overview, view: { start: 300, end: 400 } });
  const at = Math.round(plot.x + (frame.trace.time(flags[0].seq) / 320) * plot.width);
  const strip = plot.y + plot.height;
  expect(lines.some((line) => line.startsWith(`fill ${at - 1},${strip + 1} 3x5 `))).toBe(true);
});

test('where two runs part there is a line from top to bottom', () => {
  const { ctx, lines } = makeDrawLog();
  const frame = frameOf(undefined, { parting: 100 });
  const layout = layoutTimeline(frame);
  paintParting(ctx, frame, layout);
  expect(lines[0]).toMatch(new RegExp(`^fill ${layout.plot.x + 99},0 2x5 `));
  expect(lines.length).toBeGreaterThan(layout.plot.height / 10);
  lines.length = 0;
  paintParting(ctx, { ...frame, parting: undefined }, layout);
  expect(lines).toEqual([]);
});
