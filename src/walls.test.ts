/**
 * Who may import whom. The table is the architecture: what it does not allow is forbidden.
 *
 *   base ← trace ← { kernel ← program ← engines/*, engines ← share, views ← { timeline, diagnose } } ← store ← ui
 *
 * `main.tsx` and `workers/` put the pieces together and may import anything. So may tests, which nothing imports.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findCycles, readImports, type Edge } from '../scripts/import-graph.ts';

interface Wall {
  /** Layers that the layer may import besides itself; '*' is any. */
  readonly layers: readonly string[];
  /** npm packages it may import; '*' is any. */
  readonly packages?: readonly string[];
}

/** Everything below the store except the engines' insides: the page knows engines by `engines`, the contracts. */
const belowStore = [
  'base',
  'trace',
  'engines',
  'views',
  'diagnose',
  'scenarios',
  'timeline',
  'share',
  'share/code',
  'explore',
  'import',
  'import/client',
  'export',
  'export/client',
  'teach',
];

/** Packages of the editor. */
const editor = ['commands', 'lang-python', 'language', 'search', 'state', 'view']
  .map((name) => `@codemirror/${name}`)
  .concat('@lezer/highlight');

const walls: Readonly<Record<string, Wall>> = {
  base: { layers: [] },
  trace: { layers: ['base'] },
  kernel: { layers: ['base', 'trace'] },
  program: { layers: ['base', 'trace', 'kernel'] },
  views: { layers: ['base', 'trace'] },
  // Export of a trace to other tools' formats.
  export: { layers: ['base', 'trace', 'views'] },
  'export/client': { layers: ['base', 'trace', 'export'] },
  // Import of other tools' files: knows nothing of the page.
  import: { layers: ['base', 'trace'] },
  'import/worker': { layers: ['base', 'trace', 'import', 'import/client'] },
  'import/client': { layers: ['base', 'trace', 'import'] },
  diagnose: { layers: ['base', 'trace', 'views'] },
  // Challenges, questions and lessons.
  teach: { layers: ['base', 'trace', 'views', 'scenarios'] },
  // The contracts between engines and the page: program, run, step.
  engines: { layers: ['base', 'trace'] },
  'engines/live': { layers: ['base', 'trace', 'kernel', 'program', 'engines'] },
  'engines/model': { layers: ['base', 'trace', 'kernel', 'program', 'engines'] },
  // The model in its Worker and its client on the page, which share only the protocol.
  'engines/model/host': {
    layers: ['base', 'trace', 'kernel', 'engines', 'engines/model'],
  },
  'engines/model/client': {
    layers: ['base', 'trace', 'kernel', 'engines', 'engines/model', 'engines/model/host'],
  },
  // The lab speaks the protocol of the model's Worker and uses the same strategies.
  'engines/lab': {
    layers: [
      'base',
      'trace',
      'kernel',
      'engines',
      'engines/model',
      'engines/model/client',
      'engines/model/host',
    ],
    packages: ['pyodide', 'virtual:python-files', 'virtual:python-memory'],
  },
  // Test programs.
  'engines/model/client/stubborn.worker.ts': {
    layers: ['program', 'engines/model/host'],
  },
  semantics: {
    layers: [
      'base',
      'trace',
      'kernel',
      'program',
      'engines',
      'engines/model',
      'engines/live',
      'views',
    ],
  },
  scenarios: { layers: ['base', 'program'] },
  outcomes: {
    layers: [
      'base',
      'trace',
      'program',
      'engines',
      'engines/model',
      'engines/lab',
      'scenarios',
      'diagnose',
    ],
    packages: ['vitest'],
  },
  timeline: {
    layers: ['base', 'trace', 'views'],
    packages: ['d3-array'],
  },
  share: { layers: ['base', 'trace', 'engines'] },
  // Codec of programs as text, on the coder that schedules use.
  'share/code': { layers: ['base', 'engines', 'engines/model'] },
  // The script that runs in embedding pages.
  embed: { layers: [] },
  explore: { layers: ['base', 'trace', 'kernel', 'program', 'engines', 'engines/model'] },
  'explore/host': {
    layers: ['base', 'trace', 'kernel', 'engines', 'engines/model', 'explore', 'teach'],
  },
  'explore/runs': {
    layers: [
      'base',
      'trace',
      'engines',
      'engines/model',
      'engines/model/client',
      'engines/model/host',
      'views',
      'explore',
    ],
  },
  'explore/client': { layers: ['base', 'engines', 'explore', 'explore/host', 'teach'] },
  store: { layers: belowStore, packages: ['mediabunny', 'zustand'] },
  ui: {
    layers: [...belowStore, 'store', 'embed', 'ui/lab'],
    packages: [
      'i18next',
      'lucide-react',
      'qrcode-generator',
      'react',
      'react-dom',
      'react-i18next',
      'zustand',
    ],
  },
  'ui/lab': {
    layers: [...belowStore, 'store', 'ui'],
    packages: [...editor, 'lucide-react', 'react', 'zustand'],
  },
  workers: {
    layers: [
      'scenarios',
      'engines/live',
      'engines/lab',
      'engines/model/host',
      'explore/host',
      'import/client',
      'import/worker',
      'trace',
      'export',
      'export/client',
    ],
  },
  'main.tsx': { layers: ['*'], packages: ['*'] },
};

