/** Seeded random numbers, and values that often break parsers. */
import { randomNumbers } from '../../src/trace/random-trace.ts';

export interface Dice {
  /** A non-negative integer below this one. */
  below(limit: number): number;
  /** True with probability 1 / `times`. */
  oneIn(times: number): boolean;
  pick<T>(list: readonly T[]): T;
}

/** @param name of its use, so that no two uses get the same numbers */
export function diceFor(name: string, seed: number, n: number): Dice {
  let mixed = Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(n + 1, 0x85ebca6b);
  for (const letter of name) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193);
  const random = randomNumbers(mixed);
  const below = (limit: number) => Math.floor(random() * limit);
  return {
    below,
    oneIn: (times) => below(times) === 0,
    pick: (list) => list[below(list.length)]!,
  };
}

/**
 * As an element it would be found by its name, and its script would leave a mark: see `e2e/support/hostile/watch.ts`.
 */
export const markups = [
  '<weft-mark></weft-mark>',
  '<img src=x onerror="weftMark()">',
  '<script>weftMark()</script>',
  '<svg onload="weftMark()"><weft-mark/></svg>',
  '"><weft-mark onclick=weftMark()>',
  "'-weftMark()-'",
  ['javascript', 'weftMark()'].join(':'),
  '</text><weft-mark/><text>',
  '</title></style></script><weft-mark>',
  '${weftMark()}',
  '{{constructor.constructor("weftMark()")()}}',
  '$t(weftMark)',
  '<a href="javascript:weftMark()">x</a>',
  '&lt;weft-mark&gt;',
] as const;

export const strangeTexts = [
  '',
  ' ',
  '\0',
  '\u202e',
  '\ud800',
  '字',
  '🧵'.repeat(40),
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'NaN',
  'Infinity',
  '-0',
  '1e999',
  '0x10',
  '9'.repeat(400),
  '../../etc/passwd',
  'https://weft.invalid/x',
  'a\r\nb',
  'x'.repeat(5000),
] as const;

export const strangeNumbers = [
  -1,
  -0,
  0.5,
  2 ** 31,
  2 ** 32 + 1,
  2 ** 53,
  -(2 ** 53),
  1e15,
  1e300,
  -1e300,
  5e-324,
  65_536,
  1_000_000,
] as const;
