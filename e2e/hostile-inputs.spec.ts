/** A few of the inputs of `npm run fuzz:inputs`. */
import { expect, test } from '@playwright/test';
import { crowds } from '../scripts/inputs/files.ts';
import { attack } from './support/hostile/attack.ts';

test('links, files and messages of a stranger execute nothing and are heard by nobody else', async ({
  browser,
}) => {
  const wrong: string[] = [];
  const tried: string[] = [];
  await attack({
    browser,
    counts: { links: 8, files: 12, requests: 30, broadcasts: 25 },
    seed: 20_261_129,
    from: 0,
    // Durations mean nothing on a busy machine.
    limit: Infinity,
    report: (kind, tally) => {
      tried.push(kind);
      wrong.push(...tally.wrong);
    },
  });
  expect(wrong).toEqual([]);
  expect(tried).toEqual(['links', 'files', 'requests', 'broadcasts']);
});

test('of twenty thousand threads, processes or objects the page draws a part', async ({ page }) => {
  test.slow();
  await page.goto('#s=two-threads&speed=20');
  await page.evaluate(() => window.weft.ready);
  for (const crowd of crowds) {
    const elements = await page.evaluate(async (text) => {
      await window.weft.open(new Blob([text]), 'crowd.json');
      await window.weft.idle();
      return document.querySelectorAll('*').length;
    }, crowd());
    expect(elements).toBeLessThan(12_000);
  }
});
