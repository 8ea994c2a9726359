import { describe, expect, test } from 'vitest';
import { briefItem, entryOf, itemsOf } from './python-items.ts';

describe('what stands in a list or a dict', () => {
  test.each([
    ['[]', []],
    ['[1, 2.5, None]', ['1', '2.5', 'None']],
    ["['a, b', \"it's, you\"]", ["'a, b'", '"it\'s, you"']],
    ["['a\\', b', 3]", ["'a\\', b'", '3']],
    ["[[1, 2], {'k': [3, 4]}]", ['[1, 2]', "{'k': [3, 4]}"]],
    ["{'a': 1, 'b, c': [2, 3]}", ["'a': 1", "'b, c': [2, 3]"]],
  ])('%s', (repr, items) => {
    expect(itemsOf(repr)).toEqual({ items, isCut: false });
  });

  test('a long one is cut, and its last part may be half a number', () => {
    expect(itemsOf('[10, 20, 3…')).toEqual({ items: ['10', '20'], isCut: true });
  });

  test.each([
    ["'a': 1", ["'a'", '1']],
    ["'a: b': {'c': 2}", ["'a: b'", "{'c': 2}"]],
    ['(1, 2): x', ['(1, 2)', 'x']],
  ])('an entry: %s', (item, entry) => {
    expect(entryOf(item)).toEqual(entry);
  });
});

test.each([
  ["'a1'", 'a1'],
  ['7', '7'],
  ['None', 'None'],
  ["[1, 'fire']", '1 fire'],
  ["[1, 'fire', 2]", "[1, 'fire', 2]"],
  ["'it\\'s'", "'it\\'s'"],
])('in a slot, %s stands as %s', (repr, brief) => {
  expect(briefItem(repr)).toBe(brief);
});
