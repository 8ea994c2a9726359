// @ts-check
/**
 * `npm run check`: format, types, lint, import walls and the unit tests beside what changed, side by side; for every save.
 * Silent about what passes. `npm run check -- COMMIT` takes what changed since that commit, not only since the last.
 *
 * The tests beside a file are those of its folder and of the folders in it; where there are none, those of the folder
 * above. What a change breaks farther away is found by `npm test`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (/** @type {string} */ path) => join(root, 'node_modules', path);
const since = process.argv[2] ?? 'HEAD';

/** @param {string[]} args @returns {string[]} */
function git(args) {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout.split('\n').filter((line) => line !== '');
}

const changed = [
  ...git(['diff', '--name-only', '--diff-filter=d', since]),
  ...git(['ls-files', '--others', '--exclude-standard']),
];

/** @param {string} folder */
const hasTests = (folder) =>
  readdirSync(join(root, folder), { recursive: true }).some((file) =>
    /(?<!\.browser)\.test\.tsx?$/.test(String(file)),
  );

/** @param {string} file @returns {string} the folder whose tests are run; '' for none */
function testsBeside(file) {
  if (!/^(?:src|scripts)\/.*\.(?:ts|tsx|mjs|json|py)$/.test(file)) return '';
  let folder = dirname(file);
  while (folder.includes('/') && !(existsSync(join(root, folder)) && hasTests(folder))) {
    folder = dirname(folder);
  }
  // All of src is beside a file at its top.
  return folder === 'src' ? '' : folder;
}

const folders = [...new Set(changed.map(testsBeside))].filter((folder) => folder !== '');
const written = changed.filter((file) => /\.(?:[cm]?[jt]sx?|jsonc?|md|css|html|ya?ml)$/.test(file));
const linted = changed.filter((file) => /^(?:src|scripts|e2e)\/.*\.(?:tsx?|mjs)$/.test(file));

const oxfmt = bin('oxfmt/bin/oxfmt');
const oxlint = bin('oxlint/bin/oxlint');
const tsc = bin('typescript/bin/tsc');
const vitest = bin('vitest/vitest.mjs');

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string[][]} commands run one after the other, by Node
 */
/** @type {Check[]} */
const checks = [
  {
    name: 'format',
    commands: written.length === 0 ? [] : [[oxfmt, '--check', ...written]],
  },
  {
    name: 'types',
    commands: ['core', 'worker', 'app', 'node'].map((project) => [
      tsc,
      '-p',
      `tsconfig.${project}.json`,
      '--incremental',
      '--tsBuildInfoFile',
      `node_modules/.cache/${project}.tsbuildinfo`,
    ]),
  },
  {
    name: 'lint',
    commands: linted.length === 0 ? [] : [[oxlint, '--type-aware', '--deny-warnings', ...linted]],
  },
  {
    name: 'unit',
    commands: [
      [
        vitest,
        'run',
        '--project=node',
        '--project=stateful',
        'src/walls.test.ts',
        ...folders.map((f) => `${f}/`),
      ],
    ],
  },
];

/** @param {string[]} args @returns {Promise<{ isOk: boolean, output: string }>} */
function run(args) {
  const child = spawn(process.execPath, args, { cwd: root });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  return new Promise((resolve) =>
    child.on('close', (code) => resolve({ isOk: code === 0, output })),
  );
}

const start = performance.now();
await Promise.all(
  checks.map(async ({ name, commands }) => {
    for (const command of commands) {
      const { isOk, output } = await run(command);
      if (isOk) continue;
      console.log(output.trimEnd());
      console.log(`✗ ${name}`);
      process.exitCode = 1;
    }
  }),
);
const seconds = ((performance.now() - start) / 1000).toFixed(1);
const beside = folders.length === 0 ? 'no unit tests beside what changed' : folders.join(', ');
console.log(
  `${process.exitCode === 1 ? 'failed' : 'ok'} in ${seconds} s: ${changed.length} changed; ${beside}`,
);
