import { expect, test } from 'vitest';
import { parseStars } from './progress.ts';

test.each([
  [null, {}],
  ['', {}],
  ['[', {}],
  ['7', {}],
  ['null', {}],
  ['{"lose-one":3,"first-deadlock":1}', { 'lose-one': 3, 'first-deadlock': 1 }],
  ['{"lose-one":9,"first-deadlock":"2","never-was":3,"__proto__":{"lose-two":3}}', {}],
])('of what is stored only stars of challenges are taken: %s', (text, stars) => {
  expect(parseStars(text)).toEqual(stars);
});
