import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestUserConfig } from 'vitest/config';
import { dependencies } from './package.json' with { type: 'json' };
import { chromiumLaunchOptions } from './scripts/browser-cache.mjs';
import { isolationHeaders } from './scripts/headers.ts';
import { bundledWorkers } from './scripts/vite-bundled-workers.ts';
import { sourcePlugins } from './scripts/vite-plugins.ts';

process.env['TZ'] = 'UTC';
process.env['LC_ALL'] = 'C.UTF-8';

/** Only against tests that hang: a machine may be busy with something else. */
const testTimeout = 120_000;
/** For what a test waits for in a page. */
const patience = 60_000;
/** To the page's first message, before which dependencies are bundled. */
const connectTimeout = 600_000;
/** As for the tests of the page: what CI says must not depend on one moment of one machine. */
const retry = process.env['CI'] ? 1 : 0;

const browserTests = 'src/**/*.browser.test.{ts,tsx}';

/** Their modules keep what the page is at: each file has them anew. */
const statefulTests = ['src/store/**/*.test.ts', 'src/engines/live/**/*.test.ts'];

/** Programs on CPython. */
const labTests = [
  'src/engines/lab/**/*.browser.test.ts',
  'src/**/lab.browser.test.ts',
  'src/explore/runs/lab-explorer.browser.test.ts',
];

const inBrowser = (mode: string, test: TestUserConfig) => ({
  mode,
  plugins: [...sourcePlugins(), bundledWorkers()],
  server: { headers: isolationHeaders },
  // One that is found late, in a Worker or a later test, would make tests that run already load again.
  optimizeDeps: { include: Object.keys(dependencies) },
  worker: { format: 'es' as const, plugins: () => sourcePlugins() },
  test: {
    ...test,
    testTimeout,
    expect: { poll: { timeout: patience } },
    retry,
    // One page: `npm test` runs the unit tests beside them.
    maxWorkers: 1,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      connectTimeout,
      instances: [{ browser: 'chromium' as const }],
      provider: playwright({ launchOptions: chromiumLaunchOptions() }),
    },
  },
});

export default defineConfig(({ mode }) => ({
  test: {
    projects: [
      {
        // `--mode deep`: projects do not have it of themselves.
        mode,
        plugins: sourcePlugins(),
        test: {
          name: 'node',
          testTimeout,
          retry,
          // Modules are imported once a thread, not once a file: tests leave no module changed behind them.
          pool: 'threads',
          isolate: false,
          maxWorkers: availableParallelism(),
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: [browserTests, ...statefulTests],
        },
      },
      {
        mode,
        plugins: sourcePlugins(),
        test: {
          name: 'stateful',
          testTimeout,
          retry,
          pool: 'threads',
          maxWorkers: availableParallelism(),
          include: statefulTests,
          exclude: [browserTests],
        },
      },
      inBrowser(mode, { name: 'browser', include: [browserTests], exclude: labTests }),
      // An interpreter of Python takes longer to load than most files of tests: it is loaded once a page, not once a file.
      inBrowser(mode, { name: 'lab', include: labTests, isolate: false }),
    ],
  },
}));
