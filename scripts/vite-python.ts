/**
 * Files of the Python interpreter (npm `pyodide`): the module `virtual:python-files` exports the URL of their folder,
 * and their size. A build contains a copy of the files that are fetched, in a folder named after the version, so that
 * they can be cached for good.
 *
 * `virtual:python-memory` exports where the interpreter's memory is as it is once our files are imported. It is made when
 * it is first wanted (python-memory/maker.ts), takes a few seconds, and is kept until our files change.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, type Plugin, type Rolldown } from 'vite';

const home = dirname(createRequire(import.meta.url).resolve('pyodide/package.json'));
const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
  version: string;
};

/** Files that `loadPyodide` fetches. */
const files = ['pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip'] as const;

const { info } = JSON.parse(readFileSync(join(home, 'pyodide-lock.json'), 'utf8')) as {
  info: object;
};
/** Without packages. */
const lock = JSON.stringify({ info, packages: {} });

/** Folder in a build, below the page. */
export const pythonFolder = `python-${version}/`;

interface Memory {
  /** Path of the file. */
  readonly path: string;
  /** Its name in a build. */
  readonly name: string;
  /** Unpacked: bytes. */
  readonly length: number;
  /** Of the whole memory: bytes. */
  readonly size: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules/.cache/weft-python');
let made: Promise<Memory> | undefined;

/** The memory of the interpreter, made unless it is there. */
function memoryOf(): Promise<Memory> {
  return (made ??= makeMemory());
}

async function makeMemory(): Promise<Memory> {
  const result = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: join(root, 'scripts/python-memory/maker.ts'),
      write: false,
      target: 'es2023',
      minify: false,
      rolldownOptions: { external: ['pyodide'] },
    },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as Rolldown.RolldownOutput;
  const [{ code }] = output;
  const digest = createHash('sha256').update(version).update(code).digest('hex').slice(0, 12);
  mkdirSync(cache, { recursive: true });
  const known = readdirSync(cache).find((name) => name.startsWith(`${digest}-`));
  if (known !== undefined) return memoryAt(digest, known);
  // Another build may do the same.
  const maker = join(cache, `maker-${process.pid}.mjs`);
  const packed = join(cache, `packed-${process.pid}`);
  writeFileSync(maker, code);
  const { stdout } = await promisify(execFile)(process.execPath, [maker, packed]);
  const name = `${digest}-${stdout.trim()}.bin`;
  renameSync(packed, join(cache, name));
  rmSync(maker);
  return memoryAt(digest, name);
}

/** `name`: that of its file in the cache, with its numbers. */
function memoryAt(digest: string, name: string): Memory {
  const [length = NaN, size = NaN] = name.split('-').slice(1).map(Number.parseFloat);
  return { path: join(cache, name), name: `memory-${digest}.bin`, length, size };
}

const sizeOf = (path: string): number => statSync(path).size;

/** The location of the files: for the page, and for Workers. */
export function pythonFiles(): Plugin {
  let isBuild = false;
  const ids = ['virtual:python-files', 'virtual:python-memory'];
  return {
    name: 'weft:python-files',
    configResolved(config) {
      isBuild = config.command === 'build';
    },
    resolveId: (source) => (ids.includes(source) ? `\0${source}` : undefined),
    async load(id) {
      if (!ids.includes(id.slice(1))) return undefined;
      const memory = await memoryOf();
      if (id.endsWith('memory')) {
        const path = isBuild
          ? `../${pythonFolder}${memory.name}`
          : `/${relative(root, memory.path)}`;
        return `const path = ${JSON.stringify(path)};
export const pythonMemory = {
  url: new URL(path, import.meta.url).href,
  length: ${memory.length},
  size: ${memory.size},
};`;
      }
      // Worker chunks are in assets/, beside the folder. A literal in `new URL` would be taken for an asset.
      const folder = isBuild ? `../${pythonFolder}` : '/node_modules/pyodide/';
      const fetched = files
        .filter((file) => !file.endsWith('.mjs'))
        .map((file) => join(home, file));
      const bytes = [...fetched, memory.path].map(sizeOf).reduce((sum, size) => sum + size);
      return `const folder = ${JSON.stringify(folder)};
export const pythonFiles = new URL(folder, import.meta.url).href;
export const importInterpreter = () => import(/* @vite-ignore */ pythonFiles + 'pyodide.asm.mjs');
export const pythonBytes = ${bytes};
export const pythonLock = ${JSON.stringify(lock)};`;
    },
  };
}

/** Copies them into a build. */
export function copyPython(): Plugin {
  return {
    name: 'weft:copy-python',
    apply: 'build',
    async generateBundle() {
      const memory = await memoryOf();
      const copies = new Map(files.map((name) => [name as string, join(home, name)]));
      copies.set(memory.name, memory.path);
      for (const [name, path] of copies) {
        this.emitFile({ type: 'asset', fileName: pythonFolder + name, source: readFileSync(path) });
      }
    },
  };
}
