/** Behaviour of threading and queue, by the numbers of the list: in the model, and in CPython. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { python3 } from '../../scripts/python.mjs';
import { thinned } from '../base/sweep.ts';
import { checkRow, wrongWith } from './run-row.ts';
import type { Row } from './row.ts';
import { rows } from './rows.ts';

const fileOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

describe('in the model', () => {
  it.each(rows.map((row) => [row.name, row] as const))('%s', (_name, row) => {
    expect(checkRow(row)).toEqual([]);
  });
});

interface Proof {
  readonly out: string;
  readonly err: string;
  readonly exit: number;
}

/** Every twelfth in quick mode: the programs of all take CPython two minutes. */
const proved = thinned(
  rows.filter((row) => row.python !== ''),
  12,
);

/** The rows are those of Python 3.11; other versions differ in a few messages. */
const VERSION = '3.11.';

/** On a busy machine times are late: failed rows are tried again with longer times and fewer at once. */
const attempts = [
  { scale: 1, atOnce: 8 },
  { scale: 4, atOnce: 8 },
  { scale: 15, atOnce: 4 },
  { scale: 40, atOnce: 4 },
];

/** First line of a traceback. */
const HEADING =
  /^(?:Traceback|Exception (?:in|ignored)|Process \S+:$|exception calling callback) ?/;

/** Errors of each row in CPython, by name; or why none could be run. */
function prove(): { readonly wrong: ReadonlyMap<string, string>; readonly lack: string } {
  const wrong = new Map<string, string>();
  let left = proved;
  for (const attempt of attempts) {
    const programs = left.map(({ python }) => dedent(python));
    const { status, stdout, stderr } = spawnSync(python3, [fileOf('prove.py')], {
      input: JSON.stringify({ programs, ...attempt }),
      encoding: 'utf8',
      env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    });
    if (status === null) return { wrong, lack: 'there is no python3 here' };
    if (status !== 0) throw new Error(stderr);
    const { version, results } = JSON.parse(stdout) as { version: string; results: Proof[] };
    if (!version.startsWith(VERSION)) {
      return { wrong, lack: `python3 is ${version}, not ${VERSION}x` };
    }
    left.forEach((row, index) => wrong.set(row.name, wrongInPython(row, results[index]!)));
    left = left.filter((row) => wrong.get(row.name) !== '');
    if (left.length === 0) break;
  }
  return { wrong, lack: '' };
}

const { wrong: wrongByName, lack } = prove();

describe(lack === '' ? 'in CPython' : `in CPython: skipped, ${lack}`, () => {
  it.skipIf(lack !== '').each(proved.map((row) => row.name))('%s', (name) => {
    expect(wrongByName.get(name)).toBe('');
  });
});

function wrongInPython(row: Row, { out, err, exit }: Proof): string {
  const text = out.endsWith('\n') ? out.slice(0, -1) : out;
  const outcome = { out: out === '' ? [] : text.split('\n'), err: raisedIn(err), exit, stuck: [] };
  const wrong = wrongWith(outcome, row);
  return wrong === '' ? '' : `${wrong}\n${err}`;
}

/** The last line of each report: the exception, without its module. */
function raisedIn(err: string): string[] {
  const raised: string[] = [];
  for (const line of err.split('\n')) {
    // The exception being handled is printed before this line.
    if (line.startsWith('During handling of')) raised.pop();
    else if (/^\S/.test(line) && !HEADING.test(line)) {
      raised.push(line.trimEnd().replace(/^(?:\w+\.)+(?=\w)/, ''));
    }
  }
  return raised;
}

function dedent(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const margin = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(margin)).join('\n');
}

describe('the list', () => {
  it('has a row for every case from 1 to 105, or docs/CONFORMANCE.md says why not', () => {
    const text = readFileSync(fileOf('../../docs/CONFORMANCE.md'), 'utf8');
    const section = text.split('## Not applicable')[1]?.split('\n## ')[0] ?? '';
    const excused = [...section.matchAll(/^\| (\d+) +\|/gm)].map((found) => Number(found[1]));
    const tested = rows.map(({ name }) => Number.parseInt(name, 10));
    const covered = new Set([...tested, ...excused]);
    const all = Array.from({ length: 105 }, (_, n) => n + 1);
    expect(all.filter((number) => !covered.has(number))).toEqual([]);
    expect(excused.filter((number) => tested.includes(number))).toEqual([]);
  });

  it('has a name for every row', () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  it('says of every row without a proof why it has none', () => {
    expect(rows.filter((row) => (row.python === '') !== (row.unproved !== undefined))).toEqual([]);
  });
});
