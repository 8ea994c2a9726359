/** Loads CPython and the lab's Python files into this Worker. */
import { loadPyodide, type PyodideAPI } from 'pyodide';
import { importInterpreter, pythonBytes, pythonFiles, pythonLock } from 'virtual:python-files';
import { pythonMemory } from 'virtual:python-memory';
import { compileAtOnce } from './code.ts';
import { halfOf, importFiles, partsOf, putFiles, settings, type Half, type Host } from './boot.ts';
import { countFetched } from './counting.ts';
import { countFileChanges } from './file-changes.ts';
import { lockDown } from './lockdown.ts';
import { beginningWith, readMemory, type Interpreter, type MakeInterpreter } from './memory.ts';
import { Switcher } from './switcher.ts';

export interface PythonModule {
  /** The interpreter's memory. Its views are replaced when it grows. */
  readonly memory: Pick<Interpreter, 'HEAP32' | 'HEAPF64'>;
  /** Serves requests for ever, on the root's stack. */
  readonly serve: () => Promise<unknown>;
}

interface Callable {
  callPromising(...args: unknown[]): Promise<unknown>;
}

export interface Loading {
  /** The interpreter's code, if another Worker has compiled it. */
  readonly code: WebAssembly.Module | undefined;
  /** Bytes loaded, and in all; not called if the files are cached. */
  readonly onBytes: (done: number, total: number) => void;
  /** The code is compiled. */
  readonly onCode: (code: WebAssembly.Module) => void;
}

export async function loadPython(host: Host, loading: Loading): Promise<PythonModule> {
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_resolve, reject) => (fail = reject));
  const switcher = new Switcher((error) => fail(error));
  let changes = () => 0;
  const half = halfOf(host, switcher, () => changes());
  // Only for the first load: counting replaces the response, and browsers do not cache the compiled module of such a response.
  const isKept = loading.code !== undefined || (await isHere(codeUrl));
  const endCounting = isKept
    ? undefined
    : countFetched((done) => loading.onBytes(done, pythonBytes));
  const compiling = compileAtOnce(codeUrl, loading.code);
  // Pyodide waits for ever for code that cannot be compiled.
  const codeFails = compiling.code.then(() => new Promise<never>(() => undefined));
  const python = await Promise.race([loadInterpreter(half), codeFails]).finally(() => {
    compiling.end();
    endCounting?.();
  });
  loading.onCode(await compiling.code);
  changes = countFileChanges(python.FS.filesystems.MEMFS);
  const stacks = python.pyimport('lab.stacks') as { enter: Callable };
  switcher.enter = (number) => stacks.enter.callPromising(number);
  const session = python.pyimport('lab.session') as { serve: Callable };
  const { _module: memory } = python as unknown as { readonly _module: Interpreter };
  lockDown();
  return {
    memory,
    serve: () => Promise.race([session.serve.callPromising(), failed]),
  };
}

const codeUrl = `${pythonFiles}pyodide.asm.wasm`;

/** An interpreter that is ready to run programs. */
async function loadInterpreter(half: Half): Promise<PyodideAPI> {
  const options = { ...settings, indexURL: pythonFiles, lockFileContents: pythonLock };
  const make: MakeInterpreter = async (given) => {
    const { default: create } = await importInterpreter();
    return (create as MakeInterpreter)(given);
  };
  const parts = partsOf(half);
  const contents = readMemory(pythonMemory);
  // If it fails before it is wanted.
  contents.catch(() => undefined);
  try {
    const python = await loadPyodide({
      ...options,
      createPyodideModule: beginningWith(make, pythonMemory, contents) as never,
      // Says that there is a snapshot; what is in it comes from `beginningWith`.
      _loadSnapshot: new Uint8Array(1),
      _snapshotDeserializer: (name: string) => parts.get(name),
    });
    putFiles(python);
    return python;
  } catch (error) {
    // Whatever is wrong with the memory costs only the time to begin without it.
    console.warn('The interpreter begins anew.', error);
  }
  const python = await loadPyodide(options);
  putFiles(python);
  importFiles(python, half);
  return python;
}

const isHere = async (url: string): Promise<boolean> =>
  'caches' in globalThis &&
  (await caches.match(url, { ignoreVary: true }).catch(() => undefined)) !== undefined;
