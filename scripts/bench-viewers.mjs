// @ts-check
/**
 * The same recording in Weft and in two other viewers of timelines, one after the other in one run: from handing over the
 * file to its picture, the longest task meanwhile, the work of a frame while the reader pans, memory.
 *
 *   npm run build
 *   npm install --prefix DIR speedscope vis-timeline
 *   npm run bench:viewers -- DIR [EVENTS ...]       default: 10000 1000000
 *   --runs N                                        default: 1
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { dragOver, heapMegabytes, quantile, timeFrames, traceFile } from './bench-trace.mjs';
import { chromiumLaunchOptions } from './browser-cache.mjs';

/**
 * @typedef {import('playwright').Page} Page
 * @typedef {Record<string, number>} Sample
 * @typedef {object} Viewer
 * @property {number} [most] events: with more it does not come to an end, and takes gigabytes
 * @property {string} path where its page is
 * @property {string} input a selector: where the file is given to it
 * @property {string} there an expression that is true once the page can take a file
 * @property {string} drawn an expression that is true once its picture stands
 * @property {(page: Page) => Promise<void>} enter into a tenth of it
 * @property {(page: Page) => Promise<unknown>} pan along it, for some seconds
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '1' } },
});
const [folder = '', ...counts] = positionals;
if (folder === '')
  throw new Error('where are speedscope and vis-timeline? See the head of this file');
const modules = join(folder, 'node_modules');

const types = /** @type {Record<string, string>} */ ({
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
});

/** A page around vis-timeline that draws one group per thread. */
const visPage = `<!doctype html><title>vis</title>
<link rel="stylesheet" href="/vis/styles/vis-timeline-graph2d.min.css">
<style>body { margin: 0 }</style><input type="file" id="file"><div id="there"></div>
<script src="/vis/standalone/umd/vis-timeline-graph2d.min.js"></script>
<script>
  document.querySelector('#file').onchange = async ({ target }) => {
    const { traceEvents } = JSON.parse(await target.files[0].text());
    const found = traceEvents.filter(({ ph }) => ph === 'X');
    const threads = [...new Set(found.map(({ tid }) => tid))];
    const items = found.map(({ ts, dur, tid, name }, id) => ({
      id, group: tid, start: ts / 1000, end: (ts + dur) / 1000, content: name }));
    const groups = threads.map((id) => ({ id, content: String(id) }));
    const options = { stack: false, height: 850, showCurrentTime: false, onInitialDrawComplete: () => { window.isDrawn = true } };
    window.timeline = new vis.Timeline(document.querySelector('#there'), items, groups, options);
  };
</script>`;

/** @param {Page} page @param {string} key @param {number} ms */
async function hold(page, key, ms) {
  await page.keyboard.down(key);
  await page.waitForTimeout(ms);
  await page.keyboard.up(key);
}

/** Milliseconds: a viewer that takes a second for each turn of the wheel gets fewer. */
const MOST_TURNING = 10_000;

/** @param {Page} page @param {number} count @param {number} dx @param {number} dy */
async function turnWheel(page, count, dx, dy) {
  const late = performance.now() + MOST_TURNING;
  for (let n = 0; n < count && performance.now() < late; n++) {
    await page.mouse.wheel(dx, dy);
    await page.waitForTimeout(16);
  }
}

