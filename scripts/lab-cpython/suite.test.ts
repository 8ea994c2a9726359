import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  compareVersions,
  filesFor,
  findSuite,
  modulesOf,
  partOf,
  subjects,
  versionIn,
} from './suite.ts';

let home = '';
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'weft-suite-'))));
afterEach(() => rmSync(home, { recursive: true }));

function write(path: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), `# ${path}\n`);
}

test('a version is read from the path of a library, and the newest is the largest by numbers', () => {
  expect(versionIn('/root/.pyenv/versions/3.13.0/lib/python3.13/test')).toBe('3.13.0');
  expect(versionIn('/usr/lib/python3.9/test')).toBe('3.9');
  expect(versionIn('/src/cpython/Lib/test')).toBe('');
  expect(['3.9', '', '3.13.0', '3.13', '3.9.18'].toSorted(compareVersions)).toEqual([
    '',
    '3.9',
    '3.9.18',
    '3.13.0',
    '3.13',
  ]);
});

test('sources of CPython say their version', () => {
  mkdirSync(join(home, 'Include'));
  writeFileSync(join(home, 'Include/patchlevel.h'), '#define PY_VERSION     "3.14.2+"\n');
  expect(versionIn(join(home, 'Lib/test'))).toBe('3.14.2');
});

test('a folder without the tests is none', () => {
  write('test_queue.py');
  expect(findSuite(home)).toBeUndefined();
});

test('the modules of a part, and the files that they find', () => {
  for (const subject of subjects) write(`${partOf(subject)}.py`);
  rmSync(join(home, 'test_asyncio.py'));
  write('test_multiprocessing_fork.py');
  for (const name of ['__init__.py', 'utils.py', 'test_b.py', 'test_a.py', 'data.txt']) {
    write(`test_asyncio/${name}`);
  }
  for (const name of [
    '__init__.py',
    'lock_tests.py',
    '_test_multiprocessing.py',
    'mp_preload.py',
  ]) {
    write(name);
  }
  for (const name of ['ssl_key.pem', 'nullcert.pem']) write(`certdata/${name}`);
  write('support/__init__.py');
  const suite = findSuite(home);
  if (suite === undefined) throw new Error('no suite');
  expect(suite).toEqual({ folder: home, version: '' });
  expect(modulesOf(suite, 'test_queue')).toEqual(['test.test_queue']);
  expect(modulesOf(suite, 'test_asyncio')).toEqual([
    'test.test_asyncio.test_a',
    'test.test_asyncio.test_b',
  ]);
  const common = [
    'tests_of_module.py',
    'test/__init__.py',
    'test/lock_tests.py',
    'test/support/__init__.py',
  ];
  expect(Object.keys(filesFor(suite, 'test_queue'))).toEqual([...common, 'test/test_queue.py']);
  expect(Object.keys(filesFor(suite, 'test_asyncio')).toSorted()).toEqual(
    [
      ...common,
      ...['__init__', 'utils', 'test_a', 'test_b'].map((name) => `test/test_asyncio/${name}.py`),
      'test/certdata/ssl_key.pem',
    ].toSorted(),
  );
  expect(Object.keys(filesFor(suite, 'test_multiprocessing_fork'))).toEqual([
    ...common,
    'test/test_multiprocessing_fork.py',
    'test/_test_multiprocessing.py',
    'test/mp_preload.py',
  ]);
});
