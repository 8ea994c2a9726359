/**
 * Views know operations by their meaning in the trace's operation table, never by name: a trace of another tool has
 * other names. Names are for display and for lookups in `texts/` folders.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { opInfos } from './kernel/ops.ts';
import { objectKinds, roles } from './trace/format.ts';

const src = fileURLToPath(new URL('.', import.meta.url));
const files = ['views', 'diagnose', 'timeline', 'ui'].flatMap((folder) =>
  readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|(^|[/\\])texts[/\\]/.test(file))
    .map((file) => join(folder, file)),
);

/** Words of the trace format itself that are operation names as well. */
const vocabulary: ReadonlySet<string> = new Set([
  ...opInfos.flatMap((info) => Object.values({ ...info, name: '' })),
  ...Object.keys(objectKinds),
  ...roles,
]);

/** Operation names that mean nothing else on the page: code that writes one matches an operation by name. */
const telling: ReadonlySet<string> = new Set(
  opInfos.map(({ name }) => name).filter((name) => name.includes('-') && !vocabulary.has(name)),
);

const wrongIn = (code: string): string[] => [
  ...[...code.matchAll(/(['"`])([\w-]+)\1/g)]
    .map(([, , text = '']) => text)
    .filter((text) => telling.has(text)),
  // A row's name, read to be compared or looked up.
  ...(code.match(/(?:opInfo\([^)]*\)+|\bops\[[^\]]*\](?:\[[^\]]*\])?)[?!]?\.name\b/g) ?? []),
  ...(code.match(/opName\((?:[^()]|\([^()]*\))*\)\s*(?:===|!==|\.\w+\()/g) ?? []),
  ...(code.match(/(?:has|includes|get)\([^()]*opName\(/g) ?? []),
];

test('no view knows an operation by its name', () => {
  const found = files.flatMap((file) =>
    wrongIn(readFileSync(join(src, file), 'utf8')).map((what) => `src/${file}: ${what}`),
  );
  expect(found).toEqual([]);
});

test.each([
  ["if (name === 'task-done') count();", ['task-done']],
  ["if (trace.opInfo(seq)?.name === 'put') count();", ['opInfo(seq)?.name']],
  ['const { name } = trace.ops[op]!.name;', ['ops[op]!.name']],
  ["if (trace.opName(trace.op(seq)) === 'put') count();", ['opName(trace.op(seq)) ===']],
  ['streams.get(trace.opName(op))', ['get(trace.opName(']],
  ['sentence(key, { op: trace.opName(state.op) })', []],
])('%s', (code, wrong) => {
  expect(wrongIn(code)).toEqual(wrong);
});
