import { describe, expect, test } from 'vitest';
import { plainArrangement } from './arrangement.ts';
import { Brushes } from './brushes.ts';
import { makeDrawLog } from './draw-log.ts';
import type { Frame } from './frame.ts';
import { layoutTimeline } from './layout.ts';
import { paintOverlay, type OverlayState } from './paint-overlay.ts';
import { paintTimeline } from './paint.ts';
import { STORY, frameOf } from './test-frame.ts';

function painted(
  changes: Partial<Frame> = {},
  text = STORY,
  arrangement = plainArrangement,
): string[] {
  const { ctx, lines, makeCanvas } = makeDrawLog();
  const frame = frameOf(text, changes, arrangement);
  paintTimeline(ctx, frame, layoutTimeline(frame), new Brushes(makeCanvas));
  return lines;
}

const words = (lines: readonly string[]) =>
  lines.flatMap((line) => /^text "(.*)"/.exec(line)?.[1] ?? []);

describe('the static layer', () => {
  test('marks the threads that can take the step, those with a key by their number', () => {
    const marked = (lines: readonly string[]) => lines.filter((line) => /^text "[12]"/.test(line));
    expect(marked(painted())).toEqual([]);
    expect(words(marked(painted({ turns: { movers: [0, 1], taker: -1 } })))).toEqual(['1', '2']);
    // The thread that took the step has a tick instead.
    expect(words(marked(painted({ turns: { movers: [0, 1], taker: 0 } })))).toEqual(['2']);
    expect(words(marked(painted({ turns: { movers: [0], taker: 0 } })))).toEqual([]);
  });

  test('a narrow label has room for the name beside the number', () => {
    const story = 'process P\nthread MainThread in P\n0 MainThread runs\n300 MainThread ends';
    const told = words(painted({ turns: { movers: [0], taker: -1 } }, story));
    expect(told).toEqual(expect.arrayContaining(['MainThread', '1']));
  });

  test('says in words what bars are wide enough for', () => {
    expect(words(painted())).toEqual([
      // In lanes with enough room.
      'get q',
      'sleep',
      'acquire m',
      'main',
      't1',
      '0',
      '7',
      // Names.
      'P',
      'pid 100',
      'main',
      't1',
      'm',
      'q',
      'x',
      // A process with one thread has one lane; before its start it has no pid.
      'C',
      // The ruler.
      '0',
      '100 ms',
      '200 ms',
      '300 ms',
      '400 ms',
    ]);
  });

  test('gives each lane one picture, and hatches what waits', () => {
    const lines = painted();
    expect(lines.filter((line) => line.startsWith('picture'))).toEqual([
      'picture of 16 rows 96,56 400x16',
      'picture of 16 rows 96,80 400x16',
      'picture of 1 rows 96,106 400x12',
      // A waiter of the lock is indicated above the bar, which has a label.
      'picture of 1 rows 96,103 400x3',
      'picture of 16 rows 96,128 400x16',
      'picture of 1 rows 96,154 400x12',
      'picture of 16 rows 96,184 400x16',
    ]);
    expect(lines.filter((line) => line.endsWith('pattern'))).toEqual([
      'fill 206,56 90x16 pattern',
      'fill 316,56 80x16 pattern',
      'fill 126,80 70x16 pattern',
    ]);
  });

  test('draws arrows from bar to bar', () => {
    const curves = painted().filter(
      (line, i, all) => line.startsWith('move') && /curve|move/.test(all[i + 1] ?? ''),
    );
    // start main→t1, message and wake t1→main, wake main→t1.
    expect(curves).toContain('move 106,72');
    expect(painted()).toContain('curve to 110,79.5');
  });

  test('shows a collapsed process as one row with a thin line for each thread', () => {
    const lines = painted({}, STORY, { ...plainArrangement, collapsed: new Set([0]) });
    expect(words(lines)).not.toContain('t1');
    expect(lines.filter((line) => line.startsWith('picture'))).toEqual([
      'picture of 1 rows 96,32 400x3',
      'picture of 1 rows 96,36 400x3',
      'picture of 16 rows 96,64 400x16',
    ]);
  });

  test('leaves headings out where there is one process, and says so where there is nothing', () => {
    const one = words(painted({}, 'process P\nthread main in P\n0 main runs'));
    expect(one.slice(0, 1)).toEqual(['main']);
    expect(words(painted({}, ''))).toContain('empty');
  });

  test('paints nothing of lanes that are scrolled out of sight', () => {
    const lines = painted({ height: 100, scrollY: 30 });
    expect(words(lines)).toContain('main');
    expect(words(lines)).not.toContain('C');
  });
});

describe('the interactive layer', () => {
  function overlaid(state: Partial<OverlayState>, changes: Partial<Frame> = {}): string[] {
    const { ctx, lines, makeCanvas } = makeDrawLog();
    const frame = frameOf(STORY, changes);
    const whole: OverlayState = {
      pointing: undefined,
      selection: { kind: 'none' },
      drag: undefined,
      ...state,
    };
    paintOverlay(ctx, frame, layoutTimeline(frame), whole, new Brushes(makeCanvas));
    return lines;
  }

  test('rings every wait for the object that is selected', () => {
    const rings = overlaid({ selection: { kind: 'object', index: 0 } }).filter((l) =>
      l.startsWith('ring'),
    );
    expect(rings).toEqual([
      'ring 126.8,80.8 68.5x14.5 #1a1b1d',
      'ring 196.8,80.8 2.5x14.5 #1a1b1d',
    ]);
  });

  test('veils what comes after a cursor in the past', () => {
    const veil = 'fill 196,28 300x272 #fbfbfa';
    expect(overlaid({}, { cursor: { time: 100, live: false } })).toContain(veil);
    expect(overlaid({}, { cursor: { time: 100, live: true } })).not.toContain(veil);
  });

  test('hides what comes while a question is open, over all that is painted of it', () => {
    const lines = overlaid(
      { selection: { kind: 'object', index: 0 } },
      { cursor: { time: 100, live: false }, veiled: true },
    );
    const veil = lines.findIndex((line) => line.startsWith('fill 196,28 300x272 #fbfbfa'));
    expect(veil).toBeGreaterThan(lines.findLastIndex((line) => line.startsWith('ring')));
  });

  test('says how long a selected range is, and where the pointer is', () => {
    expect(words(overlaid({ selection: { kind: 'range', start: 100, end: 150 } }))).toEqual([
      '50 ms',
    ]);
    const pointing = { x: 196, y: 100, thing: undefined };
    expect(words(overlaid({ pointing }))).toEqual(['100 ms']);
  });

  test('draws the critical path below its bars, and from lane to lane', () => {
    const part = { state: 0 } as const;
    const path = [
      { ...part, thread: 0, from: 0, to: 100 },
      { ...part, thread: 1, from: 100, to: 200 },
      // Out of view.
      { ...part, thread: 0, from: 500, to: 600 },
    ];
    const before = overlaid({});
    const drawn = overlaid({}, { path }).filter((line) => !before.includes(line));
    // Below the bar of main, below that of t1, and from one to the other.
    expect(drawn).toEqual([
      'fill 96,72 100x3 #1a1b1d',
      'fill 196,96 100x3 #1a1b1d',
      'fill 195,72 2x27 #1a1b1d',
    ]);
  });
});
