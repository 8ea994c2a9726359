/** Links: the page's state is encoded in the fragment, and restored on another visit. */
import type { Page } from '@playwright/test';
import { WeftPage } from './support/weft-page.ts';
import { expect, test } from './support/weft-test.ts';

const dinner = 's=five-seats&p.seats=2&p.guests=4&p.meal=3&speed=20&view=0-90000';

test('an empty page opens on a traffic light that runs', async ({ weft, page }) => {
  await weft.open();
  await weft.happened({ op: 'set' });
  expect(await weft.state()).toMatchObject({ scenario: 'traffic-light', cursor: 'live', speed: 1 });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Traffic light');
});

test('a link restores scenario, params, speed, theme, view and cursor', async ({
  weft,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await weft.open(dinner);
  const events = await weft.ended();
  const third = events.filter(({ text }) => text.endsWith('sits down'))[2];
  const instant = Math.ceil(third?.time ?? 0);
  await weft.cursor(instant);
  await chooseTheme(page, 'Dark');
  const link = await copyLink(weft, ['the theme', 'the language']);
  expect(Object.fromEntries(new URLSearchParams(new URL(link).hash.slice(1)))).toEqual({
    v: '1',
    s: 'five-seats',
    'p.seats': '2',
    'p.guests': '4',
    'p.meal': '3',
    speed: '20',
    theme: 'dark',
    lang: 'en',
    view: '0-90000',
    at: String(instant),
  });

  const visitor = new WeftPage(await context.newPage());
  await visitor.page.goto(link);
  await visitor.ready();
  const { scenario, params, speed } = await weft.state();
  expect(await visitor.state()).toMatchObject({ scenario, params, speed });
  await visitor.ended();
  expect((await visitor.state()).cursor).toBe(instant);
  await expect(visitor.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(visitor.notices).toBeEmpty();
  // Shared again, the link is the same.
  expect(await copyLink(visitor, ['the theme', 'the language'])).toBe(link);
});

test('a link in an open page opens in place, and a theme that it brings is not kept', async ({
  weft,
  page,
}) => {
  await weft.open();
  await page.evaluate((fragment) => (location.hash = fragment), `${dinner}&theme=dark&lang=zh-CN`);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('五个座位');
  expect((await weft.state()).scenario).toBe('five-seats');

  await page.goto('about:blank');
  await weft.open();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Traffic light');
});

test('a file that is dropped on the page is opened, or said not to be a run', async ({
  weft,
  page,
}) => {
  /** Whether the page handled it, so that the browser does not navigate to the file. */
  const drop = (text: string) =>
    page.evaluate((content) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], 'a.weft.json'));
      const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
      return event.defaultPrevented;
    }, text);
  await weft.open('s=two-threads');
  expect(await drop('nothing of the kind')).toBe(true);
  await expect(weft.notices).toContainText('a.weft.json cannot be opened: this is not JSON');
  expect(await drop('another of no kind')).toBe(true);
  await expect(weft.notices).toContainText('it begins with "another of no kind"');
  expect((await weft.state()).scenario).toBe('two-threads');
  const link = 'v=1&s=five-seats&mode=step';
  expect(await drop(JSON.stringify({ format: 'weft-run', version: 1, link }))).toBe(true);
  await expect.poll(async () => (await weft.state()).scenario).toBe('five-seats');
  await expect(weft.notices.getByRole('article')).toHaveCount(0);
});

async function chooseTheme(page: Page, name: 'System' | 'Light' | 'Dark'): Promise<void> {
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('radio', { name }).check({ force: true });
  await page.keyboard.press('Escape');
}

/** Copies the link through the dialog, with these options. */
async function copyLink({ page }: WeftPage, parts: readonly string[]): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share what you see' });
  for (const part of parts) await dialog.getByRole('checkbox', { name: part }).check();
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return page.evaluate(() => navigator.clipboard.readText());
}

test('the address is the page: search, history and reload', async ({ weft, page }) => {
  await weft.open('s=five-seats&p.seats=3');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('死锁');
  await expect(page.getByRole('heading', { name: /^\d+ scenarios$/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.gallery-entry').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/^#v=1&s=[\w-]+$/);
  const { scenario } = await weft.state();
  expect(scenario).not.toBe('five-seats');

  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Five seats');
  expect((await weft.state()).params).toMatchObject({ seats: 3 });
  await page.goForward();
  await page.reload();
  await weft.ready();
  expect((await weft.state()).scenario).toBe(scenario);
});
