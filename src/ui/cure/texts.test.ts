import { expect, test } from 'vitest';
import en from './texts.en.json';
import zhCN from './texts.zh-CN.json';
import { fill } from './words.ts';

/** Each text by its path, with its parameters. */
function valuesOf(texts: object, prefix = ''): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]: [string, unknown]) =>
      typeof text === 'string'
        ? [[prefix + key, [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).toSorted()]]
        : Object.entries(valuesOf(text as object, `${prefix}${key}.`)),
    ),
  );
}

test('both languages have the same texts, with the same values', () => {
  expect(valuesOf(zhCN)).toEqual(valuesOf(en));
});

test('what is filled in is not read as a template', () => {
  expect(fill('{{a}} and {{b}}', { a: '{{b}}', b: 1 })).toBe('{{b}} and 1');
});
