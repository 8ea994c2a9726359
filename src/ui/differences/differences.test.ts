/** The table is complete in both languages, each construct occurs somewhere, and docs/CONFORMANCE.md agrees. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scenarios } from '../../scenarios/registry.ts';
import { objectKinds } from '../../trace/format.ts';
import { constructs, constructsIn, constructsOf } from './differences.ts';
import { kindsTold } from './kinds-told.ts';

const at = (path: string) => new URL(path, import.meta.url);
const document = readFileSync(at('../../../docs/CONFORMANCE.md'), 'utf8');
const listings = scenarios.map(({ id }) =>
  readFileSync(at(`../../scenarios/${id}/listing.py`), 'utf8'),
);
const rows = constructs.flatMap((construct) => construct.rows);

/** Numbers of the cases in the table below a heading of the document. */
function casesBelow(heading: string): number[] {
  const section = document.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| (\d+) /gm)].map(([, number]) => Number(number));
}

const ascending = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);

function inMarkdown(): string {
  return constructs
    .map(({ name, rows: own }) => {
      const items = own.map(({ en, cases = [] }) =>
        cases.length === 0 ? `- ${en}` : `- ${en} (${cases.join(', ')})`,
      );
      return `### ${name.en}\n\n${items.join('\n')}\n`;
    })
    .join('\n');
}

describe('the table of differences', () => {
  it('is what docs/CONFORMANCE.md says by construct', async () => {
    const marks = /(?<=<!-- differences -->\n).*?(?=<!-- \/differences -->)/s;
    await expect(document.replace(marks, () => `\n${inMarkdown()}\n`)).toMatchFileSnapshot(
      '../../../docs/CONFORMANCE.md',
    );
  });

  it('covers every case that is left out, or partly', () => {
    const leftOut = [...casesBelow('Partly applicable'), ...casesBelow('Not applicable')];
    expect(leftOut.length).toBeGreaterThan(30);
    expect(ascending(rows.flatMap(({ cases = [] }) => cases))).toEqual(ascending(leftOut));
  });

  it('has other words in each language, and no row twice', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const texts = rows.map((row) => row[language]);
      expect(new Set(texts).size).toBe(texts.length);
    }
    expect(rows.filter((row) => /[^\x20-\x7e]/.test(row.en))).toEqual([]);
    expect(rows.filter((row) => !/[\u4e00-\u9fff]/.test(row['zh-CN']))).toEqual([]);
  });

  it('names the same code in both languages', () => {
    const codeIn = (text: string) => [...text.matchAll(/`[^`]+`/g)].map(String).toSorted();
    for (const row of rows) expect(codeIn(row['zh-CN'])).toEqual(codeIn(row.en));
  });
});

/** Constructs that no program of the gallery uses: only the manual lists them. */
const unseen = ['osPipe'];

describe('in place', () => {
  it.each(constructs)('$name.en: told of the programs that use it', ({ id, words }) => {
    const met = listings.filter((text) => constructsIn(text).some((one) => one.id === id)).length;
    if (unseen.includes(id)) expect(met).toBe(0);
    else expect(met).toBeGreaterThan(0);
    if (words === undefined) expect(met).toBe(listings.length);
  });

  it('knows every kind that it is about', () => {
    const kinds = new Set(constructs.flatMap((construct) => construct.kinds ?? []));
    expect([...kinds].toSorted()).toEqual(kindsTold.toSorted());
    expect([...kinds].filter((kind) => kind !== 'thread' && !(kind in objectKinds))).toEqual([]);
  });

  it('tells of a program what it uses, and of an object what it is', () => {
    const idsOf = (found: typeof constructs) => found.map(({ id }) => id);
    expect(idsOf(constructsIn('import socket\ns = socket.socket()'))).toEqual(['run', 'sockets']);
    expect(idsOf(constructsIn('my_os_pipe, osXpipe, blocking'))).toEqual(['run']);
    expect(idsOf(constructsOf('thread'))).toEqual(['threads']);
    expect(idsOf(constructsOf('rlock'))).toEqual(['locks']);
    expect(constructsOf('barrier')).toEqual([]);
  });
});
