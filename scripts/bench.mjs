// @ts-check
/**
 * `npm run bench`: measures in the real browser, on production builds, and prints a table and JSON. Medians over
 * repeated runs, with the bare primitive measured in the same run beside them. Never a test.
 *
 *   npm run bench                    everything, five times
 *   npm run bench -- wake-up         only the measurements whose names begin so
 *   npm run bench -- --runs 3
 *   npm run bench -- --write         puts the table, or the rows measured, where docs/BENCHMARKS.md has it
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { labMeasurements } from './bench-lab.mjs';
import { pageMeasurements } from './bench-page.mjs';
import { rows } from './bench-rows.mjs';
import { traceMeasurements } from './bench-trace.mjs';
import { chromiumLaunchOptions } from './browser-cache.mjs';
import { formatMarkdown } from './markdown.mjs';

/** @typedef {Record<string, number>} Sample */

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '5' }, write: { type: 'boolean', default: false } },
});
const runs = Number(options.runs);
const file = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

/** @param {string} name */
const isWanted = (name) =>
  positionals.length === 0 || positionals.some((word) => name.startsWith(word));

/** @param {string} configFile @param {string} root */
async function serve(configFile, root) {
  await build({ configFile, root, logLevel: 'warn' });
  const server = await preview({
    configFile,
    root,
    logLevel: 'warn',
    preview: { port: 4180, open: false },
  });
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** @param {readonly Sample[]} samples @returns {Sample} */
function medians(samples) {
  const keys = Object.keys(samples[0] ?? {});
  return Object.fromEntries(
    keys.map((key) => [key, median(samples.map((sample) => sample[key] ?? NaN))]),
  );
}

/** @param {string} name @param {() => Promise<Sample>} measure @returns {Promise<Sample>} */
async function repeat(name, measure) {
  const samples = [];
  for (let run = 0; run < runs; run++) samples.push(await measure());
  process.stderr.write(`${name}\n`);
  return medians(samples);
}

/** @returns {Promise<Record<string, Sample>>} */
async function measureAll() {
  /** @type {Record<string, Sample>} */
  const results = {};
  const [bench, page] = [
    await serve(file('../bench/vite.config.ts'), file('../bench')),
    await serve(file('../vite.config.ts'), file('..')),
  ];
  const browser = await chromium.launch(chromiumLaunchOptions());
  const tab = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await tab.goto(bench.url);
  const names = await tab.evaluate(() => Object.keys(/** @type {any} */ (globalThis).benchmarks));
  for (const name of names.filter(isWanted)) {
    results[name] = await repeat(name, async () => {
      await tab.reload();
      return tab.evaluate((n) => /** @type {any} */ (globalThis).benchmarks[n]?.(), name);
    });
  }
  await tab.close();
  for (const [name, measure] of Object.entries({
    ...pageMeasurements,
    ...traceMeasurements,
    ...labMeasurements,
  })) {
    // Minutes of restarts need no repetition.
    const once = name === 'page-restarts';
    if (!isWanted(name)) continue;
    results[name] = once
      ? await measure(browser, page.url, bench.url)
      : await repeat(name, () => measure(browser, page.url, bench.url));
  }
  await browser.close();
  await bench.close();
  await page.close();
  return results;
}

/** @param {number | undefined} value */
function show(value) {
  if (value === undefined || Number.isNaN(value)) return '';
  if (value >= 1000) return Math.round(value).toLocaleString('en-US');
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/**
 * @param {Record<string, Sample>} results
 * @param {string} [old] text with an earlier table, whose rows are kept where nothing was measured
 */
function table(results, old = '') {
  const lines = ['| what | median | aim | beside it | ratio |', '|---|--:|---|--:|--:|'];
  for (const { measurement, key, what, unit, aim, bare, ratio } of rows) {
    const sample = results[measurement];
    if (sample === undefined) {
      lines.push(...old.split('\n').filter((line) => line.split('|')[1]?.trim() === what));
      continue;
    }
    const bareText = bare === undefined ? '' : `${show(sample[bare])} ${unit}`;
    const ratioText = ratio === undefined ? '' : show(sample[ratio]);
    lines.push(
      `| ${what} | ${show(sample[key])} ${unit} | ${aim ?? ''} | ${bareText} | ${ratioText} |`,
    );
  }
  return lines.join('\n');
}

const results = await measureAll();
const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, headless Chromium without a GPU`;
const text = table(results);
console.log(text);
mkdirSync(file('../node_modules/.cache'), { recursive: true });
const json = file('../node_modules/.cache/bench.json');
writeFileSync(json, `${JSON.stringify({ machine, runs, results }, null, 2)}\n`);
console.log(`\n${JSON.stringify(results)}`);
if (options.write) {
  const page = file('../docs/BENCHMARKS.md');
  const old = readFileSync(page, 'utf8');
  const part = /(<!-- bench -->)([^]*)(<!-- \/bench -->)/;
  if (!part.test(old)) throw new Error(`${page}: where the table stands is not marked`);
  const [, , earlier = ''] = part.exec(old) ?? [];
  // A part of the measurements leaves what is said of the others.
  const heading =
    positionals.length === 0
      ? `Medians of ${runs} runs on ${machine}.`
      : earlier.split('\n|')[0]?.trim();
  const told = `${heading}\n\n${table(results, earlier)}`;
  writeFileSync(page, await formatMarkdown(old.replace(part, `$1\n\n${told}\n\n$3`)));
}
