import { expect, test } from 'vitest';
import { Gestures, type WheelTurn } from './gestures.ts';

/** The ruler is above y = 20, labels are left of x = 100. */
function recorded(scrolls = true) {
  const log: string[] = [];
  const fixed = (n: number) => String(Math.round(n * 100) / 100);
  const gestures = new Gestures({
    regionAt: (x, y) => (y > 400 ? 'overview' : x < 100 ? 'labels' : y < 20 ? 'ruler' : 'plot'),
    hover: (point) => log.push(point === undefined ? 'no hover' : `hover ${point.x},${point.y}`),
    click: (x, y) => log.push(`click ${x},${y}`),
    doubleClick: () => undefined,
    moveCursor: (x) => log.push(`cursor ${x}`),
    selectRange: (from, to, done) => log.push(`range ${from}-${to}${done ? ' done' : ''}`),
    pan: (dx, dy) => log.push(`pan ${fixed(dx)},${fixed(dy)}`),
    zoom: (x, factor) => log.push(`zoom ${fixed(x)} ${fixed(factor)}`),
    grabOverview: (x) => log.push(`grab ${x}`),
    dragOverview: (x) => log.push(`drag window ${x}`),
    dragLane: (from, to, done) => log.push(`lane ${from}-${to}${done ? ' done' : ''}`),
    askLane: (x, y) => log.push(`ask ${x},${y}`),
    scroll: (dy) => {
      log.push(`scroll ${dy}`);
      return scrolls;
    },
  });
  return { gestures, log };
}

const said = (log: string[]) => log.filter((line) => line !== 'no hover');

test.each([
  ['a press and release clicks', [200, 50], [[201, 51]], false, ['click 201,51']],
  [
    'a drag selects a range',
    [200, 50],
    [[250, 50]],
    false,
    ['range 200-250', 'range 200-250 done'],
  ],
  ['a drag with shift pans', [200, 50], [[250, 60]], true, ['pan 50,10']],
  ['a finger on names scrolls lanes', [50, 50], [[60, 90]], true, ['pan 0,40']],
  [
    'a drag on a name moves the lane',
    [50, 50],
    [[60, 90]],
    false,
    ['lane 50-90', 'lane 50-90 done'],
  ],
  [
    'a drag below the lanes moves the window',
    [200, 410],
    [[230, 90]],
    false,
    ['grab 200', 'drag window 230'],
  ],
  [
    'a drag on the ruler moves the cursor, wherever it goes',
    [200, 5],
    [[250, 90]],
    false,
    ['cursor 200', 'cursor 250'],
  ],
] as const)('%s', (_, start, moves, pans, expected) => {
  const { gestures, log } = recorded();
  gestures.down(1, start[0], start[1], pans);
  for (const [x, y] of moves) gestures.move(1, x, y);
  gestures.up(1);
  expect(said(log)).toEqual(expected);
});

test('two fingers zoom around their middle, and do not click when they leave', () => {
  const { gestures, log } = recorded();
  gestures.down(1, 200, 50, true);
  gestures.down(2, 300, 50, true);
  gestures.move(2, 400, 50);
  gestures.up(1);
  gestures.up(2);
  expect(said(log)).toEqual(['pan 50,0', 'zoom 300 2']);
});

test('a gesture that the system takes over does nothing', () => {
  const { gestures, log } = recorded();
  gestures.down(1, 200, 50, false);
  gestures.cancel(1);
  gestures.up(1);
  expect(said(log)).toEqual([]);
});

test('a pointer without a button hovers, and leaves', () => {
  const { gestures, log } = recorded();
  gestures.move(1, 150, 60);
  gestures.leave();
  expect(log).toEqual(['hover 150,60', 'no hover']);
});

const turn = (changes: Partial<WheelTurn>): WheelTurn => ({
  deltaX: 0,
  deltaY: 0,
  deltaMode: 0,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...changes,
});

test.each([
  ['with control it zooms', { deltaY: -100, ctrlKey: true }, 'zoom 300 1.32'],
  ['a pinch on a trackpad zooms too', { deltaY: 10, ctrlKey: true }, 'zoom 300 0.9'],
  ['with shift it pans', { deltaY: 100, shiftKey: true }, 'pan -100,0'],
  ['sideways it pans', { deltaX: 30, deltaY: 5 }, 'pan -30,0'],
  ['else it scrolls lanes', { deltaY: 3, deltaMode: 1 }, 'scroll 48'],
])('the wheel: %s', (_, changes, expected) => {
  const { gestures, log } = recorded();
  expect(gestures.wheel(turn(changes), 300)).toBe(true);
  expect(log).toEqual([expected]);
});

test('the page scrolls where lanes have nowhere to go', () => {
  expect(recorded(false).gestures.wheel(turn({ deltaY: 10 }), 300)).toBe(false);
});

test('a finger that rests shows what is there, then selects as a mouse does', () => {
  const { gestures, log } = recorded();
  gestures.down(1, 200, 50, true);
  gestures.hold(1);
  gestures.move(1, 260, 52);
  gestures.up(1);
  expect(said(log)).toEqual(['hover 200,50', 'range 200-260', 'range 200-260 done']);
});

test('a finger that rests on a name asks what to do with the lane, and clicks nothing', () => {
  const { gestures, log } = recorded();
  gestures.down(1, 50, 50, true);
  gestures.hold(1);
  gestures.up(1);
  expect(said(log)).toEqual(['ask 50,50']);
});

test('a finger that has moved before does not rest', () => {
  const { gestures, log } = recorded();
  gestures.down(1, 200, 50, true);
  gestures.move(1, 230, 50);
  gestures.hold(1);
  gestures.move(1, 240, 50);
  expect(said(log)).toEqual(['pan 30,0', 'pan 10,0']);
});
