import { expect, it } from 'vitest';
import { carryLines } from './carry-lines.ts';

const before = ['import threading', '', 'def work():', '    print 1', '', 'work()'];

it.each([
  ['the same text', before, [1, 4, 6]],
  ['one line repaired', before.with(3, '    print(1)'), [1, 4, 6]],
  ['each line changed', before.map((line) => `${line} `), [1, 4, 6]],
  ['a line more in front', ['# mine', ...before], [2, 5, 7]],
  ['a line more within', before.toSpliced(2, 0, '@traced'), [1, 5, 7]],
  ['a line removed', before.toSpliced(3, 1), [1, 5]],
  ['another text', ['print(1)'], []],
])('lines after a text has been replaced: %s', (_name, after, lines) => {
  expect(carryLines([1, 4, 6], before, after)).toEqual(lines);
});
