/** Numbers of interleavings as in the literature, and none equivalent to an earlier one. */
import { expect, test } from 'vitest';
import type { Subject } from './execution.ts';
import { Explorer } from './explorer.ts';
import {
  dispatch,
  filesystem,
  indexer,
  lastZero,
  mpat,
  multipc,
  pi,
  poke,
  readers,
} from './literature.ts';
import { threadsSubject } from './programs.ts';
import { thinned } from '../base/sweep.ts';

const rows: [string, Subject, number][] = [
  ['filesystem(13)', filesystem(13), 1],
  ['filesystem(14)', filesystem(14), 2],
  ['filesystem(16)', filesystem(16), 8],
  ['indexer(11)', indexer(11), 1],
  ['indexer(12)', indexer(12), 8],
  ['readers(2)', readers(2), 4],
  ['readers(8)', readers(8), 256],
  ['last_zero(5)', lastZero(5), 64],
  ['last_zero(10)', lastZero(10), 3328],
  ['pi(3)', pi(3), 6],
  ['pi(4)', pi(4), 24],
  ['pi(5)', pi(5), 120],
  ['mpat(2)', mpat(2), 8],
  ['mpat(3)', mpat(3), 48],
  ['dispatch(1, 4)', dispatch(1, 4), 80],
  ['dispatch(2, 3)', dispatch(2, 3), 150],
  ['multipc(3, 2)', multipc(3, 2), 66],
  ['poke(3, 4)', poke(3, 4), 711],
  [
    'the example of Abdulla and others',
    threadsSubject('w x || w y || r y=0; w z || r z=1; r y=0; w x=2'),
    5,
  ],
];

test.each(thinned(rows, 3))('%s', (_, subject, count) => {
  const explorer = new Explorer(subject);
  while (!explorer.step(1000));
  const { counts, isComplete } = explorer.result;
  expect({ ...counts, isComplete }).toMatchObject({
    executions: count,
    blocked: 0,
    cut: 0,
    isComplete: true,
  });
});
