/** The panel for learning: a lesson by its link, its question; a challenge won by hand; a cure proved; what is won is kept. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './support/weft-test.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('from the link of a lesson to a challenge won and a cure proved', async ({ weft, page }) => {
  await weft.open('s=opposite-locks&learn=lesson.deadlock.2');
  const panel = page.getByRole('region', { name: 'Learn' });
  await expect(panel).toContainText('Stop 2 of 7');
  const question = panel.getByRole('article', { name: 'Question' });
  await question.getByRole('button', { name: 'Python raises an error' }).click();
  await expect(question).toContainText('Not so. It is: He waits for ever.');
  await panel.getByRole('button', { name: 'Next' }).click();
  await expect(panel).toContainText('Stop 3 of 7');
  // The code is where the stop is.
  await expect(weft.source.getByRole('button', { name: /^Ann is on line 20/ })).toBeInViewport();
  const { violations } = await new AxeBuilder({ page }).include('.teach').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await panel.getByRole('tab', { name: 'Challenges' }).click();
  await panel.getByRole('button', { name: 'Make it deadlock not won yet' }).click();
  await expect(panel).toContainText('You decide who moves');
  await panel.getByRole('button', { name: 'Hint' }).click();
  await expect(panel).toContainText('2 switches away. Let MainThread go on until this is done');
  // Whoever does by hand what it says is told what comes then; whoever presses it sees it done.
  const ann = page.getByRole('button', { name: /^Let Ann take this step/ });
  await panel.getByRole('button', { name: 'Do that' }).click();
  await expect(panel).toContainText('2 switches away. Let Ann go on until this is done');
  await ann.click();
  await expect(panel).toContainText('One switch away. Let Ann go on until this is done');
  await ann.click();
  await expect(panel).toContainText('One switch away. Let Ben go on until this is done');
  await panel.getByRole('button', { name: 'Do that' }).click();
  await expect(panel).toContainText('You are there');
  await panel.getByRole('button', { name: 'Let the rest run' }).click();
  await expect(panel).toContainText('Won, with 2 switches.');

  await panel.getByRole('button', { name: 'All challenges' }).click();
  await panel.getByRole('button', { name: /^Fix the letters with one switch/ }).click();
  await panel.getByRole('button', { name: 'Prove it' }).click();
  await expect(panel).toContainText(/Not yet: after \d+ interleavings one deadlocks\./);
  await page.getByRole('switch', { name: 'Opposite' }).click();
  await panel.getByRole('button', { name: 'Prove it' }).click();
  await expect(panel).toContainText(/Proved: all \d+ interleavings meet the goal\./);

  await page.reload();
  await weft.ready();
  await page.getByRole('button', { name: 'Learn', exact: true }).click();
  await expect(panel).toContainText('2 of 30 won');
});

/** One of each chapter. What its hints say wins every challenge: `hints.test.ts` in `src/teach/challenges`. */
for (const id of ['lose-two', 'round-the-table', 'dead-holder', 'two-dishes', 'last-writer']) {
  test(`hints win the challenge ${id}`, async ({ weft, page }) => {
    await weft.open(`learn=challenge.${id}`);
    const panel = page.getByRole('region', { name: 'Learn' });
    await panel.getByRole('button', { name: 'Hint' }).click();
    const follow = panel.getByRole('button', { name: /^(Do that|Let the rest run)$/ });
    const won = panel.getByText(/^Won, with \d+ switches\.$/);
    // The button goes once the challenge is won, which shows a moment after the press.
    await expect(async () => {
      if (!(await won.isVisible())) await follow.click({ timeout: 5000 });
      await expect(won).toBeVisible({ timeout: 500 });
    }).toPass();
    await expect(panel.getByRole('button', { name: 'Next challenge' })).toBeFocused();
  });
}

