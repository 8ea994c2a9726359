import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

test('docs/DEPENDENCIES.md names the packages of package.json, and no other', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  const told = [...read('docs/DEPENDENCIES.md').matchAll(/^\| `([^`]+)`/gm)].map(
    ([, name]) => name,
  );
  expect(new Set(told)).toEqual(new Set(Object.keys({ ...dependencies, ...devDependencies })));
});
