import { describe, expect, it } from 'vitest';
import { readWish } from './explore-program.ts';

describe('the options of weft.explore', () => {
  it.each([
    [undefined, { search: 'auto', runs: 1000, seed: 1, timed: false, budget: 10 }],
    [{ bound: 2 }, { search: 'bound', preemptions: 2 }],
    [
      { by: 'pct', runs: 50, seed: 7 },
      { search: 'pct', runs: 50, seed: 7 },
    ],
    [
      { timed: true, budget: 60 },
      { timed: true, budget: 60 },
    ],
  ])('%j', (options, expected) => {
    expect(readWish(options)).toMatchObject(expected);
  });

  it.each([
    [{ by: 'magic' }, 'by should be one of auto, all, bound, random, pos, pct, not "magic"'],
    [{ bound: -1 }, 'bound should be a whole number from 0 to 9'],
    [{ budget: 0 }, 'budget should be a whole number from 1 to 600'],
    [{ runs: 2.5 }, 'runs should be a whole number'],
    [{ timed: 'yes' }, 'timed should be true or false'],
    [{ bounds: 1 }, 'there is no option "bounds"'],
    [7, 'the options should be an object'],
  ])('refuses %j', (options, message) => {
    expect(() => readWish(options)).toThrow(message);
  });
});
