/** Hostile links and files given to their parsers; `npm run fuzz:inputs` tries ten thousand, and the page too. */
import { expect, test } from 'vitest';
import { sweep } from '../../src/base/sweep.ts';
import { readFile, readLink } from './readers.ts';

const SEED = 7;

test.each([
  ['links', readLink, sweep(60, 600, 10_000)],
  ['files', readFile, sweep(60, 300, 2000)],
])('%s are read, or refused in words', { timeout: 600_000 }, (_kind, read, count) => {
  let opened = 0;
  for (let n = 0; n < count; n++) {
    const { opened: isOpened, wrong } = read(SEED, n);
    expect(wrong, `number ${n}`).toBeUndefined();
    opened += isOpened ? 1 : 0;
  }
  expect(opened).toBeGreaterThan(0);
  expect(opened).toBeLessThan(count);
});
