import { expect, test } from 'vitest';
import { traceOf } from '../trace/trace-notation.ts';
import { Lanes } from './lanes.ts';

const threads = `
  process P
  thread a in P
  thread b in P
  process C parent P
  thread c in C
`;

/** In the form "when from>to". */
function switchesOf(story: string): string[] {
  const trace = traceOf(threads + story);
  const lanes = new Lanes(trace);
  lanes.advance();
  const name = (thread: number) => trace.threads[thread]!.name;
  return lanes.switches.all.map(({ at, from, to }) => `${at} ${name(from)}>${name(to)}`);
}

test.each([
  [
    'one core: whoever takes a step there has it',
    `
      0 a runs %0
      1 a print "1" %0
      2 b runs %0
      3 b print "1" %0
      4 a print "2" %0
    `,
    ['2 a>b', '4 b>a'],
  ],
  [
    'one core: who comes after one that has blocked, however late',
    `
      0 a runs %0
      1 a waits sleep limit 9 %0
      5 b runs %0
      6 b ends %0
      9 a sleep %0
    `,
    ['5 a>b', '9 b>a'],
  ],
  [
    'a GIL: one thread of the process at a time, whichever the core',
    `
      0 a runs %0
      1 a waits sleep limit 9 %0
      2 b runs %1
      3 b waits sleep limit 9 %1
      10 a sleep %0
    `,
    ['2 a>b', '10 b>a'],
  ],
  [
    'two cores without a GIL: each goes on where it was',
    `
      0 a runs %0
      0 b runs %1
      1 a waits sleep limit 2 %0
      3 a sleep %0
      4 b print "1" %1
    `,
    [],
  ],
  [
    'two processes on one core',
    `
      0 a runs %0
      1 c runs %0
      2 a print "1" %0
    `,
    ['1 a>c', '2 c>a'],
  ],
  ['an engine without cores has none', '0 a runs\n1 b runs\n2 a print "1"', []],
])('%s', (_, story, switches) => expect(switchesOf(story)).toEqual(switches));

test('those of a stretch', () => {
  const story = Array.from({ length: 9 }, (_, n) => `${n} ${n % 2 === 0 ? 'a' : 'b'} print "x" %0`);
  const trace = traceOf(threads + ['0 a runs %0', '0 b runs %0', ...story].join('\n'));
  const lanes = new Lanes(trace);
  lanes.advance();
  expect(lanes.switches.between(3, 6).map(({ at }) => at)).toEqual([3, 4, 5]);
});
