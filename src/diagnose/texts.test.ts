/** The sentences say the same in every language. */
import { expect, test } from 'vitest';
import en from './texts/en.json';
import zhCN from './texts/zh-CN.json';

/** Without endings for plurals, which not every language has. */
function flatten(texts: object, prefix = ''): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[prefix + key.replace(/_(one|other)$/, ''), value] as [string, string]]
      : flatten(value as object, `${prefix}${key}.`),
  );
}

/** Each key with the values that its texts fill in. */
const valuesOf = (texts: object) =>
  Object.fromEntries(
    flatten(texts).map(([key, text]) => [
      key,
      [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name))].toSorted(),
    ]),
  );

/** What a plural may leave out: how many, where it is one; and who it is, where there are several. */
const plain = (values: Record<string, string[]>) =>
  Object.fromEntries(
    Object.entries(values).map(([key, names]) => [
      key,
      key.startsWith('stuck.') || key.startsWith('deadlock.') ? [] : names,
    ]),
  );

test('the same keys and values', () => {
  expect(plain(valuesOf(zhCN))).toEqual(plain(valuesOf(en)));
});
