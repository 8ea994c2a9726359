/**
 * What is on screen follows from the trace and the cursor: no module of the views, the timeline or the page keeps
 * anything of its own that a picture depends on. State lives in the store, in a `Session`, or in a component.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const src = fileURLToPath(new URL('.', import.meta.url));
const files = ['views', 'timeline', 'ui'].flatMap((folder) =>
  readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => join(folder, file).replaceAll('\\', '/')),
);

/** State that no picture depends on. */
const harmless: readonly string[] = [
  // A mark of the benchmark has been set.
  'ui/timeline/use-timeline.ts: let isMarked',
  // The page of a worker tab: when the page that it works for was heard of last, and the server that it is.
  'ui/tabs/serve-tabs.ts: let pingedAt',
  // What follows from the tracks of a recording, which never change: worked out once, and the same whenever it is.
  'timeline/paint-slices.ts: const hues',
  'views/track-index.ts: const indexes',
  'views/track-index.ts: const ranges',
];

/** At the top of a module: what can be assigned again, and collections that can be added to. */
const stateIn = (code: string): string[] =>
  [
    ...code.matchAll(/^(?:export )?((?:let|var) \w+)/gm),
    ...code.matchAll(
      /^(?:export )?(const \w+)(?:: (?:Weak|Map|Set|Record|\w+\[\])[^=]*)? =\s+(?:new (?:Weak)?(?:Map|Set)\b|\[\]|\{\})/gm,
    ),
  ].map(([, what = '']) => what);

test('no module behind the picture has state', () => {
  const found = files.flatMap((file) =>
    stateIn(readFileSync(join(src, file), 'utf8')).map((what) => `${file}: ${what}`),
  );
  expect(found.toSorted()).toEqual(harmless.toSorted());
});

test.each([
  ['let epoch = 0;', ['let epoch']],
  ['const pasts = new WeakMap<Trace, Past>();', ['const pasts']],
  ['export const known: Map<string, string> = new Map();', ['const known']],
  ['const seen: string[] = [];', ['const seen']],
  ["const closing: ReadonlySet<string> = new Set([']']);", []],
  ['const NONE: readonly string[] = [];', []],
  ['  const inside = new Map();', []],
])('%s', (code, state) => {
  expect(stateIn(code)).toEqual(state);
});
