// @ts-check
/**
 * `npm test`: every check, in rounds, one line each; what failed, and what to do about it, at the end.
 *
 * Every stage is also a script of its own in package.json, and runs as such. The stages of a round run side by side,
 * since each leaves a core idle at times. The last line is a plain "N passed, N failed", with the tests of Vitest and
 * Playwright and the runs of CPython added up; any other stage that fails counts as one.
 *
 * `npm test -- --whole`, as CI runs it, proves the same of more: every scenario where else a part of them stands for all (see
 * src/base/sweep.ts), both transports, both themes, every width, Firefox.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { wholeOnly } from './whole-only.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = new URL('../node_modules/.cache/', import.meta.url);
const unitReport = fileURLToPath(new URL('unit.json', cache));
const browserReport = fileURLToPath(new URL('browser-tests.json', cache));
const conformanceReport = fileURLToPath(new URL('conformance.json', cache));
const e2eReport = fileURLToPath(new URL('e2e.json', cache));

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {object} Stage
 * @property {string} name the script of package.json that it runs
 * @property {string} advice what to do when it fails
 * @property {string[]} [args]
 * @property {boolean} [isShown] whether its output is worth showing when it succeeds
 * @property {string} [needs] an earlier stage without which it cannot run
 * @property {{ file: string, count: (report: any) => Counts }} [report] where its tests are counted
 */

/** @param {any} report */
const countVitest = (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + report.numTodoTests,
});

/** @param {any} report */
const countPlaywright = ({ stats }) => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected,
  skipped: stats.skipped,
});

/** @param {string} file */
const vitestReporters = (file) => ['--reporter=default', '--reporter=json', `--outputFile=${file}`];

const isWhole = process.argv.includes('--whole');

/** For Vitest. */
const mode = isWhole ? ['--mode=whole'] : [];

/** @type {Stage[][]} */
const rounds = [
  [
    { name: 'format:check', advice: 'npm run format' },
    { name: 'types', advice: 'npm run types, and mend what it names' },
    { name: 'lint', advice: 'npm run lint -- --fix, then mend what is left' },
    {
      name: 'browser:ensure',
      advice: 'npx playwright install --with-deps chromium, or set CHROMIUM_PATH',
    },
  ],
  [
    {
      name: 'unit',
      args: [...mode, ...vitestReporters(unitReport)],
      report: { file: unitReport, count: countVitest },
      advice:
        'npx vitest --project node --project stateful FILE (a break of the import walls: npm run walls)',
    },
    {
      name: 'conformance',
      args: [`--report=${conformanceReport}`, ...(isWhole ? [] : ['--thinned'])],
      report: { file: conformanceReport, count: (report) => report },
      advice: 'npm run conformance -- ID for one scenario; -- --write if only the table is old',
    },
    { name: 'build', advice: 'npm run build, and mend what it names' },
    {
      name: 'browser',
      needs: 'browser:ensure',
      args: [...mode, ...vitestReporters(browserReport)],
      report: { file: browserReport, count: countVitest },
      advice: 'npx vitest --project browser --project lab FILE',
    },
  ],
  [
    {
      name: 'budget',
      isShown: true,
      needs: 'build',
      advice: 'npm run budget, then import() what the first screen does not need',
    },
    {
      name: 'first-load',
      needs: 'build',
      advice: 'npm run first-load, then import() what is not needed for the first events',
    },
  ],
  [
    {
      name: 'e2e',
      needs: 'build',
      args: ['--reporter=line,json', ...(isWhole ? [] : [`--grep-invert=${wholeOnly}`])],
      report: { file: e2eReport, count: countPlaywright },
      advice:
        'npx playwright test FILE --trace retain-on-failure, and npx playwright show-trace for the trace that it names',
    },
  ],
];

const npm = process.env['npm_execpath'];
/** @param {string[]} args @returns {[command: string, args: string[]]} */
const npmCommand = (args) =>
  npm === undefined ? ['npm', args] : [process.execPath, [npm, ...args]];

/** A free port, so that no other checkout's server is tested by mistake. @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 4173));
    });
  });
}

/** @param {Stage} stage @param {NodeJS.ProcessEnv} env @returns {Promise<{ isOk: boolean, output: string }>} */
function run({ name, args = [] }, env) {
  const [command, words] = npmCommand(['run', '--silent', name, '--', ...args]);
  return new Promise((resolve) => {
    const child = spawn(command, words, { cwd: root, env, shell: command === 'npm' });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ isOk: false, output: String(error) }));
    child.on('close', (code) => resolve({ isOk: code === 0, output }));
  });
}

/** @param {Stage} stage @returns {Counts | undefined} */
function countTests({ report }) {
  if (report === undefined || !existsSync(report.file)) return undefined;
  return report.count(JSON.parse(readFileSync(report.file, 'utf8')));
}

/** @param {Counts} counts */
const inWords = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

if (!existsSync(new URL('../node_modules/.package-lock.json', import.meta.url))) {
  console.log('Installing packages with npm ci …');
  const [command, words] = npmCommand(['ci']);
  const { status } = spawnSync(command, words, {
    cwd: root,
    stdio: 'inherit',
    shell: command === 'npm',
  });
  if (status !== 0) process.exit(1);
}
mkdirSync(cache, { recursive: true });

const env = {
  ...process.env,
  WEFT_PORT: String(await freePort()),
  PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport,
};
/** @type {Counts} */
const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {{ stage: Stage, why: string }[]} */
const failures = [];

/** Runs a stage and prints its result in a line. @param {Stage} stage */
async function pass(stage) {
  const label = stage.name.padEnd(14);
  if (failures.some((failure) => failure.stage.name === stage.needs)) {
    console.log(`- ${label}          not run: it needs ${stage.needs}`);
    failures.push({ stage, why: `not run, ${stage.needs} failed` });
    total.failed += 1;
    return;
  }
  if (stage.report !== undefined) rmSync(stage.report.file, { force: true });
  const start = performance.now();
  const { isOk, output } = await run(stage, env);
  const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`.padStart(8);
  const counts = countTests(stage);
  if (counts !== undefined) {
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
  if (!isOk || stage.isShown === true) console.log(output.trimEnd());
  if (!isOk) {
    failures.push({ stage, why: counts === undefined ? 'failed' : inWords(counts) });
    if (counts === undefined || counts.failed === 0) total.failed += 1;
  }
  const words = counts === undefined ? '' : `  ${inWords(counts)}`;
  console.log(`${isOk ? '✓' : '✗'} ${label} ${seconds}${words}`);
}

const began = performance.now();
for (const round of rounds) await Promise.all(round.map(pass));
console.log(`  all together   ${((performance.now() - began) / 1000).toFixed(1)} s`);

if (failures.length > 0) console.log('');
for (const { stage, why } of failures) {
  console.log(`✗ ${stage.name}: ${why}. Try: ${stage.advice}`);
}
console.log(`\n${inWords(total)}`);
process.exitCode = failures.length > 0 ? 1 : 0;
