/**
 * Our Python files in an interpreter: put there and imported, up to where programs can run. Done in the Worker, and by
 * scripts/python-memory/, which keeps the interpreter's memory as it is then: a Worker that loads this memory begins there.
 */
import type { PyodideAPI } from 'pyodide';
import { labRows } from '../ops.ts';
import { bare } from './bare.ts';
import type { Switcher } from './switcher.ts';

const sources: Readonly<Record<string, string>> = import.meta.glob<string>('../python/*.py', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const FOLDER = '/weft/lab/';

/** Settings of the interpreter. */
export const settings = { env: { PYTHONHASHSEED: '0' } } as const;

type Hold = (promise: Promise<unknown>) => void;

/** In the interpreter's memory: in bytes. */
export type Address = number;

/** Functions for Python. */
export interface Host {
  /** Holds a promise of the next request, as JSON. */
  readonly next_request: (hold: Hold) => void;
  /** Holds a promise of a turn of the event loop; true if the stretch is to end. */
  readonly turn: (hold: Hold) => void;
  readonly begin: (seed: number) => void;
  /** Asks the strategy for the thread that takes the next step; -1 for none. `at`: of the situation, see python/situation.py. */
  readonly choose: (at: Address) => number;
  /** Tells the strategy the thread, where it has not chosen itself. */
  readonly takes: (at: Address, chosen: number) => void;
  /** Tells the page which thread is about to take a step. */
  readonly trying: (thread: number) => void;
  /** Events and steps since the last batch, see python/session.py. `texts`: as JSON. */
  readonly batch: (
    columns: Address,
    times: Address,
    events: number,
    texts: string,
    steps: Address,
    stepCount: number,
  ) => void;
  readonly answer: (request: number, answer: string) => void;
}

/** JavaScript's half of the lab, as Python imports it: the module `_weft`. */
export type Half = ReturnType<typeof halfOf>;

/** @param changes number of changes to the interpreter's files so far */
export function halfOf(host: Host, switcher: Switcher, changes: () => number) {
  const hold: Hold = (promise) => switcher.hold(promise);
  return bare({
    stack: (number: number) => switcher.stack(number),
    gate: () => switcher.gate(),
    changes: () => changes(),
    ...host,
    next_request: () => host.next_request(hold),
    turn: () => host.turn(hold),
  });
}

/** What Python refers to of it once it has been imported, by name. */
export function partsOf(half: Half): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>([
    ...Object.entries(half),
    ['_weft', half],
    ['_gate', half.gate().thenable],
    ['_root', half.stack(0).thenable],
  ]);
}

/** The files are not in memory, but beside it. */
export function putFiles({ FS }: PyodideAPI): void {
  FS.mkdirTree(FOLDER);
  FS.writeFile(`${FOLDER}__init__.py`, '');
  for (const [path, source] of Object.entries(sources)) {
    FS.writeFile(`${FOLDER}${path.slice(path.lastIndexOf('/') + 1)}`, source);
  }
}

export function importFiles(python: PyodideAPI, half: Half): void {
  python.registerJsModule('_weft', half);
  python.runPython(`import sys; sys.path.insert(0, '/weft')`);
  const session = python.pyimport('lab.session') as { prepare(ops: string): void; destroy(): void };
  session.prepare(JSON.stringify(labRows));
  session.destroy();
}
