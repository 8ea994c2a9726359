/** Finds texts that are missing in a language, unused, or differ in parameters between languages. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { catalogues as firstEn } from './first.en.ts';
import { catalogues as firstZhCN } from './first.zh-CN.ts';
import { catalogues as restEn } from './rest.en.ts';
import { catalogues as restZhCN } from './rest.zh-CN.ts';

const en = { ...firstEn, ...restEn };
const zhCN = { ...firstZhCN, ...restZhCN };

type Texts = Record<string, string>;

function flatten(texts: object, prefix = ''): Texts {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string'
        ? [[prefix + key, value]]
        : Object.entries(flatten(value as object, `${prefix}${key}.`)),
    ),
  );
}

/** Without i18next's suffixes for plurals and contexts, which differ between languages. */
const keyOf = (path: string) => path.replace(/_(zero|one|two|few|many|other|line)+$/, '');
const keysOf = (texts: Texts) => [...new Set(Object.keys(texts).map(keyOf))].toSorted();

function valuesOf(texts: Texts): Record<string, string[]> {
  const values: Record<string, Set<string>> = {};
  for (const [path, text] of Object.entries(texts)) {
    const found = (values[keyOf(path)] ??= new Set());
    for (const [, name] of text.matchAll(/\{\{(\w+)\}\}/g)) found.add(name ?? '');
  }
  return Object.fromEntries(Object.entries(values).map(([key, set]) => [key, [...set].toSorted()]));
}

/** All source files that may refer to a text. */
function sources(): string {
  const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => /\.tsx?$/.test(file) && !file.includes('.test.') && !file.includes('scenarios/'),
    )
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
}

const code = sources();

/** Quoted strings, and prefixes of templates; after a namespace and a colon, too. */
const named = new Set(code.match(/(?<=['"`:])[^'"`:\n]+(?=['"`])/g));
const begun = new Set(code.match(/(?<=['`:])[^'"`:\n${}]+(?=\$\{)/g));

/**
 * A key is used if it occurs in quotes, completely, or as a template or joined string with its prefix up to a dot, then
 * a value.
 */
function isUsed(key: string): boolean {
  const parts = key.split('.');
  return (
    named.has(key) || parts.some((_, i) => i > 0 && begun.has(`${parts.slice(0, i).join('.')}.`))
  );
}

describe.each(Object.keys(en) as (keyof typeof en)[])('namespace %s', (namespace) => {
  const english = flatten(en[namespace]);
  const chinese = flatten(zhCN[namespace]);

  it('has every text in both languages', () => {
    expect(keysOf(chinese)).toEqual(keysOf(english));
  });

  it('fills in the same values in both languages', () => {
    expect(valuesOf(chinese)).toEqual(valuesOf(english));
  });

  it('has no empty text and no markup', () => {
    const bad = [english, chinese].flatMap((texts) =>
      Object.entries(texts).filter(([, text]) => text.trim() === '' || /[<>]/.test(text)),
    );
    expect(bad).toEqual([]);
  });

  it('has no text that nobody uses', () => {
    expect(keysOf(english).filter((key) => !isUsed(key))).toEqual([]);
  });
});
