// @ts-check
/**
 * `npm run conformance`: runs every listing under CPython, records its synchronisation calls from outside, and lets the
 * TypeScript program follow them on the kernel. Compares the table of docs/CONFORMANCE.md; `--write` writes it.
 * `--endings` adds how each run ended to `src/outcomes/cpython-endings.json`, which the lab is tested against;
 * `--scale=1` leaves sleeps unscaled. Without python3 it prints a note and checks nothing. Names of scenarios restrict
 * it to those; `--thinned` leaves out most of the runs with other settings, as `npm test` does; `--report=FILE` writes
 * the number of runs there.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'oxfmt';
import { createServer } from 'vite';
import { hasPython, python3 } from './python.mjs';
import { formatMarkdown } from './markdown.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = `${root}docs/CONFORMANCE.md`;
const words = process.argv.slice(2);
const names = words.filter((word) => !word.startsWith('--'));

const reportFile = words.find((word) => word.startsWith('--report='))?.slice('--report='.length);

/** Scenarios whose ending depends on chance. */
const endsByLuck = new Set(['livelock']);

/** Timeout of an endless listing in the first attempt, in seconds. */
const seconds = 4;
/** Factor on sleeps. Shortened sleeps are less exact, and end programs that otherwise end by chance only. */
const scale = Number(words.find((word) => word.startsWith('--scale='))?.slice(8) ?? 0.05);

/**
 * The search for an order that explains a record is greedy: another record of the same program may be easier. And on a
 * busy machine a listing may need more time and longer sleeps: a child may have done nothing yet when its signal
 * arrives.
 */
const attempts = 5;

/**
 * @param {string} listing @param {string} record @param {string} input typed lines, as JSON
 * @param {number} attempt from 1
 * @returns {Promise<number | null>} the exit code; null if it was stopped
 */
function runListing(listing, record, input, attempt) {
  const recorder = `${root}scripts/conformance/record.py`;
  const longer = Math.max(scale, Math.min(1, scale * attempt));
  const args = [recorder, listing, record, String(seconds * attempt), String(longer), input];
  // The page's small programs come before those of the machine.
  const PATH = `${root}scripts/conformance/programs:${process.env['PATH']}`;
  const env = { ...process.env, PATH };
  const child = spawn(python3, args, {
    env,
    stdio: 'ignore',
    detached: true,
  });
  return new Promise((resolve) => child.on('close', (code) => resolve(code)));
}

/** @typedef {typeof import('./conformance/conform.ts')} Conform */
/** @typedef {import('./conformance/conform.ts').Variant} Variant */
/** @typedef {Variant & { calls: number, ending: string, problem: string | undefined }} Row */

/**
 * @param {Conform} conformance @param {Variant[]} variants
 * @returns {Promise<Row[]>}
 */
async function conformAll({ conform, inputOf, listingOf }, variants) {
  const dir = mkdtempSync(join(tmpdir(), 'weft-'));
  const waiting = [...variants.entries()];
  /** @type {Row[]} */
  const rows = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [place, variant] = next;
      const listing = join(dir, `${variant.id}.${place}.py`);
      const record = join(dir, `${variant.id}.${place}.jsonl`);
      const source = readFileSync(`${root}src/scenarios/${variant.id}/listing.py`, 'utf8');
      writeFileSync(listing, listingOf(source, variant.changed));
      for (let attempt = 1; ; attempt++) {
        const code = await runListing(listing, record, inputOf(variant.id), attempt);
        const row = withEnding(variant, await conform(variant, readFileSync(record, 'utf8'), code));
        if (attempt < attemptsFor(row)) continue;
        rows[place] = { ...variant, ...row };
        break;
      }
    }
  };
  // Listings mostly sleep.
  await Promise.all(Array.from({ length: 2 * cpus().length }, work));
  rmSync(dir, { recursive: true });
  return rows;
}

/**
 * A listing that was stopped may only have been slow: it gets more time once before it counts as endless.
 * @param {{ ending: string, problem: string | undefined }} row
 */
function attemptsFor({ ending, problem }) {
  if (problem !== undefined) return attempts;
  return ending === 'never' ? 2 : 1;
}

/**
 * With its defaults, a listing must end as the table says; one that was stopped earlier had too little time.
 * @param {Variant} variant @param {{ calls: number, ending: string, problem: string | undefined }} row
 */
