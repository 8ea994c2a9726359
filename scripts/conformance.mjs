// @ts-check
/**
 * `npm run conformance`: runs every listing under CPython, writes down its synchronisation calls from outside, and lets
 * the TypeScript program follow them on the kernel. Compares the table of docs/CONFORMANCE.md; `--write` writes it.
 * Without python3 it says so and checks nothing. Names of scenarios limit it to those.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { formatMarkdown } from './markdown.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = `${root}docs/CONFORMANCE.md`;
const words = process.argv.slice(2);
const names = words.filter((word) => !word.startsWith('--'));

/** How long an endless listing may run, in seconds, and how much its sleeps are shortened. */
const seconds = 4;
const scale = 0.05;

/** The search for an order that explains a record is greedy: another record of the same program may be plainer. */
const attempts = 3;

/**
 * @param {string} id @param {string} record @param {string} input what is typed, as JSON
 * @returns {Promise<number | null>} the exit code; null where it was stopped
 */
function runListing(id, record, input) {
  const recorder = `${root}scripts/conformance/record.py`;
  const listing = `${root}src/scenarios/${id}/listing.py`;
  const args = [recorder, listing, record, String(seconds), String(scale), input];
  // The same small programs as in the page, before those of the machine.
  const PATH = `${root}scripts/conformance/programs:${process.env['PATH']}`;
  const env = { ...process.env, PATH };
  const child = spawn('python3', args, {
    env,
    stdio: 'ignore',
    detached: true,
  });
  return new Promise((resolve) => child.on('close', (code) => resolve(code)));
}

/** @typedef {{ id: string, calls: number, ending: string, problem: string | undefined }} Row */

/**
 * @param {(id: string, record: string, code: number | null) => Promise<Omit<Row, 'id'>>} conform
 * @param {(id: string) => string} inputOf @param {string[]} ids
 */
async function conformAll(conform, inputOf, ids) {
  const dir = mkdtempSync(join(tmpdir(), 'weft-'));
  const waiting = [...ids];
  /** @type {Row[]} */
  const rows = [];
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const record = join(dir, `${id}.jsonl`);
      for (let attempt = 1; ; attempt++) {
        const code = await runListing(id, record, inputOf(id));
        const row = { id, ...(await conform(id, readFileSync(record, 'utf8'), code)) };
        if (row.problem !== undefined && attempt < attempts) continue;
        rows.push(row);
        break;
      }
    }
  };
  // Listings mostly sleep.
  await Promise.all(Array.from({ length: 2 * cpus().length }, work));
  rmSync(dir, { recursive: true });
  return rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

/** @param {Row[]} rows */
async function tableOf(rows) {
  const lines = rows.map(({ id, ending }) => `| ${id} | ${ending} | followed |`);
  const table = ['| scenario | ends | on the kernel |', '|---|---|---|', ...lines].join('\n');
  return (await formatMarkdown(table)).trim();
}

const block = /(?<=<!-- conformance -->)[\s\S]*?(?=<!-- \/conformance -->)/;

/**
 * The scenarios that a table has rows for. How a listing ends is not compared: a livelock ends by luck.
 * @param {string} table
 */
const idsIn = (table) =>
  [...table.matchAll(/^\| ([a-z][\w-]*) +\| (?!ends)/gm)].map(([, id]) => id).join(' ');

if (spawnSync('python3', ['--version']).status !== 0) {
  console.log('skipped: there is no python3 here to compare with');
  process.exit(0);
}
const server = await createServer({
  configFile: `${root}bench/vite.config.ts`,
  root,
  server: { middlewareMode: true },
  appType: 'custom',
  logLevel: 'error',
});
const { conform, inputOf, scenarioIds } = await server.ssrLoadModule(
  '/scripts/conformance/conform.ts',
);
const ids = scenarioIds().filter(
  (/** @type {string} */ id) => names.length === 0 || names.includes(id),
);
const rows = await conformAll(conform, inputOf, ids);
await server.close();

for (const { id, calls, ending, problem } of rows) {
  console.log(
    problem === undefined ? `ok   ${id}: ${calls} calls, ${ending}` : `FAIL ${id}: ${problem}`,
  );
}
const failed = rows.filter(({ problem }) => problem !== undefined);
if (failed.length > 0) {
  console.error(`${failed.length} of ${rows.length} differ from CPython.`);
  process.exitCode = 1;
} else if (names.length === 0) {
  const text = readFileSync(page, 'utf8');
  const table = await tableOf(rows);
  if (words.includes('--write')) {
    writeFileSync(page, text.replace(block, `\n\n${table}\n\n`));
  } else if (idsIn(block.exec(text)?.[0] ?? '') !== idsIn(table)) {
    console.error('The table of docs/CONFORMANCE.md is old: npm run conformance -- --write');
    process.exitCode = 1;
  }
}
