import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Small elements of their own, with little content. */
const mayLookInside = /^(?:\.choice-option|\.process-table tr):has\(/;

test('no style asks with :has() what is inside a panel: every frame would then style the whole page anew', () => {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.css'))
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .filter((line) => line.includes(':has(') && !mayLookInside.test(line.trim()))
        .map((line) => `${file}: ${line.trim()}`),
    );
  expect(found).toEqual([]);
});
