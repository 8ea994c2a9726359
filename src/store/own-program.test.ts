import { expect, it } from 'vitest';
import { addFile, own, putFiles, setText } from './own-program.ts';

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
