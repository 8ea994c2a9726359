/**
 * What a live run loads of the kernel. Which primitives a program needs follows from what its modules import; a scenario
 * declares it (`coreOnly`), since the page must know before it has the program.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readImports } from '../../scripts/import-graph.ts';
import { scenarios } from './registry.ts';

const src = fileURLToPath(new URL('..', import.meta.url));
const known = new Map<string, readonly string[]>();

/** Files that are loaded with a file: what it imports, for more than types, and not only once it wants it. */
function importsOf(file: string): readonly string[] {
  const found = known.get(file);
  if (found !== undefined) return found;
  if (!existsSync(src + file)) throw new Error(`there is no src/${file}`);
  const { edges } = readImports(file, readFileSync(src + file, 'utf8'));
  const paths = edges.flatMap(({ kind, to }) =>
    kind === 'import' && 'path' in to && /\.tsx?$/.test(to.path) ? [to.path] : [],
  );
  known.set(file, paths);
  return paths;
}

function loadedWith(file: string): ReadonlySet<string> {
  const files = new Set([file]);
  for (const each of files) for (const next of importsOf(each)) files.add(next);
  return files;
}

const WHOLE = 'kernel/ops.ts';
const core = new Set([...loadedWith('kernel/kernel.ts'), ...loadedWith('kernel/core-ops.ts')]);
const rest = new Set(
  [...loadedWith(WHOLE)].filter((file) => file.startsWith('kernel/') && !core.has(file)),
);

const ofTheRest = (file: string): string[] =>
  [...loadedWith(file)].filter((each) => rest.has(each));

it('the core is without the rest', () => {
  expect([...core]).toContain('kernel/primitives/lock.ts');
  expect([...rest]).toEqual(expect.arrayContaining([WHOLE, 'kernel/primitives/pipe.ts']));
});

it.each(['workers/thread.worker.ts', 'engines/live/engine.ts', 'store/live-player.ts'])(
  '%s is loaded without the rest',
  (file) => {
    expect(ofTheRest(file)).toEqual([]);
  },
);

describe.each(scenarios.map(({ id, coreOnly = false }) => ({ id, coreOnly })))(
  '$id',
  ({ id, coreOnly }) => {
    const needed = ofTheRest(`scenarios/${id}/program.ts`);

    it(`declares ${coreOnly ? 'that it needs the core only' : 'nothing'}`, () => {
      if (coreOnly) expect(needed).toEqual([]);
      else expect(needed).toContain(WHOLE);
    });
  },
);
