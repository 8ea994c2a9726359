/**
 * Litmus tests and families whose traces can be counted by hand, and small programs of every primitive, compared with
 * full enumeration.
 */
import { describe, expect, test } from 'vitest';
import { thinned } from '../base/sweep.ts';
import type { Subject } from './execution.ts';
import type { Method } from './exploration.ts';
import { Explorer } from './explorer.ts';
import { threadsSubject } from './programs.ts';
import { strangerPrograms as programs } from './stranger-programs.ts';

function explore(subject: Subject, method: Method) {
  const explorer = new Explorer(subject, { method });
  while (!explorer.step(1000));
  const { counts, endings, isComplete } = explorer.result;
  const known = endings.map(({ key, count }) => `${key} ${count}`).toSorted();
  return { isComplete, executions: counts.executions, blocked: counts.blocked, endings: known };
}

const threads = (n: number, part: (i: number) => string): Subject =>
  threadsSubject(Array.from({ length: n }, (_, i) => part(i)).join(' || '));

describe('counted by hand', () => {
  test.each<[string, Subject, number]>([
    // A trace says who reads before whose write; not every combination is possible in a ring.
    ['store buffering, 3', threads(3, (i) => `w x${i}; r x${(i + 1) % 3}`), 2 ** 3 - 1],
    ['load buffering, 4', threads(4, (i) => `r x${i}; w x${(i + 1) % 4}`), 2 ** 4 - 1],
    ['message passing', threadsSubject('w x; w y || r y; r x'), 3],
    // Four reads, each before or after a write; one of the 16 combinations would be a cycle.
    ['IRIW', threadsSubject('w x || w y || r x; r y || r y; r x'), 15],
    ['WRC', threadsSubject('w x || r x; w y || r y; r x'), 7],
    ['2+2W', threadsSubject('w x=1; w y=2 || w y=1; w x=2'), 3],
    ['CoRR', threadsSubject('w x || r x; r x'), 3],
    ['four that write', threads(4, () => 'w x'), 24],
    ['five that write and one that reads', threads(6, (i) => (i === 0 ? 'r x' : 'w x')), 720],
    ['one that writes and five that read', threads(6, (i) => (i === 0 ? 'w x' : 'r x')), 2 ** 5],
    ['2 of a lock and 2 of another', threads(4, (i) => `lock a${i % 2}; unlock a${i % 2}`), 4],
    // Releases commute; each acquire takes one permit.
    ['three that give and none that takes', threads(3, () => 'V s'), 1],
    // Puts are ordered, and gets are; neither with the other.
    ['a queue, 2 and 2', programs.handedOut('fifo', 2), 2 * 2],
    ['a queue, 3 and 3', programs.handedOut('fifo', 3), 6 * 6],
    ['a SimpleQueue, 3 and 3', programs.handedOut('simple', 3), 6 * 6],
    // Here both matter: two orders in which no get is too early, for each two.
    ['a LifoQueue, 2 and 2', programs.handedOut('lifo', 2), 2 * 2 * 2],
    ['a PriorityQueue, 2 and 2', programs.handedOut('priority', 2), 2 * 2 * 2],
    ['a barrier of 3 that tells the order', programs.leader(3), 6],
    ['a token goes round', programs.token(4), 1],
    ['an RLock, taken twice by each of 3', programs.twice(3), 6],
    // Each but the first reads before its flag is set, or after.
    ['flags handed on in loops, 4', programs.relay(4), 2 ** 3],
    ['a semaphore of 0, given 3', programs.signals(3), 6],
  ])('%s', (_, subject, count) => {
    const found = explore(subject, { kind: 'all' });
    expect(found).toMatchObject({ isComplete: true, executions: count, blocked: 0 });
  });
});

const { woken, buffer, odd, joined, daemon, pooled, bothWays, token } = programs;

/** `timed`: both ways; else untimed, since timed they have too many. */
const beside: readonly (readonly [name: string, subject: Subject, timed: boolean])[] = [
  ['lamp', programs.lamp(), true],
  ['peterson', programs.peterson(), false],
  ['forever', programs.forever(), false],
  ['strange', programs.strange(), true],
  ['hasty', programs.hasty(), true],
  ['woken(2, 1)', woken(2, 1), false],
  ['buffer(2)', buffer(2), false],
  ['unheld', programs.unheld(), true],
  ['orphaned', programs.orphaned(), true],
  ['odd(null)', odd(null), false],
  ['mended', programs.mended(), true],
  ['joined(2)', joined(2), true],
  ['broken', programs.broken(), true],
  ['places', programs.places(), true],
  ['alarm', programs.alarm(), true],
  ['daemon(2)', daemon(2), true],
  ['cutOff', programs.cutOff(), true],
  ['pooled(1, 2)', pooled(1, 2), false],
  ['cancelled', programs.cancelled(), false],
  ['mapped', programs.mapped(), false],
  ['bothWays(2)', bothWays(2), true],
  ['hungUp', programs.hungUp(), true],
  ['sleepers', programs.sleepers(), true],
  ['token(3)', token(3), true],
];

describe('beside every interleaving', () => {
  test.each(thinned(beside, 4))('%s', (_, subject, hasTimed) => {
    for (const timed of hasTimed ? [false, true] : [false]) {
      const plain = explore({ ...subject, timed }, { kind: 'bound', preemptions: 10_000 });
      const optimal = explore({ ...subject, timed }, { kind: 'all' });
      expect({ timed, ...optimal }).toEqual({ timed, ...plain, blocked: 0 });
    }
  });
});

test('a killed process leaves the lines that it stood in', () => {
  const subject = { ...programs.apart(), timed: true };
  const explorer = new Explorer(subject, { executions: 600 });
  while (!explorer.step(1000));
  expect(explorer.counts).toMatchObject({ executions: 600, blocked: 0, cut: 0 });
});
