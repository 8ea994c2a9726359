import { describe, expect, test } from 'vitest';
import { traceOf } from '../trace/trace-notation.ts';
import { Arrows } from '../views/arrows.ts';
import { History } from '../views/history.ts';
import { Lanes } from '../views/lanes.ts';
import { timeAxis } from './axis.ts';
import type { TimelineData } from './frame.ts';
import { enderOf, waitEndedBy, laneOf, nextArrow, nextEvent, stretchOf } from './selection-walk.ts';
import { STORY } from './test-frame.ts';

const trace = traceOf(STORY);
const data: TimelineData = {
  trace,
  lanes: new Lanes(trace),
  arrows: new Arrows(trace),
  history: new History(trace),
  axis: timeAxis(trace),
};
data.lanes.advance();
data.arrows.advance();

/** The event at a time, by its position among those. */
const at = (time: number, nth = 0) => {
  const all = Array.from({ length: trace.length }, (_, seq) => seq);
  return all.filter((seq) => trace.time(seq) === time)[nth]!;
};
const event = (time: number, nth = 0) => ({ kind: 'event', seq: at(time, nth) }) as const;
const [main, t1] = [data.lanes.threads[0]!, data.lanes.threads[1]!];

test('a selection has a lane; a wake is in that of the woken', () => {
  expect(laneOf(data, event(20))).toBe(main);
  expect(laneOf(data, event(100, 1))).toBe(t1);
  expect(laneOf(data, { kind: 'object', index: 1 })).toBe(data.lanes.objects[1]);
  expect(laneOf(data, { kind: 'range', start: 1, end: 2 })).toBeUndefined();
});

test('a selection takes time', () => {
  expect(stretchOf(data, event(30), 320)).toEqual({ start: 30, end: 100 });
  expect(stretchOf(data, event(300), 320)).toEqual({ start: 300, end: 320 });
  expect(stretchOf(data, { kind: 'thread', index: 0 }, 320)).toBeUndefined();
});

describe('stepping', () => {
  test('goes from the selected event, else from the cursor', () => {
    expect(trace.time(nextEvent(event(20), main, 0, 1))).toBe(100);
    expect(trace.time(nextEvent(event(20), main, 0, -1))).toBe(10);
    expect(trace.time(nextEvent({ kind: 'none' }, main, trace.countUntil(150), 1))).toBe(200);
    expect(trace.time(nextEvent({ kind: 'none' }, main, trace.countUntil(150), -1))).toBe(110);
    expect(nextEvent(event(300), main, 0, 1)).toBe(-1);
  });

  test('follows arrows both ways', () => {
    expect(nextArrow(data, event(100), main, 1)).toMatchObject({ kind: 'wake', to: at(100, 1) });
    expect(nextArrow(data, event(100, 1), t1, -1)).toMatchObject({ from: at(100) });
  });

  test('looks for the nearest arrow in the lane where the event has none', () => {
    expect(nextArrow(data, event(20), main, 1)).toMatchObject({ from: at(100) });
    expect(nextArrow(data, event(210), main, -1)).toMatchObject({ kind: 'message', to: at(204) });
    expect(nextArrow(data, { kind: 'none' }, main, 1)).toBeUndefined();
  });

  test('goes from a wait to who ended it, and back', () => {
    // t1 waits for the lock, which main gives back; main waits for an item, which t1 puts in.
    expect(enderOf(data, at(30))).toBe(at(100));
    expect(waitEndedBy(data, at(100))).toBe(at(30));
    expect(enderOf(data, at(110))).toBe(at(200));
    expect(waitEndedBy(data, at(200))).toBe(at(110));
    // A sleep ends by itself, and what is no wait has no end.
    expect(enderOf(data, at(220))).toBe(-1);
    expect(enderOf(data, at(20))).toBe(-1);
    expect(waitEndedBy(data, at(20))).toBe(-1);
  });
});
