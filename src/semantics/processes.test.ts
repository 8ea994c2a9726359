/** Checks that every behaviour of processes has its row. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { processPrograms } from './process-programs.ts';
import { prints } from './process-runs.ts';

const folder = dirname(fileURLToPath(import.meta.url));

const FIRST = 106;
const LAST = 177;

/** The numbers that the names of cases begin with: `it('139 140 Lock', …)`. */
function testedNumbers(): number[] {
  const source = readdirSync(folder)
    .filter((file) => /(?:\.test|-rows)\.ts$/.test(file) && !file.includes('.browser.'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  return [...source.matchAll(/['`]((?:1\d\d )+)[a-zA-Z%]/g)].flatMap(([, numbers = '']) =>
    numbers.trim().split(' ').map(Number),
  );
}

it('has a row for every case from 106 to 177, or docs/CONFORMANCE.md says why not', () => {
  const text = readFileSync(join(folder, '../../docs/CONFORMANCE.md'), 'utf8');
  const section = text.split('## Not applicable')[1]?.split('\n## ')[0] ?? '';
  const excused = [...section.matchAll(/^\| (\d+) +\|/gm)].map((found) => Number(found[1]));
  const tested = testedNumbers();
  const covered = new Set([...tested, ...excused]);
  const all = Array.from({ length: LAST - FIRST + 1 }, (_, n) => FIRST + n);
  expect(all.filter((number) => !covered.has(number))).toEqual([]);
  expect(excused.filter((number) => number >= FIRST && tested.includes(number))).toEqual([]);
});

describe('the programs for real Workers', () => {
  it.each(Object.entries(processPrograms))('%s', (_name, program) => {
    expect(prints(program.module, 10, program.types)).toEqual(program.prints);
  });
});
