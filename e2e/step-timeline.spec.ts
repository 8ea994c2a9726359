/** Step mode on the timeline and in the player: whose step it is, the axis, and where it stops. */
import { Steps } from './support/steps.ts';
import { WeftPage } from './support/weft-page.ts';
import { expect, test } from './support/weft-test.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const dinner = 's=five-seats&p.seats=1&p.guests=3&p.meal=0.2&mode=step&seed=5';

/** The middle of the name of the nth lane, from 0, where there is one process. */
const laneName = (lane: number) => ({ position: { x: 60, y: 28 + 24 * lane + 12 } });

test('pressing the name of a lane lets its thread take the step, and forks the run in its past', async ({
  weft,
}) => {
  await weft.open(dinner);
  const steps = new Steps(weft);
  await steps.shows(1);
  while ((await steps.choices()).length < 2) {
    const step = await steps.next();
    await weft.timeline.click(laneName(0));
    await steps.shows(step + 1);
  }
  const parting = await steps.next();
  await weft.timeline.hover(laneName(1));
  await expect(weft.timeline).toContainText('Press to let it take this step');
  await weft.timeline.click(laneName(1));
  await steps.shows(parting + 1);
  expect((await weft.events()).at(-1)?.thread).toBe('guest 1');

  await steps.back();
  await weft.timeline.hover(laneName(1));
  await expect(weft.timeline).toContainText('It took this step');
  await weft.timeline.hover(laneName(0));
  await expect(weft.timeline).toContainText('in a branch of its own');
  await weft.timeline.click(laneName(0));
  await steps.shows(parting + 1);
  await expect(steps.panel.getByRole('button', { name: /^Branch B/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  expect((await weft.events()).at(-1)?.thread).toBe('MainThread');
});

test('the name of a blocked lane says why it cannot move, and pressing it pins it', async ({
  weft,
  page,
}) => {
  await weft.open(dinner);
  const steps = new Steps(weft);
  await page.keyboard.press('End');
  await expect(steps.panel).toContainText('The program has ended');
  await weft.cursor(150);
  const states = await weft.threads();
  expect(states[2]).toMatchObject({ name: 'guest 2', state: 'blocked' });
  const step = await steps.next();
  await weft.timeline.hover(laneName(2));
  await expect(weft.timeline).toContainText('Waiting for a permit of semaphore seats');
  await weft.timeline.click(laneName(2));
  await expect(weft.inspector).toContainText('guest 2');
  await steps.shows(step);
});

test('steps of equal width lie along the timeline when wished, in links and on the next visit', async ({
  weft,
  page,
  context,
}) => {
  await weft.open(dinner);
  const steps = new Steps(weft);
  await page.keyboard.press('End');
  await expect(steps.panel).toContainText('The program has ended');
  const choose = (name: string, { page: of } = weft) =>
    of.getByRole('group', { name: 'What lies along the timeline' }).getByRole('button', { name });
  await expect(choose('Time')).toHaveAttribute('aria-pressed', 'true');
  await choose('Steps').click();

  // Fitted, the run takes the same share of the width, and the cursor snaps to steps.
  await page.keyboard.press('f');
  await weft.idle();
  const { width } = (await weft.timeline.boundingBox()) ?? { width: 0 };
  const plot = { from: 172, width: width - 172 };
  const total = (await steps.next()) - 1;
  const at = (step: number) => plot.from + (plot.width * (step / total + 0.04)) / 1.1;
  for (const step of [7, 20]) {
    await weft.timeline.click({ position: { x: at(step), y: 10 } });
    await steps.shows(step + 1);
  }

  const other = new WeftPage(await context.newPage());
  await other.open();
  await other.load('five-seats', { mode: 'step' });
  await expect(choose('Steps', other)).toHaveAttribute('aria-pressed', 'true');
  // A link overrides the setting, and is not remembered.
  await other.page.goto('about:blank');
  await other.open(`${dinner}&axis=time`);
  await expect(choose('Time', other)).toHaveAttribute('aria-pressed', 'true');
});

test('it goes on to the next step of the pinned thread, and stops at events of a pinned object', async ({
  weft,
  page,
}) => {
  await weft.open(dinner);
  const steps = new Steps(weft);
  await steps.shows(1);
  const isThere = async () => (await weft.objects()).some(({ name }) => name === 'seats');
  while (!(await isThere())) await steps.take(/MainThread/);
  await weft.stage.getByRole('button', { name: /seats/ }).first().click();
  await weft.player
    .getByRole('button', { name: 'Stop at every event of the pinned object' })
    .click();
  /** Objects of the last step. */
  const about = async () => (await weft.events()).slice(-3).map(({ object }) => object);
  for (let n = 0; n < 3; n++) {
    const step = await steps.next();
    await page.keyboard.press('End');
    await expect.poll(() => steps.next()).toBeGreaterThan(step);
    expect(await about()).toContain('seats');
  }

  await weft.stage
    .getByRole('button', { name: /^guest 2/ })
    .first()
    .click();
  const next = weft.player.getByRole('button', { name: /next step of the pinned/ });
  for (let n = 0; n < 2; n++) {
    const step = await steps.next();
    await next.click();
    await expect.poll(() => steps.next()).toBeGreaterThan(step);
    const events = await weft.events();
    // The step may wake other threads too.
    expect(events.slice(-3).map(({ thread }) => thread)).toContain('guest 2');
  }
  // In the past it goes to an existing step.
  const end = await steps.next();
  await page.keyboard.press('Home');
  await steps.shows(1);
  await next.click();
  await expect.poll(() => steps.next()).toBeGreaterThan(1);
  expect(await steps.next()).toBeLessThan(end);
});

test('a statement is a read and a write, and can be taken as a whole', async ({ weft, page }) => {
  await weft.open('s=rlock&mode=step&seed=2');
  const steps = new Steps(weft);
  await steps.shows(1);
  const reader = steps.movers.getByRole('listitem').filter({ hasText: 'read total' }).first();
  while (!(await reader.isVisible())) {
    const step = await steps.next();
    await page.keyboard.press('ArrowRight');
    await steps.shows(step + 1);
  }
  const total = async () => (await weft.objects()).find(({ name }) => name === 'total')?.text;
  const [before, step] = [await total(), await steps.next()];
  // In parts: after the read the total is unchanged, and the write is the next step.
  await reader.getByRole('button', { name: /read total/ }).click();
  await steps.shows(step + 1);
  expect(await total()).toBe(before);
  await expect(steps.movers.getByRole('button', { name: /write total/ })).toBeVisible();
  await steps.back();
  // As a whole, in a branch or on the same one.
  await reader.getByRole('button', { name: /take all of line/ }).click();
  await steps.shows(step + 2);
  expect(await total()).not.toBe(before);
});

test('a line of one step that was taken so is gone along, not taken again in a branch', async ({
  weft,
}) => {
  await weft.open('s=rlock&mode=step&by=hand');
  const steps = new Steps(weft);
  await steps.shows(1);
  for (let n = 0; n < 5; n++) await steps.take(/MainThread/);
  const acquire = steps.movers.getByRole('listitem').filter({ hasText: 'acquire lock' });
  while (!(await acquire.isVisible())) await steps.take(/cashier a/);
  const step = await steps.next();
  await steps.take(/acquire lock/);
  await steps.take(/MainThread/);
  await steps.take(/cashier a/);
  for (let n = 0; n < 3; n++) await steps.back();
  await acquire.getByRole('button', { name: /take all of line/ }).click();
  await steps.shows(step + 1);
  await expect(steps.panel.getByRole('button', { name: /^Branch/ })).toHaveCount(0);
});
