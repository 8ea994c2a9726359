// @ts-check
/**
 * `npm run explore`: every way in which a scenario can end, in a terminal.
 *
 *   npm run explore -- opposite-locks
 *   npm run explore -- hundred-threads --sample pos --runs 1000 --seed 7
 *
 * Exits with 1 if an ending named by --fail-on was reached, and with 2 for invalid arguments.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';

/** @typedef {typeof import('./explore/explore-scenario.ts')} Command */

const usage = `npm run explore -- SCENARIO [options]

  --param name=value  a setting of the scenario; may be given several times
  --bound n           at most n preemptions in a run
  --sample S          runs by chance: random, pos or pct; with --runs (default 1,000) and --seed (default 1)
  --timed             sleeps and time limits order events as on an idle machine; else they guarantee nothing
  --ordered           the order of what is printed counts
  --budget s          stops after so many seconds (default 60) with what is known
  --json              the result as JSON
  --fail-on a,b       exits 1 where such an ending is reached: deadlock, exception, never, input, finished`;

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    param: { type: 'string', multiple: true, default: [] },
    bound: { type: 'string' },
    sample: { type: 'string' },
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    budget: { type: 'string', default: '60' },
    ordered: { type: 'boolean', default: false },
    timed: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    'fail-on': { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(usage);
  process.exit(0);
}
const server = await createServer({
  configFile: `${root}bench/vite.config.ts`,
  root,
  server: { middlewareMode: true, ws: false },
  appType: 'custom',
  logLevel: 'error',
});
const command = /** @type {Command} */ (
  await server.ssrLoadModule('/scripts/explore/explore-scenario.ts')
);
const told = await command.exploreScenario({ scenario: positionals[0] ?? '', ...values });
await server.close();
for (const line of told.lines) (told.status === 2 ? console.error : console.log)(line);
process.exit(told.status);
