/**
 * A run compared with its cure: opened from a finding, by a link, with the table of deciding events; and the flags that
 * lead to the moment.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './support/weft-test.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('from a finding to the cured run beneath, to what decided, and back', async ({
  weft,
  page,
}) => {
  await weft.open('s=sleep-as-lock&mode=step');
  await page.keyboard.press('End');
  await expect(weft.inspector).toContainText('that update is lost');

  // A flag leads to the event, and the code to its line.
  await page.keyboard.press('g');
  await expect(weft.source.locator('[aria-current="true"]')).toHaveText(/balance/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('End');

  await weft.inspector.getByRole('button', { name: 'Compare with the cure' }).click();
  const cure = page.getByRole('region', { name: 'Compared with the cure' });
  await expect(cure).toContainText('Beneath, cured');
  await expect(cure).toContainText('Nothing went wrong');
  await expect(cure).toContainText('balance is 40 in the end');
  await expect(cure).toContainText('balance is 50 in the end');
  await expect(cure).toContainText(/Until \d.* both do the same\. Then:/);
  await cure.getByText(/^What decided, as a table/).click();
  const table = cure.getByRole('table');
  await table.getByRole('button', { name: 'clerk 1 acquired lock' }).click();
  const { violations } = await new AxeBuilder({ page }).include('.cure').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  // If the cursor is before the divergence, the panel says that it comes later.
  await weft.open('s=opposite-locks&mode=step&compare=cure');
  await page.keyboard.press('End');
  await expect(cure).toContainText(/beneath\s*not before \d.* s: Ben acquired pen/);

  // A setting that is the cure has the mistake beneath it, in a live run, too.
  await weft.open('s=sleep-as-lock&p.lock=on&compare=cure');
  await expect(cure).toContainText('Beneath, with the mistake');
  await expect(cure).toContainText('The run above is live');
  await page.keyboard.press('b');
  await expect(cure).toHaveCount(0);
});
