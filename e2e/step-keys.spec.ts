/** Step mode by keyboard, and by touch. */
import { Steps } from './support/steps.ts';
import { expect, inOneTab as test, test as fresh } from './support/weft-test.ts';

test('five presses are five steps, however fast they come', async ({ weft, page }) => {
  await weft.open('s=five-seats&p.guests=3&mode=step&seed=5');
  const steps = new Steps(weft);
  await steps.shows(1);
  const press = (keys: readonly string[]) =>
    page.evaluate(async (all) => {
      for (const key of all) {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
        await new Promise((resolve) => setTimeout(resolve));
      }
    }, keys);
  await press(['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight']);
  await steps.shows(6);
  await press(['ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowRight']);
  await steps.shows(6);
});

test('up and down walk through the threads, Enter lets one move, and the focus stays with them', async ({
  weft,
  page,
}) => {
  await weft.open('s=hundred-threads&p.lock=off&mode=step&seed=1');
  const steps = new Steps(weft);
  await steps.shows(1);
  await page.keyboard.press('ArrowDown');
  await expect(steps.movers.getByRole('button').first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(steps.panel).toContainText('The program has ended');
  const events = await weft.events();
  await weft.cursor(events[Math.floor(events.length / 2)]?.time ?? 0);

  // A thread without a number key.
  const beyond = steps.movers.getByRole('button', { name: /^Let Thread-[1-9][0-9] .* instead/ });
  const name = (await beyond.first().getAttribute('aria-label')) ?? '';
  const focused = page.locator(':focus');
  while ((await focused.getAttribute('aria-label')) !== name) {
    await page.keyboard.press('ArrowDown');
  }
  const step = await steps.next();
  await page.keyboard.press('Enter');
  await steps.shows(step + 1);
  expect((await weft.events()).at(-1)?.thread).toContain(/Thread-[0-9]+/.exec(name)?.[0]);
  // And on from there.
  await expect(steps.panel.locator(':focus')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await steps.shows(step + 2);
});

test('a whole run without a mouse: from the search to a branch, and back to the first run', async ({
  weft,
  page,
}) => {
  await weft.open();
  await page.keyboard.press('/');
  await page.keyboard.type('opposite');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await weft.state()).scenario).toBe('opposite-locks');
  await page.keyboard.press('m');
  const steps = new Steps(weft);
  await steps.shows(1);
  await page.keyboard.press('End');
  await expect(steps.panel.getByRole('heading')).toHaveText(/no thread can go on|has ended/);
  const first = (await weft.events()).map(({ text, op, thread }) => [thread, op, text]);

  // Back to a step that another thread could have taken, which takes it.
  const other = steps.movers.getByRole('button', { name: /instead/ });
  await steps.back();
  while (!(await other.first().isVisible())) await steps.back();
  const step = await steps.next();
  const focused = page.locator(':focus');
  do await page.keyboard.press('ArrowDown');
  while (!/instead/.test((await focused.getAttribute('aria-label')) ?? ''));
  await page.keyboard.press('Enter');
  await steps.shows(step + 1);
  const branch = (letter: string) =>
    steps.panel.getByRole('button', { name: new RegExp(`^Branch ${letter}`) });
  await expect(branch('B')).toHaveAttribute('aria-pressed', 'true');

  const isOnFirst = () => branch('A').evaluate((button) => button === document.activeElement);
  for (let stops = 0; stops < 99 && !(await isOnFirst()); stops += 1)
    await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(branch('A')).toHaveAttribute('aria-pressed', 'true');
  expect((await weft.events()).map(({ text, op, thread }) => [thread, op, text])).toEqual(first);
});

test('a key takes the whole line of the thread that moved last, or of the focused one', async ({
  weft,
  page,
}) => {
  await weft.open('s=rlock&mode=step&seed=2');
  const steps = new Steps(weft);
  await steps.shows(1);
  const reader = steps.movers.getByRole('button', { name: /read total/ }).first();
  while (!(await reader.isVisible())) {
    const step = await steps.next();
    await page.keyboard.press('ArrowRight');
    await steps.shows(step + 1);
  }
  const total = async () => (await weft.objects()).find(({ name }) => name === 'total')?.text;
  const [before, step] = [await total(), await steps.next()];
  await reader.focus();
  await page.keyboard.press('n');
  await steps.shows(step + 2);
  expect(await total()).not.toBe(before);
  // Its next line, without focus: the thread that moved last.
  const thread = (await weft.events()).at(-1)?.thread;
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('n');
  await steps.shows(step + 3);
  expect((await weft.events()).at(-1)?.thread).toBe(thread);
});

test('the number of a thread that cannot move says why, and so does a tap on its lane', async ({
  weft,
  page,
}) => {
  await weft.open('s=opposite-locks&mode=step&seed=1');
  const steps = new Steps(weft);
  const stuck = steps.panel
    .getByRole('list', { name: 'Threads that cannot move' })
    .getByRole('button', { name: /^Ann.*sleep/i });
  while (!(await stuck.isVisible())) {
    const step = await steps.next();
    await page.keyboard.press('ArrowRight');
    await steps.shows(step + 1);
  }
  const step = await steps.next();
  await page.keyboard.press('2');
  const note = steps.panel.locator('.step-note');
  await expect(note).toHaveText(/^Ann cannot move now\. .*sleep/i);
  await steps.shows(step);
  await page.keyboard.press('Escape');
  await expect(note).not.toContainText('Ann');
});

fresh(
  'keys that come before the run are kept, and taken once it is there',
  async ({ weft, page }) => {
    let letThrough = (): void => undefined;
    const held = new Promise<void>((resolve) => (letThrough = resolve));
    await page.route(/step-player/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto('./#s=five-seats&mode=step&seed=5');
    const forward = weft.player.getByRole('button', { name: 'One step on' });
    await expect(forward).toBeEnabled();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('1');
    await forward.click();
    expect((await weft.state()).events).toBe(0);
    letThrough();
    await new Steps(weft).shows(4);
  },
);
