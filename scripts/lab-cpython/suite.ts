/** CPython's own tests on this machine: their location, modules, and the files that each needs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import program from './tests_of_module.py?raw';

/** Default subjects: modules of the package `test`, packages in it, or modules of those. */
export const subjects: readonly string[] = [
  'test_thread',
  'test_threading',
  'test_threading_local',
  'test_queue',
  'test_concurrent_futures',
  'test_asyncio.test_context',
  'test_asyncio.test_locks',
  'test_asyncio.test_queues',
  'test_asyncio.test_staggered',
  'test_asyncio.test_threads',
  'test_asyncio.test_waitfor',
];

/** The module or package of `test` that contains a subject. */
export const partOf = (subject: string): string => subject.split('.')[0] ?? subject;

export interface Suite {
  /** The folder of the package `test`. */
  readonly folder: string;
  /** Its Python's version: '3.13.0', '3.11', or '' if its path does not say. */
  readonly version: string;
}

const entries = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).toSorted() : [];

/** Library folders of the machine's Pythons. */
function libraries(): string[] {
  const pyenv = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  const homes = [
    ...entries(pyenv).map((version) => join(pyenv, version)),
    '/usr/local',
    '/usr',
    '/opt/homebrew',
  ];
  return homes.flatMap((home) =>
    entries(join(home, 'lib'))
      .filter((name) => /^python3\.\d+$/.test(name))
      .map((name) => join(home, 'lib', name)),
  );
}

const isSuite = (folder: string): boolean =>
  subjects
    .map(partOf)
    .every((part) => existsSync(join(folder, part)) || existsSync(join(folder, `${part}.py`)));

/** The suite of the newest Python that has one, or the one in `folder`. */
export const findSuite = (folder?: string): Suite | undefined =>
  (folder === undefined ? libraries().map((home) => join(home, 'test')) : [folder])
    .filter(isSuite)
    .map((one) => ({ folder: one, version: versionIn(one) }))
    .toSorted((a, b) => compareVersions(b.version, a.version))[0];

/** From `…/3.13.0/lib/python3.13/test`, from a path that says less, or from the sources of which it is `Lib/test`. */
export const versionIn = (path: string): string =>
  /\b(3\.\d+\.\d+)\/lib\//.exec(path)?.[1] ??
  /\bpython(3\.\d+)\//.exec(path)?.[1] ??
  versionOfSources(join(path, '../../Include/patchlevel.h'));

function versionOfSources(header: string): string {
  if (!existsSync(header)) return '';
  return /PY_VERSION\s+"(3\.\d+\.\d+)/.exec(readFileSync(header, 'utf8'))?.[1] ?? '';
}

export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  const place = [0, 1, 2].find((n) => (left?.[n] ?? 0) !== (right?.[n] ?? 0)) ?? 0;
  return (left?.[place] ?? 0) - (right?.[place] ?? 0);
}

/** A part's modules: itself, or, of a package, those that have tests. */
export const modulesOf = ({ folder }: Suite, part: string): string[] =>
  existsSync(join(folder, `${part}.py`))
    ? [`test.${part}`]
    : entries(join(folder, part))
        .filter((name) => /^test_\w+\.py$/.test(name))
        .map((name) => `test.${part}.${name.slice(0, -3)}`)
        .toSorted();

/** The program that runs a part's tests, first, and the files of the package `test` that they need, by path. */
export function filesFor({ folder }: Suite, part: string): Record<string, string> {
  const inFolder = (name: string) =>
    entries(join(folder, name))
      .filter((file) => file.endsWith('.py'))
      .map((file) => `${name}/${file}`);
  const forProcesses = part.startsWith('test_multiprocessing')
    ? entries(folder).filter((name) => /^(_test_multiprocessing|mp_\w+)\.py$/.test(name))
    : [];
  // Some read certificates when they are imported, though the lab has no TLS.
  const certificates = entries(join(folder, 'certdata'))
    .filter((name) => /^(ssl_cert|ssl_key|keycert3|pycacert)\.pem$/.test(name))
    .map((name) => `certdata/${name}`);
  const forAsyncio = part === 'test_asyncio' ? certificates : [];
  const own = existsSync(join(folder, `${part}.py`)) ? [`${part}.py`] : inFolder(part);
  const common = ['__init__.py', 'lock_tests.py', ...inFolder('support')];
  const names = [...common, ...own, ...forProcesses, ...forAsyncio];
  return {
    'tests_of_module.py': program,
    ...Object.fromEntries(
      names.map((name) => [`test/${name}`, readFileSync(join(folder, name), 'utf8')]),
    ),
  };
}
