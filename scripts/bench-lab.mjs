// @ts-check
/** Benchmarks of Python on the page: its start, a step, many threads live, memory. */
import { setTimeout as rest } from 'node:timers/promises';
import { openPlainly } from './plain-browser.mjs';

/**
 * @typedef {import('playwright').Browser} Browser
 * @typedef {import('playwright').Page} Page
 * @typedef {Record<string, number>} Sample
 */

const HUNDRED = `import threading

lock = threading.Lock()
n = 100

def work():
    global n
    for _ in range(5):
        with lock:
            n -= 1

threads = [threading.Thread(target=work) for _ in range(100)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(n)
`;

const STEPS = 40;
const NEW_RUNS = 9;

/**
 * From the call that runs a program to its first event: with empty caches, at a later visit, and again on the same page. Beside
 * it Pyodide by itself, to its first line, in a page that does nothing else.
 *
 * @param {Browser} browser @param {string} url @param {string} bareUrl @returns {Promise<Sample>}
 */
async function labStart(browser, url, bareUrl) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const [first] = await visit(await context.newPage(), url, 1);
  const [later, ...again] = await visit(await context.newPage(), url, 1 + NEW_RUNS);
  await context.close();
  const bareContext = await browser.newContext();
  const bareFirst = await bareStart(await bareContext.newPage(), bareUrl);
  const bareLater = await bareStart(await bareContext.newPage(), bareUrl);
  await bareContext.close();
  const times = { first_ms: first ?? NaN, later_ms: later ?? NaN, again_ms: middle(again) };
  return {
    ...times,
    bare_first_ms: bareFirst,
    first_ratio: times.first_ms / bareFirst,
    bare_later_ms: bareLater,
    later_ratio: times.later_ms / bareLater,
  };
}

/** @param {Page} page @param {string} url @returns {Promise<number>} */
async function bareStart(page, url) {
  await page.goto(url);
  // @ts-expect-error bench/main.ts
  const { ms } = await page.evaluate(() => globalThis.besides['bare-python']());
  await page.close();
  return ms;
}

/** @param {Page} page @param {string} url @param {number} runs */
async function visit(page, url, runs) {
  await open(page, url);
  const measured = await page.evaluate(async (count) => {
    // @ts-expect-error the page's own interface
    const { weft } = globalThis;
    const times = [];
    for (let n = 0; n < count; n++) {
      const begun = performance.now();
      await weft.run(`print(${n})\n`);
      times.push(performance.now() - begun);
      await weft.finished();
    }
    return times;
  }, runs);
  // The service worker has stored the interpreter's files by then.
  await page.waitForTimeout(4000);
  await page.close();
  return measured;
}

/**
 * From a press of the key for a step to its event on the page.
 *
 * @param {Browser} browser @param {string} url @returns {Promise<Sample>}
 */
async function labStep(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await open(page, url);
  const measured = await page.evaluate(
    async ([source, steps]) => {
      // @ts-expect-error the page's own interface
      const { weft } = globalThis;
      await weft.run(source, { mode: 'step' });
      await weft.idle();
      const times = [];
      for (let n = 0; n < steps; n++) {
        const before = weft.state().events;
        const begun = performance.now();
        document.body.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'ArrowRight', code: 'ArrowRight', bubbles: true }),
        );
        while (weft.state().events === before) {
          if (performance.now() - begun > 10_000) throw new Error('no step was taken');
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        times.push(performance.now() - begun);
      }
      return times;
    },
    /** @type {const} */ ([HUNDRED, STEPS]),
  );
  await context.close();
  return {
    step_ms: middle(measured),
    step_p95_ms: sorted(measured)[Math.floor(0.95 * STEPS)] ?? NaN,
  };
}

/**
 * A hundred threads on one lock, live.
 *
 * @param {Browser} browser @param {string} url @returns {Promise<Sample>}
 */
async function labLive(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await open(page, url);
  await page.waitForTimeout(2000);
  await page.evaluate(async () => {
    // @ts-expect-error the page's own interface
    const { weft } = globalThis;
    await weft.run('pass\n');
    await weft.finished();
  });
  // The spare interpreter is loaded in the meantime.
  await page.waitForTimeout(10_000);
  const longestTask = await page.evaluate(async (source) => {
    // @ts-expect-error the page's own interface
    const { weft } = globalThis;
    let longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    }).observe({ type: 'longtask' });
    await weft.run(source);
    await weft.finished();
    await weft.idle();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return longest;
  }, HUNDRED);
  await context.close();
  return { longest_task_ms: longestTask };
}

/**
 * The memory that Python takes beside the page, with a spare interpreter, after a hundred threads.
 *
 * @param {Browser} _browser @param {string} url @returns {Promise<Sample>}
 */
async function labMemory(_browser, url) {
  const page = await openPlainly(url);
  const run = (/** @type {string} */ source) =>
    page.evaluate(
      `(async () => { await weft.run(${JSON.stringify(source)}); await weft.finished(); await weft.idle(); })()`,
    );
  while ((await page.evaluate(`'weft' in globalThis && weft.ready.then(() => true)`)) !== true)
    await rest(100);
  await rest(2000);
  const before = page.megabytes();
  await run('pass\n');
  // The spare interpreter is loaded in the meantime.
  await rest(10_000);
  await run(HUNDRED);
  await rest(500);
  const after = page.megabytes();
  await page.close();
  return { beside_mb: after - before };
}

export const labMeasurements = {
  'lab-start': labStart,
  'lab-step': labStep,
  'lab-live': labLive,
  'lab-memory': labMemory,
};

/** @param {Page} page @param {string} url */
async function open(page, url) {
  await page.goto(url);
  await page.waitForFunction(() => 'weft' in globalThis);
  // @ts-expect-error the page's own interface
  await page.evaluate(() => globalThis.weft.ready);
}

/** @param {readonly number[]} numbers */
const sorted = (numbers) => numbers.toSorted((a, b) => a - b);

/** @param {readonly number[]} numbers */
const middle = (numbers) => sorted(numbers)[Math.floor(numbers.length / 2)] ?? NaN;
