import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { isWhole } from '../src/base/sweep.ts';
import { lintPrograms } from './lint-programs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Exactly the lines that end in `// !` are wrong. */
const planted = `
import { print } from '${root}src/program/builtins.ts';
import { Queue } from '${root}src/program/queue.ts';
import type { Steps } from '${root}src/program/steps.ts';
import { holding, Lock } from '${root}src/program/threading-locks.ts';
import { sleep } from '${root}src/program/time.ts';

let counter = 0; // !
const done: string[] = [];
const names = new Map<string, number>();
const LETTERS = ['a', 'b'];
const totals = { all: 0 };

export class Job {
  static count = 0; // !
  static readonly limit = 3;
}

function* helper(): Steps<number> {
  yield* sleep(0);
  return 1;
}

const later = (): Steps<number> => helper();

export function* main(): Steps<void> {
  const lock = yield* new Lock();
  const queue = yield* new Queue<unknown>();
  lock.acquire(); // !
  void lock.release(); // !
  sleep(1); // !
  helper(); // !
  if (lock.acquire(false)) yield* sleep(0); // !
  if (!lock.locked()) yield* sleep(0); // !
  while (lock.locked()) yield* sleep(0); // !
  do yield* sleep(0); while (lock.locked()); // !
  for (; lock.locked(); ) yield* sleep(0); // !
  for (sleep(0); ; ) break; // !
  const held = lock.acquire(false);
  if (held) yield* sleep(0); // !
  yield* print(held ? 1 : 2); // !
  yield* print((lock.locked()) && 1); // !
  yield* print(1 === 1 && lock.locked() === true); // !
  yield* print(\`\${lock.locked()}\`); // !
  yield* print(queue.qsize()); // !
  yield* queue.put(helper()); // !
  yield* print((yield* queue.qsize()) > 1, queue.qsize() > 1); // !
  yield lock.release(); // !
  yield* holding(lock, () => queue.put(1));
  const steps = later();
  yield* steps;
  const all = [helper(), helper()];
  for (const one of all) yield* one;
  yield* (yield* lock.locked()) ? helper() : later();
  counter += 1;
  done.push('x'); // !
  names.set('a', 1); // !
  LETTERS[0] = 'c'; // !
  totals.all++; // !
  const own = [...LETTERS, ...done];
  own.push('d');
  own.sort();
  yield* print(own.length, counter, names.size);
}
`;

const folder = mkdtempSync(join(root, 'node_modules/.lint-programs-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('lint-programs', { timeout: 120_000 }, () => {
  it('finds every step without its yield*, and every variable of the module that changes', () => {
    const file = join(folder, 'planted.ts');
    writeFileSync(file, planted);
    const config = join(folder, 'tsconfig.json');
    const base = join(root, 'tsconfig.base.json');
    const options = { extends: base, compilerOptions: { lib: ['ES2024'] }, files: ['planted.ts'] };
    writeFileSync(config, JSON.stringify(options));
    const found = lintPrograms(config, { steps: /planted/, state: /planted/ });
    const wrong = planted
      .split('\n')
      .flatMap((line, index) => (line.endsWith('// !') ? [index + 1] : []));
    expect([...new Set(found.map(({ line }) => line))].toSorted((a, b) => a - b)).toEqual(wrong);
    expect(found.map(({ message }) => message)).toContain(
      'these steps are never taken: write yield*',
    );
  });

  // `npm run lint` is the same.
  it.runIf(isWhole)('raises no false alarm on what is here', () => {
    expect(lintPrograms(join(root, 'tsconfig.core.json'))).toEqual([]);
  });
});
