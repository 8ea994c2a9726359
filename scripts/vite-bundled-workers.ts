/**
 * For tests in a browser: a Worker is served as one bundle with its chunks, as in the built page. Otherwise each of the
 * hundreds of Workers that these tests start would request every module separately from the development server.
 */
import { dirname, join } from 'node:path/posix';
import { build, type Plugin } from 'vite';
import { sourcePlugins } from './vite-plugins.ts';

/** The request for `new Worker(new URL('./x.worker.ts', import.meta.url))` in a source. */
const workerRequest = /^(\/.*\/(?!lab)[\w-]+\.worker\.ts)\?.*\bworker_file\b/;
const chunkFolder = 'worker-chunks';

interface Chunk {
  readonly fileName: string;
  readonly code?: string;
  readonly isEntry?: boolean;
}

export function bundledWorkers(): Plugin {
  let root = '';
  const bundles = new Map<string, Promise<void>>();
  /** Code by requested path. */
  const served = new Map<string, string>();

  async function bundle(path: string): Promise<void> {
    const result = await build({
      root,
      configFile: false,
      logLevel: 'error',
      plugins: sourcePlugins(),
      build: {
        write: false,
        target: 'esnext',
        minify: false,
        modulePreload: false,
        rolldownOptions: {
          input: join(root, path),
          // All in one folder, since chunks import from the entry, too.
          output: {
            entryFileNames: `${chunkFolder}/[name].js`,
            chunkFileNames: `${chunkFolder}/[name]-[hash].js`,
          },
        },
      },
    });
    const folder = dirname(path);
    for (const { output } of [result].flat() as { output: Chunk[] }[]) {
      for (const { fileName, code = '', isEntry = false } of output) {
        served.set(join(folder, fileName), code);
        if (isEntry) served.set(path, `import './${fileName}';`);
      }
    }
  }

  return {
    name: 'weft:bundled-workers',
    configureServer(server) {
      ({ root } = server.config);
      // In watch mode a Worker is bundled anew after any change.
      server.watcher.on('change', () => bundles.clear());
      const headers = server.config.server.headers ?? {};
      async function codeOf(url: string, entry: string | undefined): Promise<string | undefined> {
        if (entry !== undefined && !bundles.has(entry)) bundles.set(entry, bundle(entry));
        await Promise.all(bundles.values());
        return served.get(entry ?? url);
      }
      server.middlewares.use((request, response, next) => {
        const url = request.url ?? '';
        const entry = workerRequest.exec(url)?.[1];
        if (entry === undefined && !url.includes(`/${chunkFolder}/`)) {
          next();
          return;
        }
        void codeOf(url, entry).then(
          (code) => {
            for (const [name, value] of Object.entries(headers)) {
              response.setHeader(name, String(value));
            }
            response.setHeader('content-type', 'text/javascript');
            response.statusCode = code === undefined ? 404 : 200;
            return response.end(code);
          },
          (error: unknown) => {
            response.statusCode = 500;
            return response.end(String(error));
          },
        );
      });
    },
  };
}
