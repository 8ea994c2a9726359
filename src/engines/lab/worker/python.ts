/** Loads CPython and the lab's Python files into this Worker. */
import { loadPyodide } from 'pyodide';
import { pythonBytes, pythonFiles } from 'virtual:python-files';
import { bare } from './bare.ts';
import { countFetched } from './counting.ts';
import { countFileChanges } from './file-changes.ts';
import { lockDown } from './lockdown.ts';
import { Switcher } from './switcher.ts';

const sources: Readonly<Record<string, string>> = import.meta.glob<string>('../python/*.py', {
  query: '?raw',
  import: 'default',
  eager: true,
});

type Hold = (promise: Promise<unknown>) => void;

/** Functions for python/session.py. */
export interface Host {
  /** Holds a promise of the next request, as JSON. */
  readonly next_request: (hold: Hold) => void;
  /** Holds a promise of a turn of the event loop; true if the stretch is to end. */
  readonly turn: (hold: Hold) => void;
  readonly begin: (seed: number) => void;
  /**
   * Asks the strategy for the thread that takes the next step; -1 for none. `able`: three numbers for each thread that can
   * move: the thread, its process, and the object of its next step, or -1.
   */
  readonly choose: (steps: number, last: number, threads: number, ...able: number[]) => number;
  /** Tells the strategy the thread, where it has not chosen itself. */
  readonly takes: (
    chosen: number,
    steps: number,
    last: number,
    threads: number,
    ...able: number[]
  ) => void;
  /** Tells the page which thread is about to take a step. */
  readonly trying: (thread: number) => void;
  readonly batch: (events: string, chosen: string, firsts: string) => void;
  readonly answer: (request: number, answer: string) => void;
}

export interface PythonModule {
  /** Serves requests for ever, on the root's stack. */
  readonly serve: (ops: string) => Promise<unknown>;
}

interface Callable {
  callPromising(...args: unknown[]): Promise<unknown>;
}

const FOLDER = '/weft/lab/';

/** @param onLoading callback with bytes loaded and total bytes, unless the files are cached */
export async function loadPython(
  host: Host,
  onLoading: (done: number, total: number) => void,
): Promise<PythonModule> {
  // Only for the first load: counting replaces the response, and browsers do not cache the compiled module of such a response.
  const isKept = 'caches' in globalThis && (await isHere(`${pythonFiles}pyodide.asm.wasm`));
  const endCounting = isKept ? undefined : countFetched((done) => onLoading(done, pythonBytes));
  const python = await loadPyodide({
    indexURL: pythonFiles,
    env: { PYTHONHASHSEED: '0' },
  }).finally(endCounting);
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_resolve, reject) => (fail = reject));
  const switcher = new Switcher((error) => fail(error));
  const hold: Hold = (promise) => switcher.hold(promise);
  python.registerJsModule(
    '_weft',
    bare({
      stack: (number: number) => switcher.stack(number),
      gate: () => switcher.gate(),
      changes: countFileChanges(python.FS.filesystems.MEMFS),
      ...host,
      next_request: () => host.next_request(hold),
      turn: () => host.turn(hold),
    }),
  );
  python.FS.mkdirTree(FOLDER);
  python.FS.writeFile(`${FOLDER}__init__.py`, '');
  for (const [path, source] of Object.entries(sources)) {
    python.FS.writeFile(`${FOLDER}${path.slice(path.lastIndexOf('/') + 1)}`, source);
  }
  python.runPython(`import sys; sys.path.insert(0, '/weft')`);
  const stacks = python.pyimport('lab.stacks') as { enter: Callable };
  switcher.enter = (number) => stacks.enter.callPromising(number);
  const session = python.pyimport('lab.session') as { serve: Callable };
  lockDown();
  return {
    serve: (ops) => Promise.race([session.serve.callPromising(ops), failed]),
  };
}

const isHere = async (url: string): Promise<boolean> =>
  (await caches.match(url).catch(() => undefined)) !== undefined;