function withEnding({ id, title }, row) {
  const ending = title === '' && !isWriting && !endsByLuck.has(id) ? endings.get(id) : undefined;
  if (row.problem !== undefined || ending === undefined || ending === row.ending) return row;
  return { ...row, problem: `it ends as “${row.ending}”, not as “${ending}”` };
}

/**
 * Adds the endings seen under CPython: a program that depends on chance has several.
 * @param {Row[]} rows
 */
async function addEndings(rows) {
  const file = `${root}src/outcomes/cpython-endings.json`;
  /** @type {Record<string, string[]>} */
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  for (const { id, title, ending } of rows) {
    const name = `${id} ${title}`.trimEnd();
    known[name] = [...new Set([...(known[name] ?? []), ending])].toSorted();
  }
  const { code } = await format('endings.json', JSON.stringify(known), { printWidth: 100 });
  writeFileSync(file, code);
}

/** @param {Row[]} rows */
async function tableOf(rows) {
  const lines = rows
    .filter(({ title }) => title === '')
    .map(({ id, ending }) => {
      const ways = rows.filter((row) => row.id === id).length;
      return `| ${id} | ${ending} | ${ways} | followed |`;
    });
  const head = ['| scenario | ends | runs | on the kernel |', '|---|---|--:|---|'];
  return (await formatMarkdown([...head, ...lines].join('\n'))).trim();
}

const block = /(?<=<!-- conformance -->)[\s\S]*?(?=<!-- \/conformance -->)/;

/** The scenarios that a table has rows for, and their runs. @param {string} table */
const runsIn = (table) =>
  [...table.matchAll(/^\| ([a-z][\w-]*) +\|[^|]+\| +(\d+) \|/gm)]
    .map(([, id, runs]) => `${id} ${runs}`)
    .join();

const isWriting = words.includes('--write');
/** How each listing ends, by the table. @type {ReadonlyMap<string, string>} */
const endings = new Map(
  [...readFileSync(page, 'utf8').matchAll(/^\| ([a-z][\w-]*) +\| (\w[\w ]*?) +\| +\d+ \|/gm)].map(
    ([, id = '', ending = '']) => [id, ending],
  ),
);

if (!hasPython) {
  console.log('skipped: there is no python3 here to compare with');
  if (reportFile !== undefined) {
    writeFileSync(reportFile, JSON.stringify({ passed: 0, failed: 0, skipped: 1 }));
  }
  process.exit(0);
}
const server = await createServer({
  configFile: `${root}bench/vite.config.ts`,
  root,
  server: { middlewareMode: true, ws: false },
  appType: 'custom',
  logLevel: 'error',
});
const conformance = /** @type {Conform} */ (
  await server.ssrLoadModule('/scripts/conformance/conform.ts')
);
const asked = conformance.variants().filter(({ id }) => names.length === 0 || names.includes(id));
const isThinned = words.includes('--thinned');
/** All of them, or every listing with its defaults and a few of its other settings. */
const variants = asked.filter(({ title }, n) => !isThinned || title === '' || n % 24 === 0);
const rows = await conformAll(conformance, variants);
await server.close();

for (const { id, title, calls, ending, problem } of rows) {
  const name = `${id} ${title}`.trimEnd();
  console.log(
    problem === undefined ? `ok   ${name}: ${calls} calls, ${ending}` : `FAIL ${name}: ${problem}`,
  );
}
if (words.includes('--endings')) await addEndings(rows);

const failed = rows.filter(({ problem }) => problem !== undefined);
if (reportFile !== undefined) {
  const counts = { passed: rows.length - failed.length, failed: failed.length, skipped: 0 };
  writeFileSync(reportFile, JSON.stringify(counts));
}
if (failed.length > 0) {
  console.error(`${failed.length} of ${rows.length} differ from CPython.`);
  process.exitCode = 1;
} else if (names.length === 0 && !isThinned) {
  const text = readFileSync(page, 'utf8');
  const table = await tableOf(rows);
  if (isWriting) {
    writeFileSync(page, text.replace(block, `\n\n${table}\n\n`));
  } else if (runsIn(block.exec(text)?.[0] ?? '') !== runsIn(table)) {
    console.error('The table of docs/CONFORMANCE.md is old: npm run conformance -- --write');
    process.exitCode = 1;
  }
}
