// @ts-check
/**
 * `npm run first-load`: size of the scripts that a first visit requests before the program's first interval is on the
 * timeline, including Workers' scripts, each once, in bytes as sent by a host with gzip, compared with a budget. Needs a
 * build and a browser.
 *
 * The page marks the instant, and the browser's own trace has the mark and every request, of Workers too, on one clock. So
 * what has been requested and is still on its way counts, and how fast the machine is does not matter.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { chromiumLaunchOptions } from './browser-cache.mjs';

const budgetKb = 222;
const dist = fileURLToPath(new URL('../dist', import.meta.url));
if (!existsSync(join(dist, 'index.html'))) {
  console.error('There is no dist/index.html. Run: npm run build');
  process.exit(1);
}

/** @type {Record<string, string>} */
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
/** Scripts that were sent: bytes as sent, by path. @type {Map<string, number>} */
const sent = new Map();

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const path = pathname === '/' ? '/index.html' : pathname;
  if (!existsSync(join(dist, path))) {
    response.writeHead(404).end();
    return;
  }
  const body = gzipSync(readFileSync(join(dist, path)));
  if (path.endsWith('.js')) sent.set(path, body.length);
  response.writeHead(200, {
    'Content-Type': types[extname(path)] ?? 'application/octet-stream',
    'Content-Encoding': 'gzip',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
  });
  response.end(body);
});
await new Promise((resolve) => server.listen(0, 'localhost', () => resolve(undefined)));
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;

const browser = await chromium.launch(chromiumLaunchOptions());
const page = await browser.newPage({ serviceWorkers: 'block' });
await browser.startTracing(page, { categories: ['devtools.timeline', 'blink.user_timing'] });
await page.goto(`http://localhost:${port}/`, { timeout: 120_000 });
await page.waitForFunction(
  (mark) => performance.getEntriesByName(mark).length > 0,
  'weft-first-interval',
  { timeout: 120_000 },
);
const known = [...sent.keys()];
const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
await browser.close();
server.close();

/** @type {{ name: string; ts: number; args: { data?: { url?: string } } }[]} */
const events = traceEvents;
const drawnAt = events.find(({ name }) => name === 'weft-first-interval')?.ts;
if (drawnAt === undefined) throw new Error('the trace of the browser has no mark of the page');
/** When a script was first requested, by path. @type {Map<string, number>} */
const requested = new Map();
for (const { name, ts, args } of events) {
  const { url } = args.data ?? {};
  if (name !== 'ResourceSendRequest' || url === undefined) continue;
  const { pathname } = new URL(url);
  requested.set(pathname, Math.min(ts, requested.get(pathname) ?? Infinity));
}

// A script of which the trace does not tell when it was requested counts: a Worker's first.
const untold = known.filter((path) => !requested.has(path));
const early = [...requested].filter(([, at]) => at <= drawnAt).map(([path]) => path);
const fetched = [...sent]
  .filter(([path]) => early.includes(path) || untold.includes(path))
  .toSorted(([, a], [, b]) => b - a);
for (const [path, bytes] of fetched) {
  console.log(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${path.slice(1)}`);
}
const total = fetched.reduce((sum, [, bytes]) => sum + bytes, 0);
console.log(
  `${(total / 1000).toFixed(1).padStart(7)} kB  in ${fetched.length} scripts, gzip; budget ${budgetKb} kB`,
);
if (total > budgetKb * 1000) {
  console.error(`Over budget by ${(total / 1000 - budgetKb).toFixed(1)} kB.`);
  process.exitCode = 1;
}
