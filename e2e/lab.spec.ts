import { expect, test } from '@playwright/test';

// The interpreter is 13 MB that a busy machine takes its time to load.
test.describe.configure({ timeout: 240_000 });
const loading = { timeout: 180_000 };

test('a program of the reader’s own runs, is stepped back, and is changed', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: /Your own program/ }).click();
  const code = page.getByRole('textbox', { name: 'Your program, in Python' });
  await expect(code).toContainText('import threading');
  await code.fill("import threading\nlock = threading.Lock()\nwith lock:\n    print('held')\n");
  await code.press('Control+Enter');
  await expect(page.getByText('held', { exact: true })).toBeVisible(loading);
  await page.waitForFunction(() => window.weft.state().status === 'ended');
  const { objects, threads } = await page.evaluate(() => ({
    objects: window.weft.objects().map(({ name }) => name),
    threads: window.weft.threads().map(({ name }) => name),
  }));
  expect(objects).toEqual(['lock']);
  expect(threads).toEqual(['MainThread']);

  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await code.fill('if x\n');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText("SyntaxError: expected ':'", loading);
  await expect(code).toContainText('if x');

  // What was written is there again after a reload.
  await page.reload();
  await page.getByRole('button', { name: /Your own program/ }).click();
  await expect(code).toContainText('if x');
});
