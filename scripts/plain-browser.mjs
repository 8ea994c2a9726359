// @ts-check
/**
 * A page in a browser that nothing records: Playwright has the page keep what it fetches, four thirds of its size for binary files,
 * which would count as the page's memory. Commands of the DevTools protocol through a pipe, Runtime's only.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { chromiumLaunchOptions } from './browser-cache.mjs';
import { residentMegabytes, renderersUnder } from './renderer-memory.mjs';

/**
 * @param {string} url
 * @returns {Promise<{ evaluate(expression: string): Promise<unknown>, megabytes(): number, close(): Promise<void> }>}
 * `evaluate` awaits promises; `megabytes`: of the largest page process
 */
export async function openPlainly(url) {
  const { executablePath = chromium.executablePath(), args } = chromiumLaunchOptions();
  const profile = mkdtempSync(join(tmpdir(), 'weft-bench-'));
  const browser = spawn(
    executablePath,
    [
      ...args,
      '--headless',
      '--no-sandbox',
      '--remote-debugging-pipe',
      '--window-size=1440,900',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const [, , , orders, answers] = browser.stdio;
  if (orders === null || answers === null || orders === undefined || answers === undefined)
    throw new Error('the browser has no pipe');
  /** @type {Map<number, { resolve(result: any): void, reject(error: Error): void }>} */
  const waiting = new Map();
  let text = '';
  answers.on('data', (/** @type {Buffer} */ data) => {
    text += data.toString();
    const whole = text.split('\0');
    text = whole.pop() ?? '';
    for (const one of whole) {
      const { id, result, error } = JSON.parse(one);
      if (error === undefined) waiting.get(id)?.resolve(result);
      else waiting.get(id)?.reject(new Error(error.message));
      waiting.delete(id);
    }
  });
  let count = 0;
  /** @param {string} method @param {object} params @param {string} [sessionId] @returns {Promise<any>} */
  const send = (method, params, sessionId) =>
    new Promise((resolve, reject) => {
      count += 1;
      waiting.set(count, { resolve, reject });
      /** @type {import('node:stream').Writable} */ (orders).write(
        `${JSON.stringify({ id: count, method, params, sessionId })}\0`,
      );
    });
  const { targetId } = await send('Target.createTarget', { url });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  return {
    async evaluate(expression) {
      const { result, exceptionDetails } = await send(
        'Runtime.evaluate',
        { expression, awaitPromise: true, returnByValue: true },
        sessionId,
      );
      if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
      return result.value;
    },
    megabytes: () => Math.max(...renderersUnder(browser.pid ?? 0).map(residentMegabytes)),
    async close() {
      const ended = once(browser, 'exit');
      // A signal would leave its other processes, which keep the pipe open.
      await send('Browser.close', {});
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
