// @ts-check
/** For scripts: a page of a real browser with labs in it, which run Python programs. */
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { chromiumLaunchOptions } from '../browser-cache.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @typedef {import('./main.ts').ScriptRun} ScriptRun
 * @typedef {import('../../src/engines/lab/lab-notation.ts').LabSource} LabSource
 * @typedef {import('../../src/engines/lab/lab-notation.ts').LabOptions & { tells?: boolean, limit?: number }} Options
 */

/** A server, a browser and a page with labs. To be closed. */
export async function openLabPage() {
  const server = await createServer({
    configFile: `${root}bench/vite.config.ts`,
    root,
    logLevel: 'error',
    optimizeDeps: { include: ['pyodide'] },
    server: { port: 0, ws: false, hmr: false, watch: null },
  });
  await server.listen();
  const address = server.httpServer?.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const browser = await chromium.launch(chromiumLaunchOptions());
  const page = await browser.newPage();
  await page.goto(`http://localhost:${port}/scripts/lab/index.html`);
  await page.waitForFunction(() => 'weftLab' in globalThis);
  return {
    page,
    /** `lab`: which of the labs, from 0; each is a Worker of its own. @param {LabSource} source @param {Options} options */
    run: (source, options = {}, lab = 0) =>
      page.evaluate(
        ([number, program, settings]) => globalThis.weftLab(number, program, settings),
        /** @type {const} */ ([lab, source, options]),
      ),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
