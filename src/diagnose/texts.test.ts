/** Sentences are equivalent in all languages. */
import { expect, test } from 'vitest';
import en from './texts/en.json';
import zhCN from './texts/zh-CN.json';

/** Without plural suffixes, which not every language has. */
function flatten(texts: object, prefix = ''): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[prefix + key.replace(/_(one|other)$/, ''), value] as [string, string]]
      : flatten(value as object, `${prefix}${key}.`),
  );
}

/** Each key with the parameters of its texts. */
const valuesOf = (texts: object) =>
  Object.fromEntries(
    flatten(texts).map(([key, text]) => [
      key,
      [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name))].toSorted(),
    ]),
  );

/** Parameters that a plural form may omit: the number, if it is one; the name, if there are several. */
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