/** The only files that may create a Worker: on the page, never nested (see docs/ARCHITECTURE.md). */
const workerFactories =
  /^(?:engines\/(?:live|(?:lab|model)\/client)|(?:explore|export|import)\/client)\/(?:[\w-]*factory[\w-]*|worker-pool)\.ts$/;

/** Folders without a README: each holds one element of a kind, which the parent folder explains. */
const oneOfAKind = /^scenarios\/[^/]+$/;

/** Limit on comments that switch off a check. Only ever decreases. */
const suppressionLimit = 6;

type Files = ReadonlyMap<string, string>;

const isTest = (file: string) => /\.test\.tsx?$/.test(file);

function layerOf(path: string): string | undefined {
  return Object.keys(walls)
    .filter((layer) => path === layer || path.startsWith(`${layer}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}

/** The rule that an edge breaks, as a clause, or undefined. */
function wrongWith(from: string, edge: Edge, to: string | undefined): string | undefined {
  if (edge.kind === 'worker' && !workerFactories.test(from)) {
    return `starts a Worker; only ${workerFactories.source} may`;
  }
  const layer = layerOf(from);
  const wall = layer === undefined ? undefined : walls[layer];
  if (wall === undefined) return 'is in no layer: add its folder to the table in src/walls.test.ts';
  if ('pkg' in edge.to) {
    const allowed = wall.packages ?? [];
    if (allowed.includes('*') || allowed.includes(edge.to.pkg)) return undefined;
    return `${layer} may import these packages: ${allowed.join(', ') || 'none'}`;
  }
  if (to === undefined) return 'leads to no file in src';
  const target = layerOf(to);
  if (isTest(to)) return 'nothing imports a test';
  if (edge.kind === 'worker')
    return target === 'workers' ? undefined : 'a Worker starts in workers/';
  if (target === layer || wall.layers.includes('*')) return undefined;
  if (target !== undefined && wall.layers.includes(target)) return undefined;
  return `${layer} may import: ${wall.layers.join(', ') || 'nothing'}`;
}

function targetsOf(edge: Edge, files: Files): readonly (string | undefined)[] {
  const { to } = edge;
  if ('pkg' in to) return [undefined];
  if ('path' in to) return [files.has(to.path) ? to.path : undefined];
  const matches = [...files.keys()].filter((file) => to.pattern.test(file));
  return matches.length === 0 ? [undefined] : matches;
}

/** Every violation and every cycle, each as one line: file, imported file, rule. */
function checkWalls(files: Files): string[] {
  const found: string[] = [];
  const graph = new Map<string, Set<string>>();
  for (const [file, code] of files) {
    if (!/\.tsx?$/.test(file)) continue;
    const reached = new Set<string>();
    graph.set(file, reached);
    const { edges, problems } = readImports(file, code);
    for (const { line, text } of problems) found.push(`src/${file}:${line}: ${text}`);
    for (const edge of edges) {
      for (const to of targetsOf(edge, files)) {
        // A Worker is a separate program: the page does not import what it imports.
        if (to !== undefined && edge.kind !== 'worker') reached.add(to);
        const wrong = isTest(file) ? undefined : wrongWith(file, edge, to);
        if (wrong !== undefined) {
          found.push(`src/${file}:${edge.line}: '${edge.specifier}': ${wrong}`);
        }
      }
    }
  }
  for (const cycle of findCycles(graph)) found.push(`circle: ${cycle.join(' → ')}`);
  return found;
}

const src = fileURLToPath(new URL('.', import.meta.url));
const entries = readdirSync(src, { recursive: true, withFileTypes: true });
const pathOf = (entry: (typeof entries)[number]) =>
  relative(src, join(entry.parentPath, entry.name)).split(sep).join('/');
const sources: Files = new Map(
  entries
    .filter((entry) => entry.isFile())
    .map((entry) => [pathOf(entry), readFileSync(join(entry.parentPath, entry.name), 'utf8')]),
);

describe('src', () => {
  test('is there', () => {
    const parsed = [...sources.keys()].filter((file) => /\.tsx?$/.test(file));
    expect(parsed.length).toBeGreaterThan(20);
    expect(parsed).toContain('base/units.ts');
  });

  test('keeps within its walls', () => {
    expect(checkWalls(sources)).toEqual([]);
  });

  test('explains every folder in at most 15 lines', () => {
    const folders = entries
      .filter((entry) => entry.isDirectory())
      .map(pathOf)
      .filter((folder) => !oneOfAKind.test(folder))
      .filter((folder) => [...sources.keys()].some((file) => posix.dirname(file) === folder));
    const wrong = folders.filter((folder) => {
      const readme = join(src, folder, 'README.md');
      return !existsSync(readme) || readFileSync(readme, 'utf8').trimEnd().split('\n').length > 15;
    });
    expect(wrong).toEqual([]);
  });

  test('switches off few checks', () => {
    const pattern =
      /(?:ox|es)lint-disable|@ts-(?:ignore|expect-error|nocheck)|(?:prettier|oxfmt)-ignore/g;
    const counted = [...sources]
      .filter(([file]) => file !== 'walls.test.ts')
      .map(([file, text]) => [file, text.match(pattern)?.length ?? 0] as const)
      .filter(([, count]) => count > 0);
    const total = counted.reduce((sum, [, count]) => sum + count, 0);
    expect(total, JSON.stringify(counted)).toBeLessThanOrEqual(suppressionLimit);
  });
});

describe('the checker', () => {
  const check = (planted: Record<string, string>) =>
    checkWalls(
      new Map(
        Object.entries({ 'base/a.ts': '', 'ui/App.tsx': '', 'workers/w.ts': '', ...planted }),
      ),
    );

  test.each<[title: string, planted: Record<string, string>]>([
    ['downwards', { 'kernel/k.ts': `import { a } from '../base/a.ts';` }],
    ['within a layer', { 'base/b.ts': `export * from './a.ts';` }],
    ['the root', { 'main.tsx': `import './ui/App.tsx'; import 'react-dom/client';` }],
    [
      'a Worker from its factory',
      {
        'engines/live/worker-pool.ts': `new Worker(new URL('../../workers/w.ts', import.meta.url), { type: 'module' });`,
      },
    ],
    ['a test that looks up', { 'base/a.test.ts': `import '../ui/App.tsx'; import 'vitest';` }],
  ])('allows %s', (_title, planted) => {
    expect(check(planted)).toEqual([]);
  });

  const up = "'../ui/App.tsx': kernel may import: base, trace";
  test.each<[title: string, planted: Record<string, string>, report: string]>([
    ['an import', { 'kernel/k.ts': `\nimport '../ui/App.tsx';` }, `src/kernel/k.ts:2: ${up}`],
    [
      'a type',
      { 'kernel/k.ts': `import type { A } from '../ui/App.tsx';` },
      `src/kernel/k.ts:1: ${up}`,
    ],
    [
      'a type by import()',
      { 'kernel/k.ts': `type A = import('../ui/App.tsx').A;` },
      `src/kernel/k.ts:1: ${up}`,
    ],
    [
      'a re-export',
      { 'kernel/k.ts': `export { A } from '../ui/App.tsx';` },
      `src/kernel/k.ts:1: ${up}`,
    ],
    [
      'a dynamic import',
      { 'kernel/k.ts': `void import('../ui/App.tsx');` },
      `src/kernel/k.ts:1: ${up}`,
    ],
    [
      'a path from the project',
      { 'kernel/k.ts': `import '/src/ui/App.tsx';` },
      `src/kernel/k.ts:1: '/src/ui/App.tsx': kernel may import: base, trace`,
    ],
    [
      'a glob',
      { 'kernel/k.ts': `import.meta.glob(['../ui/*.tsx', '!../ui/B.tsx']);` },
      `src/kernel/k.ts:1: '../ui/*.tsx': kernel may import: base, trace`,
    ],
    [
      'a URL',
      { 'kernel/k.ts': `new URL('../ui/App.tsx', import.meta.url);` },
      `src/kernel/k.ts:1: ${up}`,
    ],
    [
      'a package',
      { 'kernel/k.ts': `import { useState } from 'react';` },
      `src/kernel/k.ts:1: 'react': kernel may import these packages: none`,
    ],
    [
      'the host of the tests',
      { 'kernel/k.ts': `import 'node:fs';` },
      `src/kernel/k.ts:1: 'node:fs': kernel may import these packages: none`,
    ],
    [
      'a folder of no layer',
      { 'utils/u.ts': `import '../base/a.ts';` },
      `src/utils/u.ts:1: '../base/a.ts': is in no layer: add its folder to the table in src/walls.test.ts`,
    ],
    [
      'a file that is not there',
      { 'kernel/k.ts': `import '../base/b.ts';` },
      `src/kernel/k.ts:1: '../base/b.ts': leads to no file in src`,
    ],
    [
      'a way out of src',
      { 'kernel/k.ts': `import '../../scripts/x.ts';` },
      `src/kernel/k.ts:1: '../../scripts/x.ts': leads to no file in src`,
    ],
    [
      'an import of a test',
      { 'kernel/k.ts': `import '../base/t.test.ts';`, 'base/t.test.ts': '' },
      `src/kernel/k.ts:1: '../base/t.test.ts': nothing imports a test`,
    ],
    [
      'a Worker from elsewhere',
      {
        'ui/B.tsx': `new Worker(new URL('../workers/w.ts', import.meta.url), { type: 'module' });`,
      },
      `src/ui/B.tsx:1: '../workers/w.ts': starts a Worker; only ${workerFactories.source} may`,
    ],
    [
      'a Worker by query',
      { 'ui/B.tsx': `import W from '../workers/w.ts?worker';` },
      `src/ui/B.tsx:1: '../workers/w.ts?worker': starts a Worker; only ${workerFactories.source} may`,
    ],
    [
      'a Worker that the build would miss',
      {
        'engines/live/worker-pool.ts': `const url = 'w.ts'; new Worker(url, { type: 'module' });`,
      },
      `src/engines/live/worker-pool.ts:1: write new Worker(new URL('…', import.meta.url), { … }) in one piece, or the build misses it`,
    ],
    [
      'an import() of anything',
      { 'kernel/k.ts': `void import(globalThis.name);` },
      'src/kernel/k.ts:1: import() must name its module as a string',
    ],
    [
      'a circle',
      { 'base/b.ts': `import './c.ts';`, 'base/c.ts': `import type { B } from './b.ts';` },
      'circle: base/b.ts → base/c.ts → base/b.ts',
    ],
    ['a circle of one', { 'base/b.ts': `import './b.ts';` }, 'circle: base/b.ts → base/b.ts'],
    [
      'text that is no program',
      { 'base/b.ts': 'const = 1;' },
      'src/base/b.ts:1: does not parse: Unexpected token',
    ],
  ])('reports %s', (_title, planted, report) => {
    expect(check(planted)).toEqual([report]);
  });
});
