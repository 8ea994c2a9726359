// @ts-check
/**
 * `npm run fuzz:inputs`, after `npm run build`: hostile links, files and messages, given to the built page in the browser.
 * Nothing of them may be executed or become markup, keep the page for more than a second, pollute a prototype, write an error
 * to the console, ask anybody else for anything, or be heard by a frame that it was not for.
 *
 * What reads links and files is tried in this process, on all of them; the page gets one of each `--every`.
 *
 *   --links N     default 10,000; 0 for none
 *   --files N     default 2,000
 *   --messages N  default 2,000: half of them to frames, half over the channel of worker tabs
 *   --every N     default 20: so many links and files come to one that the page opens
 *   --seconds N   for links and for files in the page: what is left after so long is not tried; default: as long as it takes
 *   --seed N      default 1
 *   --from N      begins with the N-th of each kind: a long run can be had in parts
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { chromiumLaunchOptions } from './browser-cache.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const text = (/** @type {string} */ value) => ({
  type: /** @type {const} */ ('string'),
  default: value,
});
const { values } = parseArgs({
  options: {
    links: text('10000'),
    files: text('2000'),
    messages: text('2000'),
    every: text('20'),
    seconds: text('Infinity'),
    seed: text('1'),
    from: text('0'),
  },
});
const seed = Number(values.seed);
const from = Number(values.from);

const server = await createServer({
  configFile: `${root}bench/vite.config.ts`,
  root,
  server: { middlewareMode: true, ws: false, watch: null },
  appType: 'custom',
  logLevel: 'error',
});
/** @param {string} path */
const load = (path) => server.ssrLoadModule(path);
const { attack } = /** @type {typeof import('../e2e/support/hostile/attack.ts')} */ (
  await load('/e2e/support/hostile/attack.ts')
);
const { readFile, readLink } = /** @type {typeof import('./inputs/readers.ts')} */ (
  await load('/scripts/inputs/readers.ts')
);
let wrong = 0;
/** @param {string} name @param {number} count @param {typeof readLink} read @param {number} most ms */
function readAll(name, count, read, most) {
  let opened = 0;
  let slowest = 0;
  const complaints = [];
  for (let n = from; n < from + count; n++) {
    const reading = read(seed, n);
    opened += reading.opened ? 1 : 0;
    slowest = Math.max(slowest, reading.took);
    if (reading.wrong !== undefined) complaints.push(`${n}: ${reading.wrong}`);
    if (reading.took > most) complaints.push(`${n}: took ${Math.round(reading.took)} ms of CPU`);
  }
  wrong += complaints.length;
  console.log(
    `${name} read: ${count}, ${opened} without a fault; the slowest ${Math.round(slowest)} ms of CPU; ${complaints.length} wrong`,
  );
  for (const what of complaints.slice(0, 40)) console.log(`  ${what}`);
}
readAll('links', Number(values.links), readLink, 1000);
// A Worker reads them, and can be stopped.
readAll('files', Number(values.files), readFile, 5000);

const browser = await chromium.launch(chromiumLaunchOptions());
const inPage = (/** @type {string} */ count) => Math.ceil(Number(count) / Number(values.every));
const counts = {
  links: inPage(values.links),
  files: inPage(values.files),
  requests: Math.floor(Number(values.messages) / 2),
  broadcasts: Math.ceil(Number(values.messages) / 2),
};
await attack({
  browser,
  counts,
  seed,
  from,
  seconds: Number(values.seconds),
  limit: 1000,
  progress: (kind, count) => process.stderr.write(`${kind} ${count}\n`),
  report: (kind, tally, seconds) => {
    wrong += tally.wrong.length;
    const { tried, opened, told, longest } = tally;
    console.log(
      `${kind} in the page: ${tried} in ${seconds} s, ${opened} opened, of ${told} the page said what is wrong; longest task ${Math.round(longest)} ms; ${tally.wrong.length} wrong`,
    );
    for (const what of tally.wrong.slice(0, 40)) console.log(`  ${what}`);
  },
});
await browser.close();
await server.close();
if (wrong > 0) process.exitCode = 1;
