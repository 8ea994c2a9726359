import { describe, expect, test } from 'vitest';
import { Phase, type OpInfo } from '../../trace/format.ts';
import { Trace } from '../../trace/trace.ts';
import { carPosition } from '../../ui/stage/pictures/traffic-light/car-position.ts';
import { Crossings } from './crossings.ts';
import type { ThreadState } from '../state.ts';

const info = (turn: 'await' | 'ask'): OpInfo => ({ name: turn, wait: 'sync', turn });

/** "w" begins to wait, "W" is released; "n" finds the flag clear, "y" finds it set; "x" times out. */
function crossing(story: string) {
  const trace = new Trace([info('await'), info('ask')]);
  const blank = {
    op: -1,
    thread: -1,
    object: -1,
    other: -1,
    value: -1,
    text: '',
    cause: -1,
    line: 0,
  };
  const details = { kind: 'event', name: 'go', process: 0, limit: 1 };
  const declared = { ...blank, object: 0, value: 0, text: JSON.stringify(details) };
  trace.append({ ...declared, phase: Phase.object, time: 0, real: 0 });
  const events = {
    w: { phase: Phase.block, op: 0, value: -1 },
    W: { phase: Phase.done, op: 0, value: 0 },
    x: { phase: Phase.fail, op: 0, value: 0 },
    n: { phase: Phase.done, op: 1, value: 0 },
    y: { phase: Phase.done, op: 1, value: 1 },
  } as const;
  story.split('').forEach((letter, i) => {
    const event = events[letter as keyof typeof events];
    trace.append({ ...blank, ...event, thread: 0, object: 0, time: i + 1, real: 0 });
  });
  const crossings = new Crossings();
  for (let seq = 0; seq < trace.length; seq++) crossings.eat(trace, seq);
  const { past, time, rolling } = crossings.at(0, 0, trace.length)!;
  return `${past ? 'past' : 'waits'} since ${time}${rolling ? ' rolling' : ''}`;
}

describe('crossings', () => {
  test.each([
    ['waiting', 'w', 'waits since 1'],
    ['let through', 'wW', 'past since 2'],
    ['let through, though the flag is clear again', 'wW', 'past since 2'],
    ['still waiting when it looks again', 'nnn', 'waits since 1'],
    ['through by looking', 'nny', 'past since 3'],
    ['never stopped', 'y', 'past since 1 rolling'],
    ['through twice without a stop', 'wWW', 'past since 3 rolling'],
    ['back at the line', 'wWw', 'waits since 3'],
    ['gave up', 'wx', 'waits since 1'],
  ])('%s', (_, story, side) => {
    expect(crossing(story)).toBe(side);
  });
});

describe('a car', () => {
  const asleep = { run: 'blocked', deadline: 2000 } as ThreadState;
  const at = (past: boolean, now: number, rolling = false, still = false) => {
    const position = carPosition({ past, time: 1000, rolling }, asleep, now, still);
    return [Number(position.at.toFixed(2)), Number(position.presence.toFixed(2))];
  };

  test.each([
    ['comes from the left', at(false, 1000), [-1, 1]],
    ['stands at the line', at(false, 9000), [0, 1]],
    ['leaves from the line', at(true, 1000), [0, 1]],
    ['is gone when its sleep ends', at(true, 2000), [1, 0]],
    ['comes from the left too, if it never stopped', at(true, 1000, true), [-1, 1]],
    ['passes the line soon then', at(true, 1250, true), [0, 1]],
    ['is gone in time then', at(true, 2000, true), [1, 0]],
    ['stands at the line at once, without motion', at(false, 1000, false, true), [0, 1]],
    ['is beyond the line at once, without motion', at(true, 1000, false, true), [0.5, 1]],
  ])('%s', (_, position, expected) => {
    expect(position).toEqual(expected);
  });
});
