/** What every scenario's folder must hold, whoever adds one. */
import type { ParamValue } from '../base/param-values.ts';
import { execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { defaultsOf } from './params.ts';
import { loadProgram } from './programs.ts';
import { findScenario, scenarios } from './registry.ts';
import { chapters, type Listing } from './scenario.ts';
import { languages, loadGallery, loadListings, loadTexts } from './texts.ts';

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

/** A param's value as Python writes it. */
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
      // A part of the program that is called marks its own steps.
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
      const list = object.replace(/\[0\]$/, '');
      const made = list === object ? `const ${object} = yield* new ` : `${list}.push(yield* new `;
      expect(source).toContain(made);
    }
    const made = [...source.matchAll(/\bnew (\w+)/g)].map(([, name = '']) => name);
    if (threadsOnly) expect(['Thread', 'Process', 'PyError']).toEqual(expect.arrayContaining(made));
  });

  it.each(languages)('has all its texts: %s', async (language) => {
    const texts = await loadTexts(id, language);
    const gallery = await loadGallery(language);
    expect(gallery[id]).toEqual({ title: texts.title, summary: texts.summary });
    const { live, ...others } = texts;
    expect(Object.keys(others).toSorted()).toEqual(['docs', 'look', 'params', 'summary', 'title']);
    // Where it opens in step mode, live mode is another thing.
    expect(live === undefined).toBe(opens === undefined);
    expect(Object.keys(texts.params)).toEqual(Object.keys(params));
    for (const [name, param] of Object.entries(params)) {
      const options = Object.keys(texts.params[name]?.options ?? {});
      expect(options).toEqual(param.type === 'choice' ? [...param.options] : []);
    }
    for (const text of leaves(texts)) expect(text.trim()).toMatch(/^\S/);
  });
});

function leaves(value: unknown): string[] {
  return typeof value === 'string' ? [value] : Object.values(value as object).flatMap(leaves);
}

const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0);

/** Listings that run until Ctrl-C, and exit codes other than 0. */
const ENDLESS = new Set([
  'traffic-light',
  'opposite-locks',
  'dining-philosophers',
  'livelock',
  'terminate-with-lock',
  'missed-notify',
  'forgotten-task-done',
]);
const EXIT_CODES: Readonly<Record<string, number>> = {};

/** Clocks that run ten times as fast; and chance that is the same every time. */
const HURRY = `
import queue, random, time
_sleep, _now, _used, _get = time.sleep, time.monotonic, time.thread_time, queue.Queue.get
time.sleep = lambda s: _sleep(s / 10)
time.monotonic = lambda: _now() * 10
time.thread_time = lambda: _used() * 10
queue.Queue.get = lambda q, block=True, timeout=None: _get(q, block, timeout and timeout / 10)
random.seed(1)`;

/** Terminals at which everything has been typed already. */
const TERMINALS = `
import builtins, io, sys
_open, _typed = open, TYPED
def _terminal(path):
    lines = [entry['line'] for entry in _typed if entry['terminal'] == path]
    lines = lines[:lines.index(None)] if None in lines else lines
    return io.StringIO(''.join(line + '\\n' for line in lines))
builtins.open = lambda path, *rest, **more: _terminal(path) if str(path).startswith('/dev/') else _open(path, *rest, **more)
sys.stdin = _terminal('/dev/tty')`;

/** A listing with its durations made shorter, so that the tests need not sit through it. */
function hurried(id: string): string {
  const source = readFileSync(`${here}${id}/listing.py`, 'utf8');
  const typed = JSON.stringify(findScenario(id)!.input ?? []);
  return `${HURRY}${TERMINALS.replace('TYPED', () => typed.replaceAll('null', 'None'))}\n${source}`;
}

describe('listings under CPython', () => {
  if (python === undefined) console.warn('no python3 here: the Python listings are not run');

  it.skipIf(python === undefined).concurrent.each(ids)('%s', { timeout: 30_000 }, async (id) => {
    if (ENDLESS.has(id)) {
      await expect(printsForEver(id)).resolves.not.toBe('');
    } else {
      await expect(exitCode(id)).resolves.toBe(EXIT_CODES[id] ?? 0);
    }
  });
});

async function exitCode(id: string): Promise<number> {
  const ended = await promisify(execFile)(python!, ['-c', hurried(id)], { timeout: 20_000 }).catch(
    (error: { code?: number; stderr: string }) => error,
  );
  return 'code' in ended ? (ended.code ?? -1) : 0;
}

/** Runs it until it has printed something; it must then still be running. */
function printsForEver(id: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(python!, ['-u', '-c', hurried(id)]);
    child.on('exit', (code) => reject(new Error(`${id} ended with ${code}`)));
    child.stdout.once('data', (data: Buffer) => {
      child.removeAllListeners('exit').kill('SIGKILL');
      resolve(data.toString());
    });
  });
}
