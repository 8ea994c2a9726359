/** How threads share memory, where the browser lets them and where it does not; the page says which it is, and why. */
import type { Frame, Page } from '@playwright/test';
import { startPlainHost } from './support/plain-host.ts';
import type { WeftPage } from './support/weft-page.ts';
import { expect, test } from './support/weft-test.ts';

/** What the page says of its transport when asked. */
async function transportPanel({ page }: WeftPage) {
  const name = 'How threads share memory';
  await page.getByRole('button', { name }).click();
  return page.getByRole('group', { name });
}

test('an isolated page has shared memory, and says so', async ({ weft }) => {
  await weft.open();
  expect((await weft.state()).transport).toBe('shared');
  await expect(await transportPanel(weft)).toContainText('really sleeps in Atomics.wait');
});

test('the reader may ask for messages, and go back', async ({ weft, page }) => {
  await weft.open('s=five-seats&speed=20');
  const panel = await transportPanel(weft);
  await panel.getByRole('radio', { name: 'Messages' }).check({ force: true });
  await expect(panel).toContainText('You asked for it.');
  await weft.happened({ op: 'acquire' });
  expect((await weft.state()).transport).toBe('message');
  await panel.getByRole('radio', { name: 'Automatic' }).check({ force: true });
  await weft.happened({ op: 'acquire' });
  expect((await weft.state()).transport).toBe('shared');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
});

test('on a host without headers the threads talk by message, and the page says why', async ({
  weft,
}) => {
  const host = await startPlainHost();
  try {
    await weft.open('s=parent-child-pipe&p.values=2&speed=20', host.url);
    expect(await weft.page.evaluate(() => typeof SharedArrayBuffer)).toBe('undefined');
    expect((await weft.state()).transport).toBe('message');
    const panel = await transportPanel(weft);
    await expect(panel).toContainText('This page is not cross-origin isolated');
    const events = await weft.ended();
    expect(events.find(({ text }) => text === 'parent got 4')).toBeDefined();
  } finally {
    await host.close();
  }
});

test.describe('in a frame on another site', () => {
  test('our own header isolates us, whatever that site knows of it', async ({ page, baseURL }) => {
    await inBlog(page, `${baseURL}#s=five-seats`, async (frame) => {
      expect(await transportOf(frame)).toBe('shared');
    });
  });

  test('messages take over where that header is missing too', async ({ page }) => {
    const host = await startPlainHost();
    try {
      await inBlog(page, `${host.url}#s=five-seats`, async (frame) => {
        expect(await transportOf(frame)).toBe('message');
      });
    } finally {
      await host.close();
    }
  });
});

/** Opens a page of another site that shows `address` in a frame. */
async function inBlog(page: Page, address: string, look: (frame: Frame) => Promise<void>) {
  const blog = await startPlainHost({
    name: '127.0.0.1',
    pages: { '/blog': `<!doctype html><title>A blog</title><iframe src="${address}"></iframe>` },
  });
  try {
    await page.goto(new URL('/blog', blog.url).href);
    const [frame] = page.mainFrame().childFrames();
    if (frame === undefined) throw new Error('the blog has no frame');
    await look(frame);
  } finally {
    await blog.close();
  }
}

function transportOf(frame: Frame): Promise<string | null> {
  return frame.evaluate(async () => {
    await window.weft.ready;
    return window.weft.state().transport;
  });
}
