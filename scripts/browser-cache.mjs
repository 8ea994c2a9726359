// @ts-check
/**
 * Location of the browser for tests. ensure-browser.mjs finds or installs one and stores it here; playwright.config.ts
 * and vitest.config.ts read it. A file, because an environment variable does not outlive the `&&` of an npm script.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {{ executablePath: string, version: string, source: string }} Browser */

const file = fileURLToPath(new URL('../node_modules/.cache/browser.json', import.meta.url));

/** Flags for every start of Chromium: no background network traffic, and machine-independent pixels. */
export const chromiumArgs = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
];

/** @returns {Browser | undefined} the browser found by an earlier run, if its file is still there */
export function readBrowser() {
  try {
    const browser = JSON.parse(readFileSync(file, 'utf8'));
    return existsSync(browser.executablePath) ? browser : undefined;
  } catch {
    return undefined;
  }
}

/** @param {Browser} browser */
export function rememberBrowser(browser) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(browser, null, 2)}\n`);
}

/**
 * Launch options for Playwright and for Vitest's browser mode. Without a known browser the choice is Playwright's,
 * whose own message then says what is missing.
 */
export function chromiumLaunchOptions() {
  const executablePath = readBrowser()?.executablePath;
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    chromiumSandbox: false, // --no-sandbox, needed as root
    args: chromiumArgs,
  };
}
