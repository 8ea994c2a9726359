import { expect, test } from 'vitest';
import { traceOf } from '../trace/trace-notation.ts';
import { findDeadlock } from './deadlock.ts';
import { History } from './history.ts';

const story = (guard: string, rest: string) => `
  process P
  thread a in P
  thread b in P
  thread c in P
  lock counter in P
  lock room in P
  lock door in P
  0 a runs
  0 b runs
  0 c runs
  ${guard}
  1 a acquire room
  ${rest}
  2 b acquire door
  2 b waits acquire room for a
  3 a waits acquire door for b
  3 c waits sleep limit 50
`;

test.each([
  ['a lock of its own', '', '', 'cycle'],
  ['taken under another, which it still has', '1 a acquire counter', '', 'cycle'],
  [
    'another, taken and given back since',
    '',
    '1 a acquire counter\n1 a release counter = 0',
    'cycle',
  ],
  ['taken for a group', '1 a acquire counter', '1 a release counter = 0', undefined],
])('%s', (_title, guard, rest, kind) => {
  const trace = traceOf(story(guard, rest));
  expect(findDeadlock(trace, new History(trace).live(3))?.kind).toBe(kind);
});
