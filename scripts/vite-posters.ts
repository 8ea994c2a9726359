/** Writes posters/ID.svg and posters/ID.dark.svg for every scenario: a run of it under the model, drawn as the page draws. */
import { fileURLToPath } from 'node:url';
import { createServer, type Plugin } from 'vite';
import type * as Maker from './posters/poster.ts';
import { sourcePlugins } from './vite-plugins.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
export const posterFolder = 'posters/';

export function posters(): Plugin {
  return {
    name: 'weft:posters',
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
      } finally {
        await server.close();
      }
    },
  };
}
