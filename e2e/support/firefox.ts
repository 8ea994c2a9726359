/** Firefox, driven by puppeteer, since Playwright drives only its own build of Firefox. */
import { existsSync } from 'node:fs';
import { launch, type Browser } from 'puppeteer-core';

const places = [
  process.env['FIREFOX_PATH'] ?? '',
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];
/** Empty if there is none. */
export const firefoxPath = places.find((path) => path !== '' && existsSync(path)) ?? '';
export const noFirefox = 'no Firefox here; FIREFOX_PATH would name one';

export const launchFirefox = (): Promise<Browser> =>
  launch({
    browser: 'firefox',
    executablePath: firefoxPath,
    headless: true,
    // Long, for a busy machine; the test has a timeout of its own.
    timeout: 200_000,
    protocolTimeout: 240_000,
  });
