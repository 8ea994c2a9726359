// @ts-check
/** Benchmarks of the whole page: opening, memory, restarts. Each opens the built page in a fresh context. */
import { initialScripts } from './initial-scripts.mjs';
import { rendererMegabytes } from './renderer-memory.mjs';

/**
 * @typedef {import('playwright').Browser} Browser
 * @typedef {import('playwright').Page} Page
 * @typedef {Record<string, number>} Sample
 */

/**
 * Time until something moves, the page's longest task in the second after, and the size of what is fetched first.
 *
 * @param {Browser} browser @param {string} url @returns {Promise<Sample>}
 */
async function pageOpen(browser, url) {
  const { page, close } = await open(browser, url);
  const first = await page.evaluate(async () => {
    // @ts-expect-error the page's own interface
    const { weft } = globalThis;
    await weft.ready;
    while (performance.getEntriesByName('weft-first-interval').length === 0) await weft.idle();
    return performance.getEntriesByName('weft-first-interval')[0]?.startTime ?? NaN;
  });
  await page.waitForTimeout(1000);
  const longest = await page.evaluate(longestTask);
  await close();
  const scriptKb = (initialScripts() ?? []).reduce((sum, { gzipKb }) => sum + gzipKb, 0);
  return { first_interval_ms: first, longest_task_ms: longest, script_kb: scriptKb };
}

/** Runs on the page: tasks of less than 50 ms are not reported. */
function longestTask() {
  return new Promise((resolve) => {
    const lengths = [0];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) lengths.push(duration);
    });
    observer.observe({ type: 'longtask', buffered: true });
    setTimeout(() => resolve(Math.max(...lengths)), 100);
  });
}

/** @param {Browser} browser @param {string} url @returns {Promise<Sample>} */
async function pageMemory(browser, url) {
  const { page, close } = await open(browser, url);
  await page.waitForTimeout(3000);
  const traffic = await rendererMegabytes(browser);
  await load(page, 'hundred-threads', { lock: true, gap: 0.2 });
  await page.waitForFunction(
    // @ts-expect-error the page's own interface
    () => globalThis.weft.threads().length === 101,
  );
  await page.waitForTimeout(2000);
  const hundred = await rendererMegabytes(browser);
  await close();
  const bare = await bareWorkersMegabytes(browser, 101);
  return { traffic_mb: traffic, hundred_mb: hundred, bare_mb: bare, bare_ratio: hundred / bare };
}

/**
 * An empty page with so many Workers that do nothing.
 *
 * @param {Browser} browser @param {number} count
 */
async function bareWorkersMegabytes(browser, count) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.evaluate(async (wanted) => {
    const script = URL.createObjectURL(new Blob(['postMessage(0)']));
    for (let n = 0; n < wanted; n++) {
      const worker = new Worker(script);
      await new Promise((resolve) => worker.addEventListener('message', resolve, { once: true }));
    }
  }, count);
  await page.waitForTimeout(2000);
  const size = await rendererMegabytes(browser);
  await context.close();
  return size;
}

/** @param {Browser} browser @param {string} url @returns {Promise<Sample>} */
async function pageRestarts(browser, url) {
  const { page, close } = await open(browser, url);
  await restart(page, 20);
  const before = await rendererMegabytes(browser);
  await restart(page, 200);
  const after = await rendererMegabytes(browser);
  const workers = page.workers().length;
  await close();
  return { before_mb: before, after_mb: after, growth_ratio: after / before, workers };
}

/** @param {Browser} browser @param {string} url @returns {Promise<Sample>} */
async function pageExplore(browser, url) {
  const { page, close } = await open(browser, url);
  // As for a reader who presses the button: the page is loaded, and nothing runs.
  await load(page, 'hundred-threads', { lock: false, gap: 0 });
  await page.evaluate(async () => {
    // @ts-expect-error the page's own interface
    const { weft } = globalThis;
    await weft.finished();
  });
  await page.getByRole('button', { name: 'Explore' }).hover();
  await page.waitForTimeout(2000);
  const [first, frames] = await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const started = performance.now();
    const press = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent?.trim() === 'Explore',
    );
    press?.click();
    while (document.querySelector('.explore .endings > *') === null) await frame();
    const seen = performance.now();
    let count = 0;
    while (performance.now() - seen < 3000) {
      await frame();
      count += 1;
    }
    return [seen - started, (count / (performance.now() - seen)) * 1000];
  });
  await close();
  return { first_ms: first ?? NaN, frames_per_s: frames ?? NaN };
}

export const pageMeasurements = {
  'page-open': pageOpen,
  'page-memory': pageMemory,
  'page-restarts': pageRestarts,
  'page-explore': pageExplore,
};

/** @param {Browser} browser @param {string} url */
async function open(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  return { page, close: () => context.close() };
}

/** @param {Page} page @param {string} id @param {object} params */
function load(page, id, params) {
  // @ts-expect-error the page's own interface
  return page.evaluate(([i, p]) => globalThis.weft.load(i, { params: p }), [id, params]);
}

/** @param {Page} page @param {number} times */
async function restart(page, times) {
  await page.evaluate(async (count) => {
    // @ts-expect-error the page's own interface
    const { weft } = globalThis;
    for (let i = 0; i < count; i++) {
      weft.restart();
      await weft.idle();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }, times);
  await page.waitForTimeout(3000);
}
