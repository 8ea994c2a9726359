// @ts-check
/**
 * `npm run fuzz:cpython`: random programs, run under python3 and in the model; results and times of every call are
 * compared. Without python3 it prints a note and checks nothing.
 *
 *   --seed N      the first seed (default 1)
 *   --count N     seeds of each kind (default 20)
 *   --only KIND   one kind of program, or several with commas (default: all)
 *   --minutes N   begins no program after so many minutes (default: no limit)
 *   --jobs N      programs at a time (default 48); fewer where the machine is busy
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';
import { hasPython } from './python.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
    minutes: { type: 'string', default: '' },
    jobs: { type: 'string', default: '48' },
  },
});

if (!hasPython) {
  console.log('skipped: there is no python3 here to compare with');
  process.exit(0);
}
const server = await createServer({
  configFile: `${root}bench/vite.config.ts`,
  root,
  server: { middlewareMode: true, ws: false, watch: null },
  appType: 'custom',
  logLevel: 'error',
});
const { fuzz, kinds } = /** @type {typeof import('./fuzz/fuzz.ts')} */ (
  await server.ssrLoadModule('/scripts/fuzz/fuzz.ts')
);
const asked = values.only === '' ? [...kinds] : values.only.split(',');
const chosen = kinds.filter((kind) => asked.includes(kind));
if (chosen.length < asked.length) {
  console.error(`--only knows ${kinds.join(', ')}`);
  process.exit(2);
}
const started = Date.now();
const minutes = values.minutes === '' ? Infinity : Number(values.minutes);
const tally = await fuzz({
  first: Number(values.seed),
  count: Number(values.count),
  kinds: chosen,
  jobs: Number(values.jobs),
  until: started + minutes * 60_000,
  report: (line) => console.log(line),
});
await server.close();
const seconds = Math.round((Date.now() - started) / 1000);
console.log(
  `${tally.programs} programs in ${seconds} s: ${tally.different} differ from CPython, ${tally.known} as known.ts says; ` +
    `${tally.open} had more than one outcome, for ${tally.busy} the machine was too busy.`,
);
if (tally.different > 0) process.exitCode = 1;
