import { expect, it } from 'vitest';
import { compareItems } from './item-order.ts';

it.each([
  ['numbers as numbers', ['10', '9', '-1', '2.5'], ['-1', '2.5', '9', '10']],
  ['texts as texts', ["'pear'", "'apple'"], ["'apple'", "'pear'"]],
  [
    'lists by their first members',
    ["[5, 'b']", "[1, 'z']", "[3, 'a']"],
    ["[1, 'z']", "[3, 'a']", "[5, 'b']"],
  ],
  ['ties by the next member', ["[1, 'b']", "[1, 'a']"], ["[1, 'a']", "[1, 'b']"]],
  ['a digit inside a text is part of it', ["'job 10'", "'job 9'"], ["'job 10'", "'job 9'"]],
])('%s', (_what, items, sorted) => {
  expect(items.toSorted(compareItems)).toEqual(sorted);
});
