/**
 * Makes the Workers that run programs entries of the page's own build: modules that a Worker and the page both need are
 * one file, fetched and compiled once. Vite would build every Worker separately, with its own copy of kernel and
 * programs.
 *
 * The development server, the tests and the lab's Worker, which is locked down and may import nothing later, use Vite's
 * way.
 */
import { basename, dirname, resolve } from 'node:path/posix';
import { MagicString } from 'magic-string';
import type { Plugin, Rolldown } from 'vite';

const factoryFile =
  /\/src\/(?:engines\/(?:live|model\/client)|explore\/client)\/worker-factory\.ts$/;
const workerUrl = /new URL\('([./]+\/workers\/[a-z]+\.worker\.ts)', import\.meta\.url\)/g;
const workerNames = ['thread', 'kernel', 'model', 'explore'];
const entryFile = /\/src\/(?:workers\/)?(main|thread|kernel|model|explore)(?:\.worker)?\.tsx?$/;
/** Modules that a run imports if it needs them: the program, and the primitives beyond the kernel's core. */
const runFile = /\/src\/(?:scenarios\/[^/]+\/program|kernel\/ops)\.ts$/;
/** Modules that every visit imports, though not with the first script. */
const firstFile =
  /\/src\/(?:ui\/(?:stage|scenario|inspector|timeline|source|console|gallery|findings|narrator|welcome)\/|store\/(?:live-player|address|wait-names)\.ts|engines\/live\/)/;
/** Modules that no Worker may fetch. */
const pagesOwn = /\/src\/ui\/|\/node_modules\/react/;
const preloadHelper = /vite\/preload-helper\.js$/;

export function sharedWorkers(): Plugin {
  return {
    name: 'weft:shared-workers',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: [factoryFile, preloadHelper] },
      handler(code, id) {
        return preloadHelper.test(id) ? withoutPage(code) : withEntries(this, code, id);
      },
    },
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !isWorkerEntry(chunk.facadeModuleId ?? '')) continue;
        const foreign = modulesOf(chunk, bundle).find((id) => pagesOwn.test(id));
        if (foreign !== undefined) this.error(`${chunk.fileName} would fetch ${foreign}`);
      }
    },
  };
}

/** Every module that a chunk can load. */
function modulesOf(entry: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle): string[] {
  const chunks = new Set([entry]);
  for (const { imports, dynamicImports } of chunks) {
    for (const file of [...imports, ...dynamicImports]) {
      const next = bundle[file];
      if (next?.type === 'chunk') chunks.add(next);
    }
  }
  return [...chunks].flatMap(({ moduleIds }) => moduleIds);
}

/** Turns the Workers of a factory into entries, and refers to their files by name. */
function withEntries(context: Rolldown.TransformPluginContext, code: string, id: string) {
  const edited = new MagicString(code);
  for (const { 0: whole, 1: path = '', index } of code.matchAll(workerUrl)) {
    const file = resolve(dirname(id), path);
    const reference = context.emitFile({
      type: 'chunk',
      id: file,
      name: basename(file, '.ts'),
      preserveSignature: false,
    });
    edited.overwrite(index, index + whole.length, `import.meta.ROLLUP_FILE_URL_${reference}`);
  }
  if (!edited.hasChanged()) throw new Error(`${id} makes no Worker that the build knows`);
  return { code: edited.toString(), map: edited.generateMap({ hires: true, source: id }) };
}

/** Vite's helper for `import()`, also without a document: a Worker imports without preloading. */
function withoutPage(code: string) {
  const replaced = code
    .replace(
      'deps && deps.length > 0',
      `deps && deps.length > 0 && typeof document !== 'undefined'`,
    )
    .replace('window.dispatchEvent', 'globalThis.dispatchEvent');
  if (!/typeof document.*globalThis/s.test(replaced)) {
    throw new Error('the helper of this version of Vite is not the one that is mended here');
  }
  return { code: replaced, map: null };
}

/**
 * Chunk of a module that a Worker needs; null for modules of the page alone. `base`: also needed by the page's first
 * script; `kernel`: used by every engine, which is the kernel's core; `kernel-rest`: its other primitives, for a program that
 * needs them and for engines that take all; `kernel-host`: used where there is no shared memory; other chunks are named after
 * their users.
 */
export const sharedChunk: Rolldown.CodeSplittingGroup['name'] = (id, context) => {
  if (isWorkerEntry(id)) return null;
  const users = new Set<string>();
  const seen = new Set([id]);
  for (const module of seen) {
    const { importers = [], dynamicImporters = [] } = context.getModuleInfo(module) ?? {};
    const entry = entryFile.exec(module)?.[1];
    if (entry !== undefined) users.add(entry);
    else if (dynamicImporters.length > 0 && !runFile.test(module)) {
      users.add(firstFile.test(module) ? 'visit' : 'page');
    }
    for (const importer of importers) seen.add(importer);
  }
  if (!workerNames.some((name) => users.has(name))) return null;
  if (users.has('main')) return 'base';
  // A module that all visits load counts as loaded by a visit, not by the part of the page.
  if (users.has('visit')) users.delete('page');
  if (users.has('kernel')) {
    if (users.size === 1) return 'kernel-host';
    return users.has('thread') || users.has('visit') ? 'kernel' : 'kernel-rest';
  }
  // Of what the page needs as well, it takes no vocabulary.
  if (users.has('thread')) return users.has('visit') ? 'kernel' : 'thread';
  return [...users].toSorted().join('-');
};

/** A Worker's entry is not part of the page's first script, although the build lists it among the entries. */
export const isWorkerEntry = (id: string): boolean => id.endsWith('.worker.ts');
