// @ts-check
/**
 * `npm run lab:cpython`: CPython's own tests, of threads and queues for a start, run as programs in the lab, in a browser.
 * They are those of the newest Python on this machine that has its package `test`; without one it says so and runs nothing.
 * Exits 1 where a test fails that is not known to (`scripts/lab-cpython/known.json`), or the table of docs/CONFORMANCE.md is old.
 *
 *   npm run lab:cpython -- test_queue test_asyncio.test_locks   modules and packages; default: those of the table
 *
 *   --suite FOLDER  another package `test`: Lib/test of CPython's sources, say; the table has a part for each version
 *   --match REGEX   only tests with such names; prints reports as they are
 *   --jobs N        interpreters side by side; default 2
 *   --seconds N     how long one test may take; default 30
 *   --write         writes the table, of the modules that were asked for
 *   --keep FILE     keeps outcomes there, as JSON, while it runs: what has passed is not run again, and a whole run can be had in parts
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { chromiumLaunchOptions } from './browser-cache.mjs';
import { formatMarkdown } from './markdown.mjs';

/** @typedef {import('./lab-cpython/outcomes.ts').Outcome} Outcome */
/** @typedef {import('./lab-cpython/outcomes.ts').TestName} TestName */
/** @typedef {import('./lab-cpython/outcomes.ts').Result} Result */
/** @typedef {import('./lab-cpython/page.ts').LabPage} LabPage */
/** @typedef {import('./lab-cpython/page.ts').Order} Order */

const root = fileURLToPath(new URL('..', import.meta.url));
const doc = `${root}docs/CONFORMANCE.md`;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    suite: { type: 'string' },
    match: { type: 'string' },
    jobs: { type: 'string', default: '2' },
    seconds: { type: 'string', default: '30' },
    write: { type: 'boolean', default: false },
    keep: { type: 'string' },
  },
});
const seconds = Number(values.seconds);
const wanted = values.match === undefined ? undefined : new RegExp(values.match);

/** Number of tests in one run. A test that fails among others is run alone, and that result counts. */
const TOGETHER = 12;
/** Step limit of a test: some poll a clock. */
const STEPS = 300_000;
/** Prefix of lines that report a test's result. */
const MARK = '@@weft ';

const server = await createServer({
  configFile: `${root}bench/vite.config.ts`,
  root,
  base: '/',
  server: { host: '127.0.0.1', port: 4190, watch: null, hmr: false },
  // Dependencies discovered while the Worker loads would reload it.
  optimizeDeps: { include: ['pyodide'] },
  appType: 'mpa',
  logLevel: 'error',
});
const { findSuite, filesFor, modulesOf, partOf, subjects } =
  /** @type {typeof import('./lab-cpython/suite.ts')} */ (
    await server.ssrLoadModule('/scripts/lab-cpython/suite.ts')
  );
const { headingOf, judge, knownOf, lastLine, readTold, remarkOn, tableOf, withVersion } =
  /** @type {typeof import('./lab-cpython/outcomes.ts')} */ (
    await server.ssrLoadModule('/scripts/lab-cpython/outcomes.ts')
  );
const suite = findSuite(values.suite);
if (suite === undefined) {
  const where = values.suite ?? 'the Pythons of this machine';
  console.log(
    `skipped: CPython's tests, its package “test”, are not in ${where}; --suite FOLDER names one`,
  );
  await server.close();
  process.exit(0);
}
const known = knownOf(
  JSON.parse(readFileSync(`${root}scripts/lab-cpython/known.json`, 'utf8')),
  suite.version,
);

await server.listen();
const browser = await chromium.launch(chromiumLaunchOptions());
const page = await browser.newPage();
page.on('pageerror', (error) => console.error(String(error)));
await page.goto(`${server.resolvedUrls?.local[0]}scripts/lab-cpython/index.html`);
await page.waitForFunction(() => 'labPage' in globalThis, undefined, { timeout: 120_000 });

/** Numbers of the free labs, and the waiters for one. */
const free = Array.from({ length: Number(values.jobs) }, (_, number) => number);
/** @type {((number: number) => void)[]} */
const line = [];

/** @param {Order} order */
async function run(order) {
  /** @type {number} */
  const number = free.pop() ?? (await new Promise((resolve) => line.push(resolve)));
  try {
    return await page.evaluate(
      ([lab, asked]) => {
        /** @type {{ labPage: LabPage }} */
        const { labPage } = /** @type {any} */ (globalThis);
        return labPage.run(lab, asked);
      },
      /** @type {const} */ ([number, order]),
    );
  } finally {
    const next = line.shift();
    if (next === undefined) free.push(number);
    else next(number);
  }
}

/** @param {string} part @param {{ module: string, tests?: string[] }} asked */
async function tell(part, asked) {
  const text = JSON.stringify({ mark: MARK, ...asked });
  const steps = STEPS * (asked.tests?.length ?? 1);
  const ran = await run({ part, asked: text, mark: MARK, steps, seconds });
  return { ...ran, ...readTold(ran.stdout, MARK) };
}

/**
 * One test by itself.
 * @param {string} part @param {string} module @param {string} name @returns {Promise<Outcome>}
 */
async function alone(part, module, name) {
  const { end, stderr, outcomes } = await tell(part, { module, tests: [name] });
  const outcome = outcomes.get(name);
  if (outcome?.kind === 'failed' || (outcome !== undefined && end === 'finished')) return outcome;
  return { kind: 'failed', report: `${stderr.trim()}\n${ends[end] ?? end}`.trim() };
}

