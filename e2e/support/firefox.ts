/** Firefox, by puppeteer, since Playwright drives only a Firefox of its own. */
import { existsSync } from 'node:fs';
import { launch, type Browser } from 'puppeteer-core';

const places = [
  process.env['FIREFOX_PATH'] ?? '',
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];
/** Empty where there is none. */
export const firefoxPath = places.find((path) => path !== '' && existsSync(path)) ?? '';
export const noFirefox = 'no Firefox here; FIREFOX_PATH would name one';

export const launchFirefox = (): Promise<Browser> =>
  launch({
    browser: 'firefox',
    executablePath: firefoxPath,
    headless: true,
    // A busy machine takes its time; the test has a limit of its own.
    timeout: 200_000,
    protocolTimeout: 240_000,
  });
