import { describe, expect, test } from 'vitest';
import type { Frame } from './frame.ts';
import { eventOf, hitTest } from './hit-test.ts';
import { layoutTimeline } from './layout.ts';
import { STORY, frameOf } from './test-frame.ts';

/** Time 0 is at x = 96; a pixel is a millisecond. */
const X = 96;

function hit(x: number, y: number, changes: Partial<Frame> = {}, text = STORY) {
  const frame = frameOf(text, changes);
  return hitTest(frame, layoutTimeline(frame), x, y);
}

describe('what is under the pointer', () => {
  test.each([
    ['the corner', 10, 10, undefined],
    ['the ruler', X + 50, 10, { kind: 'ruler', time: 50 }],
    ['a heading', 10, 40, { kind: 'group', process: 0 }],
    ["a thread's name", 10, 64, { kind: 'thread', thread: 0 }],
    ["an object's name", 10, 112, { kind: 'object', object: 0 }],
    ['between groups', 10, 176, undefined],
    ['a process of one thread', 10, 190, { kind: 'thread', thread: 2 }],
    ['below the lanes', X + 50, 290, undefined],
    [
      'an interval',
      X + 60,
      88,
      {
        kind: 'interval',
        thread: 1,
        state: 'blocked',
        op: 'acquire',
        object: 0,
        from: 30,
        to: 100,
        open: false,
        near: -1,
        crowd: 1,
      },
    ],
    ['after its end', X + 316, 88, undefined],
    [
      'the last interval, until now',
      X + 315,
      64,
      { kind: 'interval', state: 'running', to: 320, open: true },
    ],
    ['beyond the live edge', X + 350, 64, undefined],
    ['a hold', X + 60, 112, { kind: 'step', object: 0, value: 1, thread: 0, from: 20, to: 100 }],
    ['a value', X + 250, 160, { kind: 'step', object: 2, value: 7, text: '7', open: true }],
  ])('%s', (_, x, y, expected) => {
    if (expected === undefined) expect(hit(x, y)).toBeUndefined();
    else expect(hit(x, y)).toMatchObject(expected);
  });

  test('an arrow is hit between the lanes that it joins', () => {
    const thing = hit(X + 100, 76);
    expect(thing).toMatchObject({ kind: 'arrow', path: { kind: 'wake' } });
  });

  test('an interval too short to see is hit within reach', () => {
    const text =
      'process P\nthread t in P\nlock m in P\n0 t runs\n1000 t waits acquire m\n1001 t acquire m';
    const zoomedOut = { view: { start: 0, end: 8000 }, liveEdge: 8000 };
    // 1000 ms is at 50 px.
    expect(hit(X + 51, 40, zoomedOut, text)).toMatchObject({ state: 'blocked', from: 1000 });
    expect(hit(X + 56, 40, zoomedOut, text)).toMatchObject({ state: 'running' });
  });

  test('a click near an event means the event', () => {
    const thing = hit(X + 211, 64);
    expect(thing).toMatchObject({ kind: 'interval', state: 'running' });
    if (thing?.kind !== 'interval') return;
    expect(frameOf().trace.text(eventOf(thing))).toBe('7');
  });
});