test('a question is asked and answered with the keyboard alone', async ({ weft, page }) => {
  await weft.open('s=missed-notify&mode=step');
  const panel = page.getByRole('region', { name: 'Learn' });
  await page.getByRole('button', { name: 'Learn', exact: true }).focus();
  await page.keyboard.press('Enter');
  await panel.getByRole('tab', { name: 'Challenges' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await panel.getByRole('button', { name: 'Begin, and be asked' }).focus();
  await page.keyboard.press('Enter');
  const question = panel.getByRole('article', { name: 'Question' });
  for (const [ask, wrong] of [
    ['How many of the four guests will eat?', 'Not so. It is: Two.'],
    ['What happens?', 'Right.'],
  ] as const) {
    await page.keyboard.press('End');
    await expect(question).toContainText(ask);
    await expect(question).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(question).toContainText(wrong);
    await expect(question.getByRole('button', { name: 'Go on and see' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(question).toBeHidden();
    await expect(panel.locator(':focus')).toBeVisible();
  }

  // From a list to what is in it.
  await panel.getByRole('tab', { name: 'Questions' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(panel.getByRole('button', { name: /^Locks in ten minutes/ })).toBeVisible();
  await page.keyboard.press('Tab'); // to the button that closes the panel
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(panel).toContainText('Stop 1 of');
  await expect(panel.getByRole('button', { name: 'Next', exact: true })).toBeFocused();
});

test('a lesson is made of a run, travels in its link, and asks whoever opens it', async ({
  weft,
  page,
}) => {
  await weft.open('s=missed-notify&mode=step&by=round-robin');
  await page.keyboard.press('End');
  await expect(page.getByText('74 / 74')).toBeVisible();
  const panel = page.getByRole('region', { name: 'Learn' });
  await page.getByRole('button', { name: 'Learn', exact: true }).click();
  await panel.getByRole('tab', { name: 'Write' }).click();

  await panel.getByRole('button', { name: 'Tell here' }).click();
  await panel.getByLabel('What there is to see here').fill('It stands <b>still</b>.');
  await panel.getByRole('button', { name: 'Keep' }).click();
  // Back from the end: what comes is the run's to say.
  for (let n = 0; n < 6; n++) await page.getByRole('button', { name: 'One step back' }).click();
  await expect(page.getByText('68 / 74')).toBeVisible();
  await panel.getByRole('button', { name: 'Ask here' }).click();
  await panel.getByLabel('The question', { exact: true }).fill('How does it end?');
  await panel.getByLabel('The run confirms it by').selectOption('how the run ends');
  for (const [n, text, ending] of [
    [1, 'All eat', 'finished'],
    [2, 'Some wait for ever', 'deadlock'],
  ] as const) {
    await panel.getByLabel(`Option ${n}`, { exact: true }).fill(text);
    await panel.getByLabel(`Option ${n} says that it`).selectOption(ending);
  }
  await expect(panel).toContainText('The run says: Some wait for ever.');
  const { violations } = await new AxeBuilder({ page }).include('.teach').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await panel.getByRole('button', { name: 'Keep' }).click();
  await panel.getByRole('button', { name: 'Stop 2 earlier' }).click();

  await panel.getByRole('button', { name: 'Link…' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).first().inputValue();
  await page.goto('about:blank');
  await page.goto(link);
  await weft.ready();
  const question = panel.getByRole('article', { name: 'Question' });
  await expect(question).toBeVisible();
  // What would answer it cannot be read, nor gone to.
  const events = page.getByRole('grid', { name: 'Events of the trace' });
  await page.getByRole('tab', { name: 'Events' }).click();
  const rowsAsked = Number(await events.getAttribute('aria-rowcount'));
  await page.locator('#timeline').focus();
  await page.keyboard.press('.');
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'All eat' }).click();
  await expect
    .poll(async () => Number(await events.getAttribute('aria-rowcount')))
    .toBeGreaterThan(rowsAsked);
  await expect(question).toContainText('Not so. It is: Some wait for ever.');
  await panel.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(panel).toContainText('It stands <b>still</b>.');
  await expect(panel).toContainText('Stop 2 of 2');
});

test('a lesson on a program in Python says why its stop is not there yet, and shows it then', async ({
  weft,
  page,
}) => {
  await weft.open('');
  // Ann and Ben fill four cups, under one lock.
  const code =
    '1.qivgAgABgnAU7hTK2FxK1fPmKsHKmnismHbKEPtINBSGz8KsIoEEg88CjzyA-bhASLiRoqm67qguzhkNdRowlbDCOwubaXJMrMtJUcy_N5SqvGcAxjMsvwdH15miMvv5WJeUKZUSa6FjXATLvT7u6Vgc_4fU5RH4bOc';
  const lesson = {
    version: 1,
    stops: [
      {
        at: { thread: 'Ben', op: 'release', object: 'lock', phase: 'wake', nth: 1 },
        caption: 'Ben comes next.',
      },
    ],
  };
  const link = `v=1&code=${code}&mode=step&step=15&run=3.4ScAAegHABoAAA4v5hrp3u3qPj4`;
  const file = { format: 'weft-lesson', version: 1, title: 'Cups', lesson, link };
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'cups.weft-lesson.json'));
    const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
  }, JSON.stringify(file));
  const panel = page.getByRole('region', { name: 'Learn' });
  await expect(panel).toContainText('Read it and press Run');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(panel).toContainText('Python is being loaded');
  // Python takes its time to load on a busy machine.
  const note = panel.getByRole('article').locator('.teach-note');
  await expect(note).toHaveCount(0, { timeout: 180_000 });
  await expect.poll(async () => (await weft.state()).cursor).toBe(9);
});

test('what is open stays when the window is made narrow, and a stop is not hidden there by what it points at', async ({
  weft,
  page,
}) => {
  await weft.open('learn=challenge.lose-two');
  const panel = page.getByRole('region', { name: 'Learn' });
  const all = panel.getByRole('button', { name: 'All challenges' });
  await expect(all).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('tab', { name: 'Timeline' })).toBeVisible();
  await expect(all).toBeVisible();
  // Away to the code, and back.
  await page.getByRole('tab', { name: 'Source' }).click();
  await expect(all).toHaveCount(0);
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await expect(all).toBeVisible();

  await weft.open('s=hundred-threads&learn=lesson.locks.1');
  await expect(panel).toContainText('Stop 1 of 7');
  const inspector = page.locator('.phone-sheet');
  const next = panel.getByRole('button', { name: 'Next', exact: true });
  for (let stop = 2; stop <= 4; stop++) {
    await next.click();
    await expect(panel).toContainText(`Stop ${stop} of 7`);
    await expect(page.locator('#timeline')).toBeVisible();
    await expect(inspector).toHaveCount(0);
  }
});
