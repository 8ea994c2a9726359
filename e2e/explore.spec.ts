/** Exploration on the page: endings found, opened at the deciding choice, removed by the cure, and shared as a link. */
import { AxeBuilder } from '@axe-core/playwright';
import { Steps } from './support/steps.ts';
import { WeftPage } from './support/weft-page.ts';
import { expect, test } from './support/weft-test.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('two locks in opposite order, from the first ending to the proof', async ({
  weft,
  page,
  context,
}) => {
  await weft.open('s=opposite-locks&p.letters=1');
  await page.getByRole('button', { name: 'Explore' }).click();
  const panel = page.getByRole('region', { name: 'Explorer' });
  await expect(panel.getByRole('heading')).toHaveText(/^(\d+) of \1 interleavings · \d+ endings$/);
  const deadlock = panel.getByRole('button', { name: /Deadlock: Ann in acquire of paper/ }).first();

  await deadlock.click();
  const steps = new Steps(weft);
  await expect(steps.panel).toContainText('This choice decides how the run ends.');
  await expect(panel).toContainText(/Step \d+ decides .*every way on leads to the same: deadlock/);
  const { violations } = await new AxeBuilder({ page }).include('.explore').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  const { link } = await page.evaluate(async () => {
    const { endings } = await window.weft.explore({ by: 'all' });
    return endings.find(({ kind }) => kind === 'deadlock')!;
  });

  await panel.getByRole('button', { name: /^Let \w+ go instead$/ }).click();
  await expect(page.getByRole('group', { name: 'Branches' })).toBeVisible();

  await panel.getByRole('button', { name: 'Tree of interleavings' }).click();
  const tree = panel.getByRole('tree');
  await tree.getByRole('treeitem').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(tree.locator('[aria-selected=true]').nth(1)).toBeVisible();
  await panel.getByText('Table', { exact: true }).click();
  await expect(panel.getByRole('row').nth(2)).toContainText('Ann: acquire');

  await page.getByRole('switch', { name: 'Opposite' }).click();
  await expect(panel).toContainText(/Proved over all \d+ interleavings: it always finishes/);

  const visitor = new WeftPage(await context.newPage());
  await visitor.page.goto(link!);
  await visitor.ready();
  await expect(visitor.page.locator('.ending-open[aria-current=true]')).toContainText('Deadlock');
  await expect(new Steps(visitor).panel).toContainText('This choice decides how the run ends.');
  await expect(visitor.notices).toBeEmpty();
});

test('endings are listed while they are found, on a slow machine too', async ({ weft, page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await weft.open('s=dining-philosophers');
  const slow = await page.context().newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  // The number listed before the exploration is over, watched from its beginning: it may be over before the page answers.
  await page.evaluate(() => {
    new MutationObserver(() => {
      const buttons = document.querySelectorAll('.explore button');
      const isOn = [...buttons].some(({ textContent }) => textContent === 'Stop');
      const listed = document.querySelectorAll('.explore .ending').length;
      if (isOn && listed > 0) document.documentElement.dataset['listed'] = `${listed}`;
    }).observe(document.body, { childList: true, subtree: true });
  });
  await page.getByRole('button', { name: 'Explore' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-listed', /^\d+$/);
  const panel = page.getByRole('region', { name: 'Explorer' });
  await expect(panel.locator('.ending').nth(2)).toBeInViewport({ ratio: 0.75 });
});
