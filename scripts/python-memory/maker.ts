/**
 * Loads the interpreter in Node, imports the lab's files, and writes its memory, packed, to the file that it is given.
 * Run as a process of its own by scripts/vite-python.ts.
 */
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { loadPyodide } from 'pyodide';
import {
  halfOf,
  importFiles,
  partsOf,
  putFiles,
  settings,
  type Host,
} from '../../src/engines/lab/worker/boot.ts';
import {
  PAGE,
  trampolineOf,
  type Head,
  type Interpreter,
} from '../../src/engines/lab/worker/memory.ts';
import { Switcher } from '../../src/engines/lab/worker/switcher.ts';

// The interpreter finds out here that it can switch stacks. None is switched before its memory is written.
Object.assign(WebAssembly, {
  Suspending: function suspending(act: unknown) {
    return act;
  },
  promising: (act: unknown) => act,
});

/** A function for each name, by which the memory refers to it. */
const host: Host = {
  next_request: () => undefined,
  turn: () => undefined,
  begin: () => undefined,
  choose: () => -1,
  takes: () => undefined,
  trying: () => undefined,
  batch: () => undefined,
  answer: () => undefined,
};

const python = await loadPyodide({ ...settings, _makeSnapshot: true });
const half = halfOf(host, new Switcher(() => undefined), () => 0);
putFiles(python);
importFiles(python, half);
python.runPython('import gc; gc.collect()');

const internals = python as unknown as {
  readonly _module: Interpreter;
  readonly _api: { serializeHiwireState: (serializer: (part: unknown) => string) => unknown };
};
const { _module: interpreter, _api: api } = internals;
const names = new Map([...partsOf(half)].map(([name, part]) => [part, name]));
const state = api.serializeHiwireState(
  (part) => names.get(part) ?? fail(`nothing is known by the name of ${String(part)}`),
);
interpreter.HEAP32[trampolineOf(interpreter)] = 0;
const memory = interpreter.HEAPU8;
const runs: number[] = [];
const pages: Uint8Array[] = [];
let isInRun = false;
for (let page = 0; PAGE * page < memory.length; page += 1) {
  const bytes = memory.subarray(PAGE * page, PAGE * (page + 1));
  const hasAny = bytes.some((byte) => byte !== 0);
  if (hasAny && !isInRun) runs.push(page, 0);
  if (hasAny) {
    runs[runs.length - 1]! += 1;
    pages.push(bytes);
  }
  isInRun = hasAny;
}
const head = Buffer.from(JSON.stringify({ runs, state } satisfies Head));
const length = Buffer.alloc(4);
length.writeUInt32LE(head.length);
const [, , path = fail('no path')] = process.argv;
const contents = Buffer.concat([length, head, ...pages]);
writeFileSync(path, gzipSync(contents, { level: 9 }));
console.log(`${contents.length}-${memory.length}`);

function fail(why: string): never {
  throw new Error(why);
}
