// @ts-check
/**
 * Benchmarks of a recording with a million events in other tools' format: time from opening the file to the picture,
 * frames while panning, memory.
 */
import { createWriteStream, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';

/**
 * @typedef {import('playwright').Browser} Browser
 * @typedef {import('playwright').Page} Page
 * @typedef {Record<string, number>} Sample
 */

const THREADS = 50;
const NAMES = 200;

/** @type {Map<number, Promise<string>>} */
const made = new Map();

/** A Chrome trace of so many complete events, on 50 threads, up to four deep. @param {number} count */
export function traceFile(count) {
  const known = made.get(count) ?? writeTrace(count);
  made.set(count, known);
  return known;
}

/** @param {number} count */
async function writeTrace(count) {
  const path = join(mkdtempSync(join(tmpdir(), 'weft-bench-')), `${count}.json`);
  const out = createWriteStream(path);
  out.write('{"traceEvents":[');
  let between = '\n';
  let lines = [];
  let random = 1;
  const next = (/** @type {number} */ below) => {
    random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
    return (random >>> 8) % below;
  };
  const at = Array.from({ length: THREADS }, () => 0);
  for (let n = 0; n < count; n += 4) {
    const tid = 1 + ((n / 4) % THREADS);
    const from = at[tid - 1] ?? 0;
    for (let deep = 0; deep < 4 && n + deep < count; deep++) {
      const name = deep === 3 && next(8) === 0 ? 'lock.acquire' : `f${next(NAMES)}`;
      const [ts, dur] = [from + deep * 3, 40 - deep * 8 + next(4)];
      lines.push(
        `{"ph":"X","pid":1,"tid":${tid},"ts":${ts},"dur":${dur},"name":"${name}","cat":"f","args":{"n":${n}}}`,
      );
    }
    at[tid - 1] = from + 45 + next(20);
    if (lines.length < 10_000) continue;
    if (!out.write(between + lines.join(',\n'))) await once(out, 'drain');
    between = ',\n';
    lines = [];
  }
  out.end(`${lines.length > 0 ? between : ''}${lines.join(',\n')}]}\n`);
  await once(out, 'finish');
  return path;
}

/** Main-thread work in each frame: from its first callback until the thread is free again after painting. */
export function timeFrames() {
  /** @type {number[]} */
  const works = [];
  const { port1, port2 } = new MessageChannel();
  let began = 0;
  port1.onmessage = () => works.push(performance.now() - began);
  const raf = requestAnimationFrame.bind(window);
  let isFirst = true;
  window.requestAnimationFrame = (callback) =>
    raf((now) => {
      if (isFirst) {
        isFirst = false;
        began = performance.now();
        port2.postMessage(0);
        queueMicrotask(() => (isFirst = true));
      }
      callback(now);
    });
  Object.assign(window, { frameWorks: works });
}

/** @param {Page} page @param {string} path a file of this machine, as `benchFile` of the page */
async function handOver(page, path) {
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'bench';
    document.body.append(input);
  });
  await page.locator('#bench').setInputFiles(path);
  await page.evaluate(() => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector('#bench'));
    Object.assign(window, { benchFile: input.files?.[0] });
    input.remove();
  });
}

/** A reader who drops a file has dragged it over the page before, for a second or so. @param {Page} page */
export async function dragOver(page) {
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['{}'], 'bench.json'));
    document.body.dispatchEvent(new DragEvent('dragenter', { dataTransfer, bubbles: true }));
  });
  await page.waitForTimeout(1000);
}

/** Memory of the page's objects and buffers, in megabytes. @param {Page} page */
export async function heapMegabytes(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const usage = /** @type {Record<string, number>} */ (await session.send('Runtime.getHeapUsage'));
  await session.detach();
  return ((usage['usedSize'] ?? 0) + (usage['backingStorageSize'] ?? 0)) / 1e6;
}

/** @param {readonly number[]} numbers @param {number} share */
export function quantile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** @param {number} count @returns {(browser: Browser, url: string) => Promise<Sample>} */
const weftTrace = (count) => async (browser, url) => {
  const path = await traceFile(count);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(timeFrames);
  await page.goto(`${url}#s=two-threads&speed=20`);
  await page.waitForFunction('window.weft');
  await page.evaluate(() => /** @type {any} */ (globalThis).weft.ready);
  await page.waitForTimeout(1000);
  await handOver(page, path);
  await dragOver(page);
  const { picture, longest, said } = await page.evaluate(async () => {
    const { weft, benchFile } = /** @type {any} */ (globalThis);
    const lengths = [0];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) lengths.push(duration);
    }).observe({ type: 'longtask' });
    const began = performance.now();
    const told = await weft.open(benchFile, 'bench.json');
    await weft.idle();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const taken = performance.now() - began;
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { picture: taken, longest: Math.max(...lengths), said: told.events };
  });
  if (said !== count) throw new Error(`${said} of ${count} events`);
  // Zooms to a tenth, then pans: as a reader who searches.
  const box = await page.locator('#timeline canvas').first().boundingBox();
  await page.mouse.click((box?.x ?? 0) + 700, (box?.y ?? 0) + 100);
  const span = async (/** @type {string} */ key, /** @type {number} */ ms) => {
    await page.keyboard.down(key);
    await page.waitForTimeout(ms);
    await page.keyboard.up(key);
  };
  await span('w', 600);
  await page.evaluate(() => {
    /** @type {any} */ (globalThis).frameWorks.length = 0;
  });
  await span('d', 2000);
  await span('a', 2000);
  const works = /** @type {number[]} */ (
    await page.evaluate(() => [.../** @type {any} */ (globalThis).frameWorks])
  );
  const heap = await heapMegabytes(page);
  await context.close();
  return {
    picture_ms: picture,
    longest_task_ms: longest,
    pan_p95_ms: quantile(works, 0.95),
    pan_ms: quantile(works, 0.5),
    frames: works.length,
    heap_mb: heap,
  };
};

export const traceMeasurements = { 'trace-million': weftTrace(1_000_000) };
