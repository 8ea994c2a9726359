// @ts-check
/**
 * `npm run first-load`: size of the scripts that a first visit fetches until the program's first events are on the
 * screen, including Workers' scripts, each once, in bytes as sent by a host with gzip, compared with a budget. Needs a
 * build and a browser.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { chromiumLaunchOptions } from './browser-cache.mjs';

const budgetKb = 345;
const dist = fileURLToPath(new URL('../dist', import.meta.url));
if (!existsSync(join(dist, 'index.html'))) {
  console.error('There is no dist/index.html. Run: npm run build');
  process.exit(1);
}

/** @type {Record<string, string>} */
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
/** Bytes as sent, by path. @type {Map<string, number>} */
const sent = new Map();

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const path = pathname === '/' ? '/index.html' : pathname;
  if (!existsSync(join(dist, path))) {
    response.writeHead(404).end();
    return;
  }
  const body = gzipSync(readFileSync(join(dist, path)));
  if (path.endsWith('.js') && path !== '/sw.js') sent.set(path, body.length);
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
await page.goto(`http://localhost:${port}/`, { timeout: 120_000 });
await page.evaluate(async () => {
  await window.weft.ready;
  while (window.weft.events().length <= 10) await new Promise(requestAnimationFrame);
  await window.weft.idle();
});
const fetched = [...sent].toSorted(([, a], [, b]) => b - a);
await browser.close();
server.close();

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
