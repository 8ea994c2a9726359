import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { draw } from '../../engines/model/chance.ts';
import { sweep, thinned } from '../../base/sweep.ts';
import type { SourceFile } from '../../engines/program.ts';
import { CODE_VERSION, decodeCode, encodeCode, isPath, MAX_CODE } from './code-text.ts';

/** Text written by the first version. */
const FROZEN = '1.fEUgAAGCcBTuFMrYXErVOUCSNupeE7Wzp6lmfhJH92Vv';

const tutorials = new URL('../../engines/lab/tutorials/', import.meta.url);
const programs = readdirSync(tutorials)
  .filter((name) => name.endsWith('.py'))
  .map((path) => ({ path, text: readFileSync(new URL(path, tutorials), 'utf8') }));

const one = (text: string): SourceFile[] => [{ path: 'program.py', text }];

describe('the files of a program as a text', () => {
  it('come back as they were', () => {
    const rows: (readonly SourceFile[])[] = [
      ...thinned(programs, 5).map((file) => [file]),
      programs.slice(0, 9),
      one(''),
      one('\r\n\t\u00a0“引号” 🧵\n\0'),
      one('x = 1\n'.repeat(3_000)),
    ];
    for (const files of rows) {
      const text = encodeCode(files);
      expect(text).toMatch(/^1\.[\w-]+$/);
      expect(decodeCode(text ?? '')).toEqual({ files });
    }
  });

  it('are read as an older Weft wrote them', () => {
    expect(decodeCode(FROZEN)).toEqual({ files: one("print('held', 束)\n") });
  });

  it('of sixty lines take at most 1,500 characters', () => {
    let lines: string[] = [];
    for (const { text } of programs) {
      // Lines as people write them.
      if (text.split('\n').some(({ length }) => length > 140)) continue;
      lines.push(...text.split('\n'));
      if (lines.length < 60) continue;
      const sixty = lines.slice(0, 60).join('\n');
      expect(encodeCode(one(sixty))!.length, sixty).toBeLessThan(1500);
      lines = [];
    }
  });

  it('are refused before they are unpacked', () => {
    expect(encodeCode(one('x'.repeat(MAX_CODE)))).toBeUndefined();
    expect(encodeCode(Array.from({ length: 21 }, (_, n) => ({ path: `${n}`, text: '' })))).toBe(
      undefined,
    );
    // Two bytes of a checksum, then a length of 2^34.
    expect(decodeCode('1.AACAgICAQA')).toEqual({ problem: 'too-large' });
    expect(decodeCode(`${CODE_VERSION + 1}.AAAA`)).toEqual({ problem: 'newer-version' });
    for (const text of ['', '1.', '0.AA', 'x', '1.A A', '1.____', 'constructor'])
      expect(decodeCode(text), text).toEqual({ problem: 'damaged' });
  });

  it('are files or a problem, whatever the text is', () => {
    const text = encodeCode(programs.slice(0, 2)) ?? '';
    const signs = 'ABCxyz019-_.';
    for (let seed = 0; seed < sweep(40, 100, 5000); seed++) {
      const place = draw(seed, 1, text.length);
      const end = place + draw(seed, 2, 20);
      const sign = signs[draw(seed, 3, signs.length)]!;
      const changed = [
        text.slice(0, place),
        text.slice(0, place) + text.slice(end),
        text.slice(0, place) + sign + text.slice(place + 1),
      ][draw(seed, 4, 3)]!;
      const found = decodeCode(changed);
      if ('files' in found) expect(encodeCode(found.files)).toBe(text);
    }
  });
});

it.each([
  ['program.py', true],
  ['lib/工作.py', true],
  ['a b (2).txt', true],
  ['', false],
  ['..', false],
  ['../x.py', false],
  ['a/../x', false],
  ['/etc/passwd', false],
  ['a\nb', false],
  ['a\\b', false],
  ['C:x', false],
  ['x'.repeat(101), false],
])('%j is a path of a file: %j', (path, expected) => expect(isPath(path)).toBe(expected));