/** @type {Record<string, string>} */
const ends = {
  deadlock: 'Deadlock: it waits for ever',
  limit: `It took ${STEPS} steps, and had not ended`,
  time: `It took ${seconds} seconds, and had not ended`,
  failed: 'The interpreter broke down',
};

/** Outcomes from earlier runs, with --keep. @type {Record<string, Outcome>} */
const kept =
  values.keep !== undefined && existsSync(values.keep)
    ? JSON.parse(readFileSync(values.keep, 'utf8'))
    : {};

/** @param {string} name */
const isKept = (name) => name in kept && kept[name]?.kind !== 'failed';

/** @param {Iterable<[name: string, outcome: Outcome]>} outcomes */
function keep(outcomes) {
  if (values.keep === undefined) return;
  Object.assign(kept, Object.fromEntries(outcomes));
  writeFileSync(values.keep, JSON.stringify(kept, null, 1));
}

/**
 * Runs several tests together, as far as it gets; the test at which it stopped is run alone, and the rest in another
 * run.
 * @param {string} part @param {string} module @param {string[]} names @returns {Promise<Map<string, Outcome>>}
 */
async function together(part, module, names) {
  /** @type {Map<string, Outcome>} */
  const outcomes = new Map();
  for (let left = names; left.length > 0;) {
    const told = await tell(part, { module, tests: left });
    const count = left.filter((name) => told.outcomes.has(name)).length;
    // If only the end is missing, the test in its way is unknown.
    const isPlain = count < left.length || told.end === 'finished';
    for (const name of left.slice(0, count + 1)) {
      const outcome = isPlain ? told.outcomes.get(name) : undefined;
      const isGood = outcome !== undefined && outcome.kind !== 'failed';
      outcomes.set(name, isGood ? outcome : await alone(part, module, name));
    }
    left = left.slice(count + 1);
    keep(outcomes);
  }
  return outcomes;
}

/** @param {string} part @param {string} module @returns {Promise<Result[]>} */
async function resultsOf(part, module) {
  const { tests, skipped, stderr, end } = await tell(part, { module });
  if (tests === undefined) {
    const outcome =
      skipped === undefined
        ? {
            kind: /** @type {const} */ ('failed'),
            report: `${stderr.trim()}\n${ends[end] ?? ''}`.trim(),
          }
        : { kind: /** @type {const} */ ('skipped'), why: skipped };
    return [say({ name: module, isOfLocks: false, outcome })];
  }
  const asked = tests.filter(({ name }) => wanted === undefined || wanted.test(name));
  /** @param {string} name */
  const isLeftOut = (name) => remarkOn(known.leftOut, name) !== undefined;
  const runs = asked.filter(({ name }) => !isLeftOut(name) && !isKept(name));
  const groups = Array.from({ length: Math.ceil(runs.length / TOGETHER) }, (_, n) =>
    runs.slice(n * TOGETHER, (n + 1) * TOGETHER).map(({ name }) => name),
  );
  const outcomes = new Map(
    (await Promise.all(groups.map((names) => together(part, module, names)))).flatMap((one) => [
      ...one,
    ]),
  );
  return asked.map(({ name, isOfLocks }) =>
    say({
      name,
      isOfLocks,
      outcome: isLeftOut(name) ? undefined : (outcomes.get(name) ?? kept[name]),
    }),
  );
}

/** @param {Result} result */
function say(result) {
  const { name, outcome } = result;
  if (outcome?.kind === 'failed') {
    console.log(
      `fail ${name}: ${wanted === undefined ? lastLine(outcome.report) : `\n${outcome.report}`}`,
    );
  } else if (outcome?.kind === 'skipped') console.log(`skip ${name}: ${outcome.why}`);
  return result;
}

/** @type {Result[]} */
const results = [];
const chosen = positionals.length === 0 ? subjects : positionals;
for (const part of new Set(chosen.map(partOf))) {
  const modules = modulesOf(suite, part).filter((module) =>
    chosen.some((one) => `${module}.`.startsWith(`test.${one}.`)),
  );
  if (modules.length === 0) {
    console.error(`there is no ${part} in ${suite.folder}`);
    process.exitCode = 2;
    continue;
  }
  const files = filesFor(suite, part);
  await page.evaluate(
    ([name, texts]) => {
      /** @type {{ labPage: LabPage }} */
      const { labPage } = /** @type {any} */ (globalThis);
      labPage.put(name, texts);
    },
    /** @type {const} */ ([part, files]),
  );
  results.push(...(await Promise.all(modules.map((module) => resultsOf(part, module)))).flat());
}
await browser.close();
await server.close();

const verdict = judge(results, known);
for (const text of verdict.lines) console.log(text);
/** @param {string} kind */
const count = (kind) =>
  results.filter(({ outcome }) => (outcome?.kind ?? 'left out') === kind).length;
console.log(
  `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skip themselves, ${count('left out')} left out`,
);
if (!verdict.isGood) process.exitCode = 1;

const block = /(?<=<!-- cpython -->)[\s\S]*?(?=<!-- \/cpython -->)/;
const isAll = positionals.length === 0;
if (wanted === undefined && verdict.isGood && (isAll || values.write)) {
  const text = readFileSync(doc, 'utf8');
  const heading = headingOf(suite.version);
  const markdown = await formatMarkdown(`${heading}\n\n${tableOf(results, known)}`);
  const old = block.exec(text)?.[0] ?? '';
  const table = withVersion(old, suite.version, markdown);
  if (values.write)
    writeFileSync(
      doc,
      text.replace(block, () => table),
    );
  // Another version has other tests.
  else if (old.includes(heading) && old !== table) {
    console.error('The table of docs/CONFORMANCE.md is old: npm run lab:cpython -- --write');
    process.exitCode = 1;
  }
}
