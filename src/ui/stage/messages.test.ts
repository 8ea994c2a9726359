import { describe, expect, test } from 'vitest';
import { traceOf } from '../../trace/trace-notation.ts';
import { History } from '../../views/history.ts';
import { messagesOf } from './messages.ts';
import { pipeEnds } from './pipe-ends.ts';
import { StageViews } from './stage-views.ts';

const trace = traceOf(`
  process P
  thread parent in P
  process C parent P
  thread child in C
  pipe back
  pipe there
  0 parent runs
  0 child runs
  100 parent send there = 1 "1" @one
  200 parent send there = 2 "2" @two
  900 child recv there = 1 "1" <one
  2000 child send back = 1 "3" @three
`);

/** "1@1.00 2@0.50" for the messages at an instant; "(1)" for one that has just been received. */
function seen(time: number, still = false): string {
  const world = new History(trace).at(trace.countUntil(time), time);
  const views = new StageViews(trace);
  views.upTo(world.count);
  const delivery = views.users.delivery(1, world.count);
  return messagesOf(trace, world.objects[1]!, delivery, time, 0.5, still)
    .map(({ item, at, received }) => `${received ? `(${item.text})` : item.text}@${at.toFixed(2)}`)
    .join(' ');
}

describe('messages of a pipe', () => {
  test.each([
    ['is sent', 100, '1@0.00'],
    ['has come half way', 225, '1@0.50 2@0.05'],
    ['waits to be received, the next behind it', 800, '1@1.00 2@0.50'],
    ['is received', 900, '(1)@1.00 2@1.00'],
    ['is gone', 1900, '2@1.00'],
  ])('one %s', (_, time, messages) => {
    expect(seen(time)).toBe(messages);
  });

  test('are where they belong at once, without motion', () => {
    expect(seen(201, true)).toBe('1@1.00 2@0.50');
  });

  test('go from the process that sends', () => {
    const views = new StageViews(trace);
    views.upTo(trace.length);
    expect(pipeEnds(trace, views, [0, 1], trace.length)).toEqual({
      left: 0,
      right: 1,
      rightward: [false, true],
    });
  });

  test('which nobody has used joins two processes where there are no more, else nobody knows which', () => {
    const joined = (lines: string) => {
      const unused = traceOf(lines);
      const views = new StageViews(unused);
      views.upTo(unused.length);
      const { left, right } = pipeEnds(unused, views, [0], unused.length);
      return [left, right];
    };
    expect(joined('process P\npipe one→\nprocess Q parent P')).toEqual([0, 1]);
    expect(joined('process P\npipe one→\nprocess Q parent P\nprocess R parent P')).toEqual([0, -1]);
  });
});
