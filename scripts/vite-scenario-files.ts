/**
 * Writes files derived from the scenarios: posters/ID.svg and posters/ID.dark.svg, a run of each in the model, drawn
 * like the page; and the manual, manual/LANGUAGE.html.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createServer, type Plugin } from 'vite';
import type * as Manual from './manual/manual.ts';
import type * as Maker from './posters/poster.ts';
import type * as Registry from '../src/scenarios/registry.ts';
import { sourcePlugins } from './vite-plugins.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
export const posterFolder = 'posters/';
const manualFolder = 'manual/';

export function scenarioFiles(): Plugin {
  return {
    name: 'weft:scenario-files',
    apply: 'build',
    async generateBundle() {
      const server = await createServer({
        configFile: false,
        root,
        plugins: sourcePlugins(),
        server: { middlewareMode: true, ws: false, watch: null },
        optimizeDeps: { noDiscovery: true },
        appType: 'custom',
        logLevel: 'error',
      });
      try {
        const module = await server.ssrLoadModule('/scripts/posters/poster.ts');
        const made = await (module as typeof Maker).posters();
        for (const [name, source] of Object.entries(made))
          this.emitFile({ type: 'asset', fileName: posterFolder + name, source });
        const { scenarios } = (await server.ssrLoadModule(
          '/src/scenarios/registry.ts',
        )) as typeof Registry;
        const { manual, manualLanguages } = (await server.ssrLoadModule(
          '/scripts/manual/manual.ts',
        )) as typeof Manual;
        for (const language of manualLanguages)
          this.emitFile({
            type: 'asset',
            fileName: `${manualFolder}${language}.html`,
            source: manual(language, scenarios),
          });
        const style = readFileSync(new URL('manual/manual.css', `file://${root}scripts/`), 'utf8');
        this.emitFile({ type: 'asset', fileName: `${manualFolder}manual.css`, source: style });
      } finally {
        await server.close();
      }
    },
  };
}
