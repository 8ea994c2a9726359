/** Isolation by headers, by the service worker on a host that sends none, and offline. */
import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** A static host like the plainest: no headers of its own, the app under a path. */
async function plainHost(): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname.replace('/sub/app/', '/').replace(/\/$/, '/index.html');
    readFile(join(dist, path)).then(
      (body) =>
        response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/plain' }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://localhost:${port}/sub/app/` };
}

const isShared = (page: Page) => page.evaluate(() => typeof SharedArrayBuffer === 'function');

test('the host that sends the headers isolates at once', async ({ page }) => {
  await page.goto('./');
  expect(await isShared(page)).toBe(true);
});

test('a file that is not there is a 404', async ({ request }) => {
  expect((await request.get('./assets/nothing.js')).status()).toBe(404);
});

test('the content policy holds: nothing is refused on the way to a running page', async ({
  page,
}) => {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refused.push(message.text());
  });
  await page.goto('./');
  await expect(page.locator('#root > *').first()).toBeVisible();
  expect(refused).toEqual([]);
});

test.describe('on a host without headers', () => {
  test.use({ serviceWorkers: 'allow' });

  test('the service worker isolates after one reload, and then serves offline', async ({
    page,
    context,
  }) => {
    const host = await plainHost();
    try {
      let navigations = 0;
      page.on('framenavigated', (frame) => {
        if (frame === page.mainFrame()) navigations += 1;
      });
      await page.goto(`${host.url}#v=1`);
      await expect.poll(() => isShared(page).catch(() => false)).toBe(true);
      expect(navigations).toBe(2);
      expect(new URL(page.url()).hash).toBe('#v=1');

      await expect
        .poll(() => page.evaluate(async () => Boolean(await caches.match('./'))))
        .toBe(true);
    } finally {
      await new Promise((resolve) => {
        host.server.close(resolve);
        host.server.closeAllConnections();
      });
    }
    const offline = await context.newPage();
    await offline.goto(host.url);
    await expect(offline.locator('#root > *').first()).toBeVisible();
    expect(await isShared(offline)).toBe(true);
  });
});
