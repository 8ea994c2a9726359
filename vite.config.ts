import { defineConfig } from 'vite';
import { contentSecurityPolicy, isolationHeaders } from './scripts/headers.ts';
import { metaPolicy, socialAddress } from './scripts/vite-head.ts';
import { embedModule } from './scripts/vite-embed.ts';
import { sourcePlugins } from './scripts/vite-plugins.ts';
import { copyPython } from './scripts/vite-python.ts';
import { scenarioFiles } from './scripts/vite-scenario-files.ts';
import { isWorkerEntry, sharedChunk, sharedWorkers } from './scripts/vite-shared-workers.ts';
import { serviceWorker } from './scripts/vite-service-worker.ts';

/** Whether `npm run dev` can open the page by itself; a server without a screen must not fail for it. */
const hasDesktop =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

/**
 * The panels that every page opens with, besides the timeline: one file and one style sheet, where there were fifty. What a
 * panel fetches later by itself (`import()`) stays apart.
 */
const firstPanels =
  /\/src\/ui\/(?:stage\/Stage|scenario\/ScenarioHeader|inspector\/Inspector|source\/SourcePanel|console\/ConsolePanel|gallery\/Gallery|timeline\/(?:Legend|Tooltip|Lanes|LaneActions))\.tsx$/;

export default defineConfig({
  base: './', // one build for any path it is served under
  appType: 'mpa', // a missing file is a 404, not the page with status 200
  plugins: [
    ...sourcePlugins(),
    sharedWorkers(),
    copyPython(),
    embedModule(),
    scenarioFiles(),
    metaPolicy(),
    socialAddress(),
    serviceWorker(),
  ],
  worker: { format: 'es', plugins: () => sourcePlugins() },
  server: { headers: isolationHeaders, open: hasDesktop && !process.env['CI'] },
  preview: {
    headers: { ...isolationHeaders, 'Content-Security-Policy': contentSecurityPolicy },
  },
  build: {
    target: 'es2023',
    // What the first screen waits for comes in one file: cut in thirty it is 7 kB larger. The rest is fetched when wanted.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: sharedChunk, priority: 4, includeDependenciesRecursively: false },
            {
              name: 'initial',
              tags: ['$initial'],
              test: (id) => !isWorkerEntry(id),
              priority: 3,
            },
            // A live run, all that is read off its trace, and the timeline: what the first picture takes.
            {
              name: 'session',
              test: /\/src\/(?:store\/live-player|engines\/live\/engine|ui\/timeline\/TimelinePanel)\.tsx?$/,
              priority: 2,
              includeDependenciesRecursively: true,
            },
            // The rest of the page, fetched after that.
            {
              name: 'panels',
              test: firstPanels,
              priority: 1,
              includeDependenciesRecursively: true,
            },
          ],
        },
      },
    },
  },
});
