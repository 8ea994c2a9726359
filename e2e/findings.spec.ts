/** Findings, from the list above the inspector to the deciding event, in the graph, and by the API. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './support/weft-test.ts';

test('a missed notify: found, walked back to the call that nobody heard, and told by the API', async ({
  weft,
  page,
}) => {
  await weft.open('s=missed-notify&mode=step&by=round-robin');
  const findings = weft.inspector.getByRole('region', { name: 'Findings' });
  await expect(findings).toHaveCount(0);
  await page.keyboard.press('End');
  await expect(findings).toContainText('3 threads wait for ever');
  const told = await page.evaluate(() => window.weft.findings());
  expect(told.map(({ kind, level }) => [kind, level])).toEqual([['missed-notify', 'fault']]);
  const [call] = told[0]!.because.filter(({ text }) => text.includes('found 2 waiters'));
  const cause = findings.getByRole('button', { name: call!.text });
  await cause.focus();
  await page.keyboard.press('Enter');
  // The cursor is at the call, and the finding is still shown.
  await expect
    .poll(() => page.evaluate(() => window.weft.state().cursor))
    .toBeCloseTo(call!.time!, 3);
  await expect(findings).toContainText('Comes after the cursor');
  await expect(weft.inspector).toContainText('notify');
  const axe = new AxeBuilder({ page }).include('.findings');
  expect((await axe.analyze()).violations.map(({ id }) => id)).toEqual([]);
});

test('a deadlock: the circle in the graph of waits', async ({ weft, page }) => {
  await weft.open('s=opposite-locks&mode=step&by=round-robin&lang=zh-CN');
  await page.keyboard.press('End');
  await expect(page.getByRole('region', { name: '发现' })).toContainText('2 个线程');
  await page.getByRole('tab', { name: '等待' }).click();
  const graph = page.getByRole('region', { name: '谁在等谁' });
  await expect(graph.locator('.graph-node[data-circle]')).toHaveCount(4);
  await expect(graph.getByRole('listitem').filter({ hasText: 'Ann 等待 paper' })).toHaveCount(1);
  await graph.getByRole('button', { name: 'pen' }).click();
  await expect(graph.getByRole('button', { name: 'pen' })).toHaveAttribute('aria-pressed', 'true');
});
