import { expect, test } from 'vitest';
import { layoutTimeline } from './layout.ts';
import { frameOf } from './test-frame.ts';

/** A main thread that starts so many others, 10 ms apart. */
function starts(count: number, visible: number) {
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  const text = [
    'process P',
    'thread main in P',
    ...numbers.map((n) => `thread t${n} in P`),
    '0 main runs',
    ...numbers.flatMap((n) => [`${n * 10} main start t${n} @s${n}`, `${n * 10} t${n} runs <s${n}`]),
  ].join('\n');
  const frame = frameOf(text, { height: 32 + visible * 24 });
  return { frame, layout: layoutTimeline(frame) };
}

test('few arrows are drawn whole, also to lanes out of sight', () => {
  const { paths } = starts(6, 4).layout.arrows;
  expect(paths).toHaveLength(6);
  expect(paths.filter(({ cut }) => cut)).toEqual([]);
});

test('among many, an arrow to a lane out of sight is a stub at the lane in sight', () => {
  const { layout } = starts(30, 4);
  const { paths } = layout.arrows;
  expect(paths).toHaveLength(30);
  const cut = paths.filter((path) => path.cut === 'to');
  expect(cut.length).toBeGreaterThanOrEqual(26);
  for (const { x1, x2, y1, y2 } of cut) {
    expect(x2).toBe(x1);
    expect(y2 - y1).toBeLessThan(24);
  }
  // The others lead to visible lanes.
  for (const { y2 } of paths.filter((path) => !path.cut)) {
    expect(y2).toBeLessThanOrEqual(layout.plot.y + layout.plot.height);
  }
});

test('what leads from one lane out of sight to another is not drawn', () => {
  const { frame } = starts(30, 4);
  const scrolled = layoutTimeline({ ...frame, scrollY: 24 * 10 });
  for (const { y1, y2 } of scrolled.arrows.paths) {
    expect(Math.max(y1, y2)).toBeGreaterThanOrEqual(scrolled.plot.y);
  }
  expect(scrolled.arrows.paths.length).toBeLessThan(30);
});

test('many arrows from one place fan out and say how many they are; none is left out', () => {
  const many = Array.from({ length: 12 }, (_, i) => i + 1);
  const text = [
    'process P',
    'thread main in P',
    'event e in P',
    ...many.map((n) => `thread t${n} in P`),
    '0 main runs',
    ...many.map((n) => `1 t${n} runs`),
    ...many.map((n) => `2 t${n} waits wait e`),
    '100 main set e = 1 @s',
    ...many.map((n) => `100 main wakes t${n} e <s`),
  ].join('\n');
  const { paths, hidden } = layoutTimeline(frameOf(text, { height: 600 })).arrows;
  expect(paths).toHaveLength(12);
  expect(hidden).toBe(0);
  expect(paths.flatMap(({ count }) => count ?? [])).toEqual([12]);
});
