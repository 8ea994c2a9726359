/** The whole page by keyboard alone. */
import type { Page } from '@playwright/test';
import { expect, test } from './support/weft-test.ts';

test('a reader without a mouse finds everything, in the order of the page', async ({
  weft,
  page,
}) => {
  await weft.open('s=five-seats&p.guests=2&p.meal=0.1&speed=20');
  await weft.ended();
  const stops = await tabThrough(page);
  const wanted = [
    'Skip to the timeline',
    'Restart',
    'Play',
    'Position in the recording',
    'Share',
    'Search scenarios',
    'Five seats',
    'Seats',
    'What these settings mean',
    'Stage',
    'Timeline of threads and objects',
    'Console',
    'Python',
    'Inspector',
  ];
  // Each is reached, in this order.
  const places = wanted.map((name) => {
    const exact = stops.indexOf(name);
    return exact >= 0 ? exact : stops.findIndex((stop) => stop.startsWith(name));
  });
  expect(wanted.filter((_, i) => places[i] === -1)).toEqual([]);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  // No focus trap: the tab order wraps around.
  expect(stops.length).toBeLessThan(MOST_STOPS);
});

test('the skip link leads to the timeline, and leaves the address alone', async ({
  weft,
  page,
}) => {
  await weft.open('speed=20');
  await expect(weft.timeline).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the timeline' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(weft.timeline).toBeFocused();
  expect(new URL(page.url()).hash).toBe('#speed=20');
});

test('Space plays and pauses, arrows step, > and < change the speed, R restarts', async ({
  weft,
  page,
}) => {
  await weft.open('speed=5');
  await weft.happened({ op: 'set' });
  await page.keyboard.press('Space');
  expect((await weft.state()).status).toBe('paused');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  const { cursor } = await weft.state();
  expect(cursor).toBeLessThan((await weft.state()).time);
  await page.keyboard.press('ArrowRight');
  expect((await weft.state()).cursor).toBeGreaterThanOrEqual(Number(cursor));
  await page.keyboard.press('>');
  expect((await weft.state()).speed).toBe(10);
  await page.keyboard.press('<');
  expect((await weft.state()).speed).toBe(5);
  await page.keyboard.press('Space');
  expect(await weft.state()).toMatchObject({ status: 'running', cursor: 'live' });
  await page.keyboard.press('r');
  await weft.happened({ op: 'set' });
});

test('? lists the keys, Escape closes, and the focus is back where it was', async ({
  weft,
  page,
}) => {
  await weft.open();
  await weft.playButton.focus();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toBeVisible();
  await expect(keys).toContainText('One event back');
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await expect(weft.playButton).toBeFocused();
});

test('a scenario is searched for, opened, set and watched', async ({ weft, page }) => {
  await weft.open();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search scenarios' })).toBeFocused();
  await page.keyboard.type('five seats');
  await expect(page.locator('.gallery-entry').first()).toHaveText(/^Five seats/);
  // Past the button that hides the list.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: /^Five seats/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await weft.state()).scenario).toBe('five-seats');
  // Keys apply to the program now.
  await expect(page.getByRole('heading', { name: 'Five seats', level: 1 })).toBeFocused();
  await page.keyboard.press('Space');
  expect((await weft.state()).status).toBe('paused');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'What these settings mean' }).press('Enter');
  const knobs = page.getByRole('group', { name: 'What these settings mean' });
  await knobs.getByRole('slider', { name: 'Guests' }).press('Home');
  expect((await weft.state()).params).toMatchObject({ guests: 1 });
  await knobs.getByRole('switch', { name: 'One too many' }).press('Space');
  expect((await weft.state()).params).toMatchObject({ guests: 1, extra: true });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'What these settings mean' })).toBeFocused();
  await weft.setSpeed(20);
  await weft.ended();
  await expect(weft.console).toContainText('ValueError');
});

