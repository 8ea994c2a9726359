import { defineConfig } from '@playwright/test';
import { chromiumLaunchOptions } from './scripts/browser-cache.mjs';

const isCI = Boolean(process.env['CI']);
const port = Number(process.env['WEFT_PORT'] ?? 4173);
const url = `http://localhost:${port}/`;

export default defineConfig({
  testDir: './e2e',
  // The sweeps that take minutes run by playwright.deep.config.ts.
  testIgnore: '**/deep/**',
  outputDir: './test-results',
  fullyParallel: true,
  forbidOnly: isCI,
  workers: 2,
  retries: isCI ? 1 : 0,
  timeout: 240_000, // Ends a test that hangs; long, since the machine may be busy with other work.
  reporter: 'list',
  expect: {
    timeout: 40_000,
    toHaveScreenshot: {
      animations: 'disabled',
      caret: 'hide',
      scale: 'css',
      maxDiffPixelRatio: 0.001,
    },
  },
  use: {
    baseURL: url,
    launchOptions: chromiumLaunchOptions(),
    serviceWorkers: 'block', // The service worker's own test allows it.
    locale: 'en-US',
    timezoneId: 'UTC',
    colorScheme: 'light',
    trace: 'on-first-retry',
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${port} --strictPort`,
    url,
    reuseExistingServer: !isCI,
    timeout: 240_000,
  },
});
