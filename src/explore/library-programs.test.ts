/**
 * Programs on Python's library, each compared with full enumeration: the optimal search has one run for each trace, and
 * the same endings as often, untimed and timed.
 */
import { expect, test } from 'vitest';
import type { Method } from './exploration.ts';
import { Explorer } from './explorer.ts';
import type { Subject } from './execution.ts';
import { libraryPrograms } from './library-programs.ts';
import { thinned } from '../base/sweep.ts';

function explore(subject: Subject, method: Method) {
  const explorer = new Explorer(subject, { method });
  while (!explorer.step(1000));
  const { counts, endings, isComplete } = explorer.result;
  const known = endings.map(({ key, count }) => `${key} ${count}`).toSorted();
  return { isComplete, executions: counts.executions, blocked: counts.blocked, endings: known };
}

/** Number of traces of each: untimed, and timed. */
const rows: [keyof typeof libraryPrograms, number, number][] = [
  ['aborted', 10, 38],
  ['reset', 98, 144],
  ['passing', 7, 43],
  ['patient', 54, 434],
  ['answering', 10, 12],
  ['closing', 72, 127],
  ['counted', 15, 18],
  ['miscounted', 4, 16],
  ['shutting', 4, 8],
  ['reentered', 8, 9],
  ['givenBack', 6, 6],
  ['several', 12, 164],
  ['blinking', 79, 31],
  ['abandoned', 8, 10],
  ['killed', 7, 14],
  ['killedTaker', 11, 25],
  ['killedJoiner', 50, 50],
];

test.each(thinned(rows, 8))('%s', (name, untimed, timed) => {
  for (const [isTimed, executions] of [
    [false, untimed],
    [true, timed],
  ] as const) {
    const subject = { ...libraryPrograms[name](), timed: isTimed };
    const plain = explore(subject, { kind: 'bound', preemptions: 10_000 });
    const optimal = explore(subject, { kind: 'all' });
    expect(optimal).toEqual({ ...plain, blocked: 0 });
    expect(optimal).toMatchObject({ isComplete: true, executions });
  }
});
