import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { files, titles } from './whole-only.mjs';

const folder = new URL('../e2e/', import.meta.url);
const specs = readdirSync(folder).filter((file) => file.endsWith('.spec.ts'));

test('what the quick run leaves out is there', () => {
  const text = specs.map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n');
  expect(titles.filter((title) => !text.includes(title))).toEqual([]);
  expect(files.filter((file) => !specs.includes(`${file}.spec.ts`))).toEqual([]);
});
