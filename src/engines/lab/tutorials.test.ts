/** The expected outputs of the programs in `tutorials/` are what python3 prints. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hasPython, python3 } from '../../../scripts/python.mjs';
import { sweep } from '../../base/sweep.ts';
import { readTutorial } from './tutorial.ts';

const folder = fileURLToPath(new URL('./tutorials/', import.meta.url));
const tutorials = readdirSync(folder)
  .filter((name) => name.endsWith('.py'))
  .map((name) => readTutorial(name, readFileSync(join(folder, name), 'utf8')));

it('there are programs of every kind', () => {
  expect(tutorials.length).toBeGreaterThanOrEqual(60);
});

const isDeep = sweep(0, 0, 1) === 1;

describe.skipIf(!hasPython || !isDeep)('python3 prints', () => {
  it.concurrent.for(tutorials.map((tutorial) => [tutorial.name, tutorial] as const))(
    '%s',
    async ([, tutorial], { expect: expectHere }) => {
      // A file beside the program could shadow a module of the library.
      const place = mkdtempSync(join(tmpdir(), 'weft-'));
      writeFileSync(join(place, 'program.py'), tutorial.source);
      const child = spawn(python3, ['program.py'], { cwd: place });
      let stdout = '';
      child.stdout.on('data', (text) => (stdout += text));
      child.stdin.end(tutorial.typed.map((line) => `${line}\n`).join(''));
      const code = await new Promise((resolve) => child.on('close', resolve));
      rmSync(place, { recursive: true });
      // Threads that print at the same time may interleave within a line.
      const letters = (text: string) =>
        tutorial.isUnordered ? text.split('').toSorted().join('') : text;
      expectHere([letters(stdout), code]).toEqual([letters(tutorial.stdout), tutorial.exitCode]);
    },
  );
});
