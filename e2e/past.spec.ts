/** The cursor in the past: every panel shows one earlier instant, while the program continues. */
import type { Page } from '@playwright/test';
import { expect, inOneTab as test } from './support/weft-test.ts';

const unhurried = 's=producer-consumer&speed=1&p.make=0.3&p.use=0.7&p.maxsize=3&p.items=50';

test('everything is shown as it was, while the program goes on', async ({ weft }) => {
  await weft.open(unhurried);
  await weft.happened({ op: 'get', kind: 'done' }, 3);
  await weft.pause();
  await weft.stage
    .getByRole('button', { name: /producer a/ })
    .first()
    .click();
  const then = await weft.state();
  const asItWas = {
    panels: await weft.panels(),
    threads: await weft.threads(),
    objects: await weft.objects(),
  };
  await weft.resume();
  await weft.happened({ op: 'get', kind: 'done' }, 7);
  expect(await weft.panels()).not.toEqual(asItWas.panels);

  await weft.cursor(then.time);
  await expect(weft.player).toContainText('Looking back');
  const shown = async () => ({
    panels: await weft.panels(),
    threads: await weft.threads(),
    objects: await weft.objects(),
  });
  expect(await shown()).toEqual(asItWas);

  // The program does not depend on the cursor.
  const gets = (await weft.events()).filter(({ op, kind }) => op === 'get' && kind === 'done');
  await weft.happened({ op: 'get', kind: 'done' }, gets.length + 2);
  expect((await weft.state()).status).toBe('running');
  expect(await shown()).toEqual(asItWas);

  await weft.player.getByRole('button', { name: 'Go live' }).click();
  expect((await weft.state()).cursor).toBe('live');
  expect((await weft.panels())['console']).toContain(asItWas.panels['console']);
  expect(await shown()).not.toEqual(asItWas);
});

test('stepping walks the events one by one, and stepping on from the last is live again', async ({
  weft,
}) => {
  await weft.open('s=five-seats&p.guests=2&p.meal=0.1&speed=20');
  const events = await weft.ended();
  const at = async () => (await weft.state()).cursor;
  await weft.page.keyboard.press('ArrowLeft');
  await weft.page.keyboard.press('ArrowLeft');
  expect(await at()).toBeCloseTo(events.at(-3)?.time ?? -1, 3);
  await expect(scrubber(weft.page)).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`^${events.length - 2} of ${events.length} events`),
  );
  await weft.page.keyboard.press('Home');
  expect(await at()).toBe(0);
  expect(await weft.threads()).toEqual([]);
  await weft.page.keyboard.press('ArrowRight');
  await weft.page.keyboard.press('ArrowRight');
  expect(await weft.threads()).toHaveLength(1);
  await weft.page.keyboard.press('End');
  expect(await at()).toBe('live');
});

test('the scrubber goes to the very start and back to the live edge', async ({ weft }) => {
  await weft.open(unhurried);
  await weft.happened({ op: 'put' }, 2);
  await scrubber(weft.page).press('Home');
  expect((await weft.state()).cursor).toBe(0);
  await expect(weft.console).toContainText('Nothing printed up to here');
  await scrubber(weft.page).press('End');
  // Meanwhile the program continued and the end moved: the button is reliable.
  await weft.page.getByRole('button', { name: /^(Go live|Following)$/ }).click({ force: true });
  await expect.poll(async () => (await weft.state()).cursor).toBe('live');
});

test('a line of the console takes the page to its instant', async ({ weft }) => {
  await weft.open('s=five-seats&p.guests=3&p.meal=0.5&speed=20');
  const events = await weft.ended();
  const third = events.filter(({ op }) => op === 'print')[2];
  await weft.console.getByRole('button').nth(2).click();
  expect((await weft.state()).cursor).toBeCloseTo(third?.time ?? -1, 3);
  await expect(weft.inspector).toContainText(third?.text ?? '?');
});

const scrubber = (page: Page) => page.getByRole('slider', { name: 'Position in the recording' });

test('a preset sets what goes together, a thread has a history, and what is pressed is told there', async ({
  weft,
}) => {
  const { page } = weft;
  await weft.open('s=daemon-family&mode=step&by=round-robin');
  await page.getByRole('button', { name: 'Presets', exact: true }).click();
  const tutorial = page.getByRole('button', { name: /As in the tutorial/ });
  await tutorial.click();
  await expect(tutorial).toHaveAttribute('aria-pressed', 'true');
  expect((await weft.state()).params).toMatchObject({ limit: 1, patience: 2, children: 5 });
  await expect.poll(() => page.url()).toContain('p.limit=1&p.patience=2');
  await page.keyboard.press('Escape');
  await page.keyboard.press('End');
  await weft.happened({ op: 'sleep', kind: 'block', thread: 'child 1' });

  await weft.stage
    .getByRole('button', { name: /child 1/ })
    .first()
    .click();
  await expect(page.locator('.callout')).toContainText(/^(Ended|Asleep|Running|Killed)/);
  const history = weft.inspector.getByRole('button', { name: /fell asleep until/ });
  await history.first().click();
  expect((await weft.state()).cursor).not.toBe('live');
  await expect(page.locator('.callout')).toHaveCount(0);
});

test('the critical path of one run is not told of another', async ({ weft }) => {
  await weft.open('s=two-threads&speed=20');
  await weft.ended();
  await weft.inspector.getByRole('button', { name: 'Critical path' }).click();
  await expect(weft.inspector).toContainText(/On the path until \d/);
  await weft.load('five-seats', { paused: true });
  await expect(weft.inspector).not.toContainText('On the path');
});
