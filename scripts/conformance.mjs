// @ts-check
/**
 * `npm run conformance`: runs every listing under CPython, writes down its synchronisation calls from outside, and lets
 * the TypeScript program follow them on the kernel. Prints a table; `--write` puts it into docs/CONFORMANCE.md. Without
 * python3 it says so and checks nothing. Names of scenarios limit it to those.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));

/** @param {string} id @param {string} record @returns {Promise<number | null>} */
function runListing(id, record) {
  const listing = `${root}src/scenarios/${id}/listing.py`;
  const child = spawn(
    'python3',
    [`${root}scripts/conformance/record.py`, listing, record, '4', '0.05'],
    {
      stdio: 'ignore',
      detached: true,
    },
  );
  return new Promise((resolve) => child.on('close', (code) => resolve(code)));
}

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
const { conform, scenarioIds } = await server.ssrLoadModule('/scripts/conformance/conform.ts');
const dir = mkdtempSync(join(tmpdir(), 'weft-'));
let failed = 0;
for (const id of scenarioIds().filter(
  (/** @type {string} */ name) => names.length === 0 || names.includes(name),
)) {
  const record = join(dir, `${id}.jsonl`);
  const code = await runListing(id, record);
  const result = await conform(id, readFileSync(record, 'utf8'), code);
  if (result.problem !== undefined) failed += 1;
  console.log(
    `${result.problem === undefined ? 'ok  ' : 'FAIL'} ${id}: ${result.calls} calls${result.problem === undefined ? '' : `: ${result.problem}`}`,
  );
}
rmSync(dir, { recursive: true });
await server.close();
process.exitCode = failed > 0 ? 1 : 0;