/** @type {Record<string, Viewer>} */
const viewers = {
  weft: {
    path: '/weft/#s=two-threads&speed=20',
    input: '#bench',
    there: 'window.weft !== undefined && weft.state().events > 20',
    drawn:
      'weft.state().mode === "recorded" && weft.state().status === "ended" && window.isIdle === true',
    async enter(page) {
      const box = await page.locator('#timeline canvas').first().boundingBox();
      await page.mouse.click((box?.x ?? 0) + 700, (box?.y ?? 0) + 100);
      await hold(page, 'w', 600);
    },
    async pan(page) {
      await hold(page, 'd', 1500);
      await hold(page, 'a', 1500);
    },
  },
  speedscope: {
    path: '/speedscope/',
    input: '#file',
    there: 'document.querySelector("#file") !== null',
    drawn: 'document.title.endsWith("- speedscope") && document.querySelector("canvas") !== null',
    async enter(page) {
      await page.mouse.move(700, 400);
      await page.keyboard.down('Control');
      await turnWheel(page, 20, 0, -100);
      await page.keyboard.up('Control');
    },
    async pan(page) {
      await turnWheel(page, 90, 20, 0);
      await turnWheel(page, 90, -20, 0);
    },
  },
  'vis-timeline': {
    most: 100_000,
    path: '/vis.html',
    input: '#file',
    there: 'window.vis !== undefined',
    drawn: 'window.isDrawn === true',
    async enter(page) {
      await page.evaluate(() => {
        const { timeline } = /** @type {any} */ (globalThis);
        const { min, max } = timeline.getItemRange();
        const [from, all] = [min.getTime(), max - min];
        timeline.setWindow(from + all * 0.4, from + all * 0.5, { animation: false });
        const { start, end } = timeline.getWindow();
        Object.assign(globalThis, { from: start.getTime(), span: end - start });
      });
    },
    // One step further in each frame, for three seconds.
    pan: (page) =>
      page.evaluate(
        () =>
          new Promise((resolve) => {
            const { timeline, from, span } = /** @type {any} */ (globalThis);
            const began = performance.now();
            const move = () => {
              const at = performance.now() - began;
              const start = from + span * Math.sin(at / 500);
              timeline.setWindow(start, start + span, { animation: false });
              if (at < 3000) requestAnimationFrame(move);
              else resolve(undefined);
            };
            requestAnimationFrame(move);
          }),
      ),
  },
};

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const send = (/** @type {string | Buffer} */ body, /** @type {string} */ type) =>
    response.writeHead(200, { 'content-type': type }).end(body);
  if (pathname === '/vis.html') return void send(visPage, 'text/html');
  const path = pathname
    .replace(/\/$/, '/index.html')
    .replace(/^\/weft\//, fileURLToPath(new URL('../dist/', import.meta.url)))
    .replace(/^\/speedscope\//, `${join(modules, 'speedscope/dist/release')}/`)
    .replace(/^\/vis\//, `${join(modules, 'vis-timeline')}/`);
  readFile(path).then(
    (body) => send(body, types[extname(path)] ?? 'application/octet-stream'),
    () => response.writeHead(404).end(),
  );
});
await new Promise((resolve) => server.listen(0, 'localhost', () => resolve(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

/** @param {Viewer} viewer @param {string} file @returns {Promise<Sample>} */
async function measure({ path, input, there, drawn, enter, pan }, file) {
  // A page that hangs prevents the browser from closing: it is killed.
  const process = await chromium.launchServer(chromiumLaunchOptions());
  try {
    const browser = await chromium.connect(process.wsEndpoint());
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      serviceWorkers: 'block',
      // Expressions are evaluated as text in the page.
      bypassCSP: true,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.addInitScript(timeFrames);
    await page.goto(`http://localhost:${port}${path}`);
    await page.waitForFunction(there);
    if (input === '#bench')
      await page.evaluate(() => {
        const { weft } = /** @type {any} */ (globalThis);
        const field = Object.assign(document.createElement('input'), { type: 'file', id: 'bench' });
        field.onchange = async () => {
          await weft.open(field.files?.[0], 'bench.json');
          await weft.idle();
          Object.assign(globalThis, { isIdle: true });
        };
        document.body.append(field);
      });
    await page.evaluate(() => {
      /** @type {number[]} */
      const lengths = [0];
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) lengths.push(duration);
      }).observe({ type: 'longtask' });
      const weftBench = { lengths, began: 0, picture: NaN };
      Object.assign(globalThis, { weftBench });
      const begin = () => (weftBench.began = performance.now());
      document.addEventListener('change', begin, { capture: true });
    });
    await dragOver(page);
    await page.locator(input).setInputFiles(file);
    const isThere = `weftBench.began > 0 && ${drawn}`;
    const note = 'weftBench.picture = performance.now() - weftBench.began';
    await page.waitForFunction(`${isThere} && (${note})`, undefined, { polling: 'raf' });
    await page.waitForTimeout(500);
    const { picture, longest } = await page.evaluate(() => {
      const { weftBench } = /** @type {any} */ (globalThis);
      return { picture: weftBench.picture, longest: Math.max(...weftBench.lengths) };
    });
    await enter(page);
    await page.evaluate(() => {
      /** @type {any} */ (globalThis).frameWorks.length = 0;
    });
    await pan(page);
    const works = /** @type {number[]} */ (
      await page.evaluate(() => [.../** @type {any} */ (globalThis).frameWorks])
    );
    const heap = await heapMegabytes(page);
    return { picture, longest, pan: quantile(works, 0.95), heap };
  } finally {
    await process.kill();
  }
}

console.log('| viewer | events | picture | longest task | a frame, 95th percentile | memory |');
console.log('| ------ | -----: | ------: | -----------: | -----------------------: | -----: |');
for (const count of counts.length > 0 ? counts.map(Number) : [10_000, 1_000_000]) {
  const file = await traceFile(count);
  for (let run = 0; run < Number(values.runs); run++)
    for (const [name, viewer] of Object.entries(viewers)) {
      if (count > (viewer.most ?? Infinity)) {
        console.log(`| ${name} | ${count.toLocaleString('en')} | too many | | | |`);
        continue;
      }
      const told = await measure(viewer, file).catch((/** @type {Error} */ error) => error);
      const cells =
        told instanceof Error
          ? [told.message.split('\n')[0], '', '', '']
          : [
              `${Math.round(told['picture'] ?? NaN)} ms`,
              `${Math.round(told['longest'] ?? NaN)} ms`,
              `${(told['pan'] ?? NaN).toFixed(1)} ms`,
              `${Math.round(told['heap'] ?? NaN)} MB`,
            ];
      console.log(`| ${[name, count.toLocaleString('en'), ...cells].join(' | ')} |`);
    }
}
server.close();
