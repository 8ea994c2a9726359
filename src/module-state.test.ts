/**
 * Rendering depends on the trace and the cursor only: no module of views, timeline or ui has module-level state that
 * affects what is drawn. State lives in the store, in a `Session`, or in a component.
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

/** Module-level state that does not affect what is drawn. */
const harmless: readonly string[] = [
  // A cache derived from the texts of a program, which never change.
  'ui/source/use-sources.ts: let kept',
  // In the page of a worker tab: when the serving page was last heard of, and the server object.
  'ui/tabs/serve-tabs.ts: let pingedAt',
  // Caches derived from the tracks of a recording, which never change.
  'timeline/paint-slices.ts: const hues',
  'views/track-index.ts: const indexes',
  'views/track-index.ts: const ranges',
];

/** Top-level declarations of mutable state: `let`, `var`, and collections that can be added to. */
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
