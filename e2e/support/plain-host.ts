/** A minimal static host: no headers of its own, and the app is below a path. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

export interface PlainHost {
  /** Address of the app, with a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

interface PlainHostOptions {
  /** Two names of this machine, which are two sites to a browser. */
  readonly name?: 'localhost' | '127.0.0.1';
  /** Pages of the host itself, by path. */
  readonly pages?: Readonly<Record<string, string>>;
  /** Headers of all answers. */
  readonly headers?: Readonly<Record<string, string>>;
}

export async function startPlainHost(options: PlainHostOptions = {}): Promise<PlainHost> {
  const { name = 'localhost', pages = {}, headers = {} } = options;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', `http://${name}`);
    const send = (body: string | Buffer, type: string) =>
      response.writeHead(200, { 'content-type': type, ...headers }).end(body);
    const own = pages[pathname];
    if (own !== undefined) {
      send(own, 'text/html');
      return;
    }
    const path = pathname.replace('/sub/app/', '/').replace(/\/$/, '/index.html');
    readFile(join(dist, path)).then(
      (body) => send(body, types[extname(path)] ?? 'text/plain'),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, name, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${name}:${port}/sub/app/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
