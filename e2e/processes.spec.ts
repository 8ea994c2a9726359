/** The table of processes: state at the cursor, and position in the tree. */
import type { Page } from '@playwright/test';
import type { WeftPage } from './support/weft-page.ts';
import { expect, inOneTab as test } from './support/weft-test.ts';

/** "4001 zombie" of every row, top to bottom. */
const rows = async ({ page }: { page: Page }) => {
  const names = await page
    .getByRole('region', { name: 'Processes' })
    .getByRole('button')
    .evaluateAll((all) =>
      all.map((each) => each.querySelector('span.visually-hidden')?.textContent ?? ''),
    );
  return names.map((name) => name.replace(/^.*pid (\d+): /, '$1 '));
};

/** Moves the cursor just after the first matching event. */
async function after(weft: WeftPage, pattern: Parameters<WeftPage['happened']>[0]) {
  const [event] = await weft.happened(pattern);
  await weft.cursor(event!.time + 0.5);
  await weft.idle();
}

test('children that nobody waits for are zombies until their parent comes', async ({ weft }) => {
  await weft.open('s=process-tree&p.work=0.2&mode=step&seed=1');
  await weft.page.keyboard.press('End');
  const events = await weft.ended();
  const reaped = events.filter(({ op }) => op === 'reap');
  expect(reaped).toHaveLength(3);
  await weft.cursor(reaped[0]!.time - 20);
  await weft.idle();
  expect(await rows(weft)).toEqual([
    '4000 waiting for others',
    '4001 asleep',
    '4002 zombie',
    '4003 zombie',
  ]);
  await weft.cursor('live');
  await weft.idle();
  for (const row of await rows(weft)) expect(row).toContain('ended');
});

test('process 1 adopts orphans', async ({ weft, page }) => {
  await weft.open('s=process-tree&p.parent=leaves&p.work=0.5&mode=step&seed=1');
  await page.keyboard.press('End');
  await weft.ended();
  await after(weft, { op: 'reap' });
  await expect(page.getByRole('rowheader', { name: 'Process 1 has adopted:' })).toBeVisible();
  expect(await rows(weft)).toEqual([
    expect.stringMatching(/^4000 /),
    '4001 ended',
    '4002 asleep',
    '4003 asleep',
  ]);
});

test('a row pins the process, by pointer and by keyboard', async ({ weft, page }) => {
  await weft.open('s=process-tree&p.work=0.5&mode=live');
  await weft.happened({ kind: 'process' }, 4);
  await weft.pause();
  const table = page.getByRole('region', { name: 'Processes' });
  await table.getByRole('button', { name: /pid 4001/ }).click();
  await expect(weft.inspector).toContainText('pid 4001');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(table.getByRole('button', { name: /pid 4002/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('a program of one process has the stage alone', async ({ weft, page }) => {
  await weft.open('s=two-threads&mode=live');
  await weft.ended();
  await expect(weft.stage).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Processes' })).toHaveCount(0);
});
