/** Loads CPython and our runtime into this Worker. */
import { loadPyodide } from 'pyodide';
import { pythonBytes, pythonFiles } from 'virtual:python-files';
import { bare } from './bare.ts';
import { countFetched } from './counting.ts';
import { lockDown } from './lockdown.ts';
import { Switcher } from './switcher.ts';

const sources: Readonly<Record<string, string>> = import.meta.glob<string>('../python/*.py', {
  query: '?raw',
  import: 'default',
  eager: true,
});

type Hold = (promise: Promise<unknown>) => void;

/** What python/session.py calls. */
export interface Host {
  /** Holds the next request, as JSON. */
  readonly next_request: (hold: Hold) => void;
  /** Holds a turn of the event loop; true if the ordered steps are to end. */
  readonly turn: (hold: Hold) => void;
  readonly begin: (seed: number) => void;
  /** Asks the strategy who takes the next step; -1 for nobody. `able`: each thread that can, its process, and the object that its next step is about, or -1. */
  readonly choose: (steps: number, last: number, threads: number, ...able: number[]) => number;
  /** Tells it who does, where another has chosen. */
  readonly takes: (
    chosen: number,
    steps: number,
    last: number,
    threads: number,
    ...able: number[]
  ) => void;
  /** The thread that is about to take a step, where the page wants to know. */
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

/** @param onLoading hears how many bytes are here, of all, where they have not been kept from before */
export async function loadPython(
  host: Host,
  onLoading: (done: number, total: number) => void,
): Promise<PythonModule> {
  // What is counted passes through our hands, and browsers keep no compiled module of it: so the first time only.
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
