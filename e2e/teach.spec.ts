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
  const { violations } = await new AxeBuilder({ page }).include('.teach').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await panel.getByRole('tab', { name: 'Challenges' }).click();
  await panel.getByRole('button', { name: 'Make it deadlock not won yet' }).click();
  await expect(panel).toContainText('You decide who moves');
  await panel.getByRole('button', { name: 'Hint' }).click();
  await expect(panel).toContainText('2 switches away. Let MainThread go on: start on Ann');
  // All begin, Ann takes the pen, Ben the paper; what is left leads there in any order.
  for (const key of `11111121131231${'2'.repeat(8)}${'3'.repeat(8)}${'1'.repeat(6)}`) {
    await page.keyboard.press(key);
  }
  await expect(panel).toContainText(/Won, with \d+ switches\./);

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
