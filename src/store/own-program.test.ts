import { beforeEach, describe, expect, it } from 'vitest';
import { app } from './app-state.ts';
import {
  addFile,
  own,
  programOf,
  putFiles,
  removeFile,
  renameFile,
  reset,
  setStarts,
  setText,
} from './own-program.ts';

const server = 'import socket\ns = socket.socket()\ns.bind(("", 8090))\ns.listen()\n';
const client = 'import socket\ns = socket.socket()\ns.connect(("", 8090))\n';

it.each([
  ['a client', server, client, ['program.py', 'client.py']],
  ['a module', 'import client\n', client, ['program.py']],
  ['a module, of which a name is used', 'from client import ask\n', client, ['program.py']],
  ['what calls nobody', server, 'print(1)\n', ['program.py']],
])('a second file that is filled at once: %s', (_name, first, second, starts) => {
  putFiles({ kind: 'own', files: [{ path: 'program.py', text: first }] }, {});
  addFile();
  setText(second);
  expect(own.getState().starts).toEqual(starts);
});

it('who has decided otherwise is not overruled', () => {
  putFiles({ kind: 'own', files: [{ path: 'program.py', text: server }] }, {});
  addFile();
  setText('import socket\n');
  setText(client);
  expect(own.getState().starts).toEqual(['program.py']);
});

describe('breakpoints stay with their files', () => {
  const stops = () =>
    app
      .getState()
      .breakpoints.map(
        ({ source, line }) => `${programOf(own.getState()).files[source]?.path} ${line}`,
      );

  beforeEach(() => {
    const files = ['a.py', 'b.py', 'c.py'].map((path) => ({ path, text: `print('${path}')\n` }));
    putFiles({ kind: 'own', files }, {});
    app.setState({ breakpoints: [1, 2].map((source) => ({ source, line: source })) });
  });

  it('when another file becomes the one that is started', () => {
    setStarts('c.py', true);
    setStarts('a.py', false);
    expect(stops()).toEqual(['b.py 1', 'c.py 2']);
  });

  it('when files are started side by side', () => {
    setStarts('b.py', true);
    expect(programOf(own.getState()).files).toHaveLength(4);
    expect(stops()).toEqual(['b.py 1', 'c.py 2']);
  });

  it('when one is renamed, and one removed', () => {
    renameFile('c.py', 'd.py');
    removeFile('b.py');
    expect(stops()).toEqual(['d.py 2']);
  });

  it('when the original files are restored', () => {
    setStarts('c.py', true);
    setText('print(1)\n', 'b.py');
    reset();
    expect(stops()).toEqual(['b.py 1', 'c.py 2']);
  });
});

it.each([
  ['b.py', 'taken'],
  ['../a.py', 'invalid'],
  ['', 'invalid'],
  ['d.py', undefined],
])('a name for a file: %s', (name, why) => {
  const files = ['a.py', 'b.py'].map((path) => ({ path, text: '' }));
  putFiles({ kind: 'own', files }, {});
  expect(renameFile('a.py', name)).toBe(why);
  expect(own.getState().files.map(({ path }) => path)).toContain(why === undefined ? name : 'a.py');
});
