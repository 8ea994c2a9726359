import { describe, expect, test } from 'vitest';
import { traceOf } from '../../trace/trace-notation.ts';
import { History } from '../history.ts';
import { StageViews } from '../../ui/stage/stage-views.ts';

const START = `
  process P
  thread a in P
  thread b in P
  thread c in P
  bounded-semaphore s limit 3 = 3
  lock m limit 1
`;

/** "+a" takes a permit, "-a" returns one. Result: the threads on seats 0, 1, ... afterwards; "." for an empty seat. */
function seated(story: string): string {
  let left = 3;
  const lines = story.split(' ').map((word, i) => {
    left += word[0] === '+' ? -1 : 1;
    return `${i} ${word[1]} ${word[0] === '+' ? 'acquire' : 'release'} s = ${left}`;
  });
  const trace = traceOf(START + lines.join('\n'));
  const views = new StageViews(trace);
  views.upTo(trace.length);
  const seating = views.seats.at(0, trace.length);
  const { holders } = new History(trace).live(trace.endTime).objects[0]!;
  expect(seating.map((sitter) => sitter.thread)).toEqual(holders);
  return [0, 1, 2]
    .map((seat) => seating.find((sitter) => sitter.seat === seat)?.thread ?? -1)
    .map((thread) => trace.threads[thread]?.name ?? '.')
    .join('');
}

describe('seats', () => {
  test.each([
    ['fill from the first', '+a +b', 'ab.'],
    ['stay where they are when another leaves', '+a +b +c -a', '.bc'],
    ['are taken again, lowest first', '+a +b +c -b -a +b', 'b.c'],
    ['one thread may have several', '+a +a +b', 'aab'],
    ['a thread gives back its latest', '+a +b +a -a', 'ab.'],
    ['a stranger frees the oldest', '+a +b -c', '.b.'],
  ])('%s', (_, story, seats) => {
    expect(seated(story)).toBe(seats);
  });

  test('a release by a thread that had acquired nothing is counted, and no other', () => {
    const trace = traceOf(
      `${START}
      1 a acquire s = 2
      2 b release s = 3
      3 a release s = 4
      4 a acquire s = 3
      5 a release s = 4`,
    );
    const views = new StageViews(trace);
    views.upTo(trace.length);
    const counted = Array.from({ length: trace.length }, (_, i) => views.seats.strangers(0, i + 1));
    expect(counted.slice(-5)).toEqual([0, 1, 1, 1, 1]);
  });
});
