/**
 * Builds src/workers/sw.ts into dist/sw.js: a stable name, one file without imports, with the list of files needed
 * offline. The list has every file of the bundle (Worker chunks too) and of public/, except the Python interpreter,
 * which is cached on first use, and files for other pages.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';
import { isolationHeaders } from './headers.ts';
import { embedFiles } from './vite-embed.ts';
import { posterFolder } from './vite-scenario-files.ts';
import { pythonFolder } from './vite-python.ts';

const source = fileURLToPath(new URL('../src/workers/sw.ts', import.meta.url));

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/** Content hash, so that a new build uses a new cache and the old one is deleted. */
function versionOf(contents: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content).update('\0');
  return hash.digest('hex').slice(0, 12);
}

async function bundleWorker(define: Record<string, string>): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    define,
    build: {
      write: false,
      target: 'es2023',
      rolldownOptions: { input: source, output: { format: 'iife', entryFileNames: 'sw.js' } },
    },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as Rolldown.RolldownOutput;
  if (output.length !== 1) throw new Error('bug: the service worker must be one file');
  return output[0].code;
}

export function serviceWorker(): Plugin {
  let publicFolder = '';
  return {
    name: 'weft:service-worker',
    enforce: 'post',
    apply: 'build',
    configResolved(config) {
      publicFolder = config.publicDir;
    },
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const built = Object.values(bundle).filter(
          ({ fileName }) =>
            !fileName.endsWith('.map') &&
            !fileName.startsWith(pythonFolder) &&
            !fileName.startsWith(posterFolder) &&
            !embedFiles.includes(fileName),
        );
        const statics = publicFolder === '' ? [] : filesUnder(publicFolder);
        const version = versionOf([
          ...built.map((file) => (file.type === 'chunk' ? file.code : file.source)),
          ...statics.map((file) => readFileSync(join(publicFolder, file))),
        ]);
        // './' is the page's address; a host may redirect to index.html.
        const files = ['./', ...built.map(({ fileName }) => fileName), ...statics].toSorted();
        const code = await bundleWorker({
          WEFT_FILES: JSON.stringify(files),
          WEFT_PYTHON: JSON.stringify(pythonFolder),
          WEFT_HEADERS: JSON.stringify(isolationHeaders),
          WEFT_VERSION: JSON.stringify(version),
        });
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: code });
      },
    },
  };
}
