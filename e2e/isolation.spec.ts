/** Isolation by headers, by the service worker on a host that sends none, and offline. */
import type { Page } from '@playwright/test';
import { startPlainHost } from './support/plain-host.ts';
import { expect, test } from './support/weft-test.ts';

const isShared = (page: Page) => page.evaluate(() => typeof SharedArrayBuffer === 'function');

test('the host that sends the headers isolates at once', async ({ page }) => {
  await page.goto('./');
  expect(await isShared(page)).toBe(true);
});

test('a file that is not there is a 404', async ({ request }) => {
  expect((await request.get('./assets/nothing.js')).status()).toBe(404);
});

test.describe('on a host without headers', () => {
  test.use({ serviceWorkers: 'allow' });

  test('the service worker isolates after one reload, and then serves offline', async ({
    page,
    context,
  }) => {
    // Many hosts say that an answer depends on who asks, though it does not.
    const host = await startPlainHost({ headers: { vary: 'Origin' } });
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
      await host.close();
    }
    const offline = await context.newPage();
    await offline.goto(host.url);
    await expect(offline.locator('#root > *').first()).toBeVisible();
    expect(await isShared(offline)).toBe(true);
  });
});
