/** Requirements on every scenario's folder. */
import type { ParamValue } from '../base/param-values.ts';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { defaultsOf, readParams } from './params.ts';
import { loadPresets } from './presets.ts';
import { loadProgram } from './programs.ts';
import { findScenario, scenarios } from './registry.ts';
import { chapters, type Listing } from './scenario.ts';
import { loadListings } from './listings.ts';
import { languages, loadGallery, loadTexts } from './texts.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const folders = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const ids = scenarios.map((scenario) => scenario.id);

describe('the registry', () => {
  it('has every folder, called as its id', () => {
    expect([...ids].toSorted()).toEqual(folders.toSorted());
  });

  it('is in the order of the chapters, without two scenarios in one place', () => {
    const places = scenarios.map((s) => chapters.indexOf(s.chapter) * 1000 + s.order);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(places).size).toBe(places.length);
  });

  it('finds by id and nothing else', () => {
    expect(findScenario('traffic-light')?.id).toBe('traffic-light');
    expect(findScenario('__proto__')).toBeUndefined();
    expect(() => loadProgram('../registry')).toThrow('no program called');
  });
});

const textOf = (listing: Listing, line: number): string =>
  (listing.lines[line - 1] ?? []).map(([text]) => text).join('');

/** A param's value as a Python literal. */
function pythonValue(value: ParamValue): string[] {
  if (typeof value === 'boolean') return [value ? 'True' : 'False'];
  if (typeof value === 'string') return [/^\d+$/.test(value) ? value : `'${value}'`];
  return Number.isInteger(value) ? [String(value), value.toFixed(1)] : [String(value)];
}

describe.each(ids)('%s', (id) => {
  const { params, threads, stage, opens, threadsOnly } = findScenario(id)!;

  it('has a program whose listing carries the same marks', async () => {
    const { program, python } = await loadListings(id);
    const marks = Object.keys(program.marks);
    expect(marks.length).toBeGreaterThanOrEqual(3);
    expect(marks.toSorted()).toEqual(Object.keys(python.marks).toSorted());
    expect((await loadProgram(id)).main).toBeTypeOf('function');
  });

  it('has its promises tested', () => {
    expect(existsSync(`${here}${id}/outcomes.test.ts`)).toBe(true);
  });

  it('marks every step of the program', async () => {
    const source = readFileSync(`${here}${id}/program.ts`, 'utf8');
    const unmarked = source
      .split('\n')
      .filter((line) => line.includes('yield*') && !/\[[a-z0-9-]+\]/.test(line))
      // A called part of the program has marks of its own.
      .filter((line) => !/yield\* [a-z]\w*\(/.test(line) || /yield\* (print|sleep)\(/.test(line));
    expect(unmarked).toEqual([]);
  });

  it('has a line in the listing for each param, which sets its default', async () => {
    const { python } = await loadListings(id);
    expect(Object.keys(python.params).toSorted()).toEqual(Object.keys(params).toSorted());
    for (const [name, param] of Object.entries(params)) {
      const line = textOf(python, python.params[name]!);
      const allowed = pythonValue(param.default).map((value) => `${name.toUpperCase()} = ${value}`);
      expect(allowed).toContain(line);
    }
  });

  it('needs a whole number of threads', () => {
    const needed = threads(defaultsOf(params));
    expect(Number.isInteger(needed) && needed >= 1).toBe(true);
  });

  it('draws on the stage only what the program names', () => {
    const source = readFileSync(`${here}${id}/program.ts`, 'utf8');
    for (const { object } of stage) {
      // `to_client` is `toClient` in TypeScript.
      const named = object.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      const list = named.replace(/\[0\]$/, '');
      const made = list === named ? `const ${named} = yield* new ` : `${list}.push(yield* new `;
      expect(source).toContain(made);
    }
    const made = [...source.matchAll(/\bnew (\w+)/g)].map(([, name = '']) => name);
    if (threadsOnly) expect(['Thread', 'Process', 'PyError']).toEqual(expect.arrayContaining(made));
  });

  it.each(languages)('has all its texts: %s', async (language) => {
    const texts = await loadTexts(id, language);
    const gallery = await loadGallery(language);
    expect(gallery[id]).toEqual({ title: texts.title, summary: texts.summary });
    const { live, presets = {}, ...others } = texts;
    expect(Object.keys(presets)).toEqual(Object.keys(await loadPresets(id)));
    expect(Object.keys(others).toSorted()).toEqual([
      'docs',
      'docsAt',
      'look',
      'params',
      'summary',
      'title',
      'words',
    ]);
    expect(texts.docsAt).toMatch(/^(library|faq)\/[\w.]+\.html#[\w.-]+$/);
    // A scenario that opens in step mode says how live mode differs.
    expect(live === undefined).toBe(opens === undefined);
    expect(Object.keys(texts.params)).toEqual(Object.keys(params));
    for (const [name, param] of Object.entries(params)) {
      const options = Object.keys(texts.params[name]?.options ?? {});
      expect(options).toEqual(param.type === 'choice' ? [...param.options] : []);
    }
    for (const text of leaves(texts)) expect(text.trim()).toMatch(/^\S/);
  });
});

describe.each(ids)('presets of %s', (id) => {
  it('name settings that exist, with values that they take', async () => {
    const { params } = findScenario(id)!;
    for (const values of Object.values(await loadPresets(id))) {
      expect(readParams(params, values)).toEqual({
        values: { ...defaultsOf(params), ...values },
        problems: [],
      });
      expect(Object.keys(values).length).toBeGreaterThan(1);
    }
  });
});

it('has the settings of the tutorials', async () => {
  const found = await Promise.all(ids.map(async (id) => Object.keys(await loadPresets(id))));
  const named = ids.flatMap((id, n) => (found[n] ?? []).map((name) => `${id} ${name}`));
  expect(named.filter((name) => !name.startsWith('process-creation'))).toEqual([
    'daemon-family tutorial',
    'traffic-light tutorial',
    'producer-consumer tutorial',
    'manager tutorial',
    'pool tutorial',
    'pool no-join',
    'subprocess tutorial',
  ]);
  expect(Object.keys(await loadPresets('process-creation'))).toEqual([
    'system',
    'call',
    'request',
    'batch',
  ]);
});

function leaves(value: unknown): string[] {
  return typeof value === 'string' ? [value] : Object.values(value as object).flatMap(leaves);
}
