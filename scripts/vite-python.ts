/**
 * Files of the Python interpreter (npm `pyodide`): the module `virtual:python-files` exports the URL of their folder,
 * and their size. A build contains a copy of the files that are fetched, in a folder named after the version, so that
 * they can be cached for good.
 */
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const id = 'virtual:python-files';
const resolved = `\0${id}`;

const home = dirname(createRequire(import.meta.url).resolve('pyodide/package.json'));
const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
  version: string;
};

/** Files that `loadPyodide` fetches. */
const files = [
  'pyodide.asm.mjs',
  'pyodide.asm.wasm',
  'python_stdlib.zip',
  'pyodide-lock.json',
] as const;

/** Total size of those loaded by `fetch`, unpacked: bytes. */
const fetchedBytes = files
  .filter((file) => !file.endsWith('.mjs'))
  .reduce((sum, file) => sum + statSync(join(home, file)).size, 0);

/** Folder in a build, below the page. */
export const pythonFolder = `python-${version}/`;

/** The location of the files: for the page, and for Workers. */
export function pythonFiles(): Plugin {
  let isBuild = false;
  return {
    name: 'weft:python-files',
    configResolved(config) {
      isBuild = config.command === 'build';
    },
    resolveId: (source) => (source === id ? resolved : undefined),
    load(source) {
      if (source !== resolved) return undefined;
      // Worker chunks are in assets/, beside the folder. A literal in `new URL` would be taken for an asset.
      const folder = isBuild ? `../${pythonFolder}` : '/node_modules/pyodide/';
      return `const folder = ${JSON.stringify(folder)};
export const pythonFiles = new URL(folder, import.meta.url).href;
export const pythonBytes = ${fetchedBytes};`;
    },
  };
}

/** Copies them into a build. */
export function copyPython(): Plugin {
  return {
    name: 'weft:copy-python',
    apply: 'build',
    generateBundle() {
      for (const file of files) {
        const fileName = pythonFolder + file;
        this.emitFile({ type: 'asset', fileName, source: readFileSync(join(home, file)) });
      }
    },
  };
}