test('keys typed into a field are text, and turned-off shortcuts are none', async ({
  weft,
  page,
}) => {
  await weft.open();
  const search = page.getByRole('searchbox', { name: 'Search scenarios' });
  await search.pressSequentially('r ?lt');
  await expect(search).toHaveValue('r ?lt');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await search.fill('');
  // With Ctrl it is a shortcut: the palette opens from a field, too.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');

  await weft.playButton.focus();
  await page.keyboard.press('?');
  await page.getByRole('switch', { name: 'Single keys are shortcuts' }).press('Space');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

/**
 * Holds the requests of a chunk, as a slow network does, until the returned function is called. That waits for the first
 * request: a chunk that has another name by now would not be held.
 */
async function hold(page: Page, chunk: string): Promise<() => Promise<void>> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const file = new RegExp(`/${chunk}-[^/]*\\.js`);
  const isHeld = page.waitForRequest(file);
  await page.route(file, async (route) => {
    await released;
    await route.continue();
  });
  return async () => {
    await isHeld;
    release();
  };
}

test('what is typed before the palette has loaded stands in it', async ({ weft, page }) => {
  const release = await hold(page, 'PaletteDialog');
  await weft.open('s=five-seats&speed=20');
  await weft.pause();
  await weft.playButton.focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('two thredd');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('ads');
  await release();
  const field = page.getByRole('combobox');
  await expect(field).toHaveValue('two threads');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(weft.playButton).toBeFocused();
});

test('Enter, before the palette has loaded, takes the first of what is typed', async ({
  weft,
  page,
}) => {
  const release = await hold(page, 'PaletteDialog');
  await weft.open('s=five-seats&speed=20');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('two threads');
  await page.keyboard.press('Enter');
  await release();
  await expect.poll(async () => (await weft.state()).scenario).toBe('two-threads');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('Escape cancels a dialog that is loading', async ({ weft, page }) => {
  const release = [await hold(page, 'PaletteDialog'), await hold(page, 'KeysDialog')];
  await weft.open('s=five-seats&speed=20');
  await weft.playButton.focus();
  for (const key of ['Control+k', '?']) {
    await page.keyboard.press(key);
    await page.keyboard.press('Escape');
  }
  for (const one of release) await one();
  await expect(weft.playButton).toBeFocused();
  await page.keyboard.press('l');
  await expect(page.getByRole('dialog', { name: 'Share' })).toBeVisible();
});

for (const width of [1440, 1024]) {
  test(`what is typed before the gallery has loaded is searched for, ${width} px`, async ({
    weft,
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    const release = await hold(page, 'panels');
    await weft.open('s=two-threads&speed=20');
    await page.keyboard.press('/');
    await page.keyboard.type('five seats');
    await release();
    const field = page.getByRole('searchbox', { name: 'Search scenarios' });
    await expect(field).toHaveValue('five seats');
    await expect(field).toBeFocused();
    await expect(page.locator('.gallery-entry').first()).toHaveText(/^Five seats/);
  });
}

test('what is typed before the editor has loaded stands in it', async ({ weft, page }) => {
  const release = await hold(page, 'LabPanel');
  await weft.open('s=two-threads&speed=20');
  await page.getByRole('button', { name: /^Your own program/ }).press('Enter');
  await page.keyboard.type('# mine\n');
  await release();
  const code = page.getByRole('textbox', { name: 'Your program, in Python' });
  await expect(code).toContainText('# mine');
  await expect(code).toBeFocused();
});

/** An upper bound of the page's tab stops. */
const MOST_STOPS = 200;

/** Names of all tab stops in order. */
async function tabThrough(page: Page): Promise<string[]> {
  const stops: string[] = [];
  for (let n = 0; n < MOST_STOPS; n += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return undefined;
      const { labels } = focused as HTMLInputElement;
      return (
        focused.ariaLabel ?? labels?.[0]?.textContent.trim() ?? focused.textContent?.trim() ?? ''
      );
    });
    if (name === undefined) break;
    stops.push(name);
  }
  return stops;
}
