/** A user's program pasted from a tutorial: repaired, run, inspected. */
import type { Page } from '@playwright/test';
import { expect, test } from './support/weft-test.ts';

// The interpreter is 20 MB, which load slowly on a busy machine.
test.describe.configure({ timeout: 240_000 });
const loading = { timeout: 180_000 };
test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const code = (page: Page) => page.getByRole('textbox', { name: 'Your program, in Python' });

async function paste(page: Page, text: string): Promise<void> {
  await code(page).click();
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+v');
}

async function run(page: Page) {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForFunction(() => window.weft.state().events > 0, undefined, loading);
  return page.evaluate(() => {
    window.weft.setSpeed(20);
    window.weft.resume();
    return window.weft.finished();
  });
}

const tutorial = `  1 # -*- coding: utf-8 -*-
  2 import threading, Queue
  3
  4 def work(q，name)：
  5 \u00a0\u00a0\u00a0\u00a0while not q.empty():
  6 \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0print “%s 取到 %d” % (name, q.get())
  7
  8 if __name__ == ‘__main__‘:
  9     q = Queue.Queue()
 10     for i in xrange(3):
 11         q.put(i)
 12     t = threading.Thread(target=work, args=(q, ‘小明’))
 13     t.setDaemon(True)
 14     t.start()
 15     t.join()
————————————————
版权声明：本文为某博主的原创文章，转载请附上原文出处链接及本声明。
原文链接：https://blog.example/article/1`;

test('what a browser copies from a tutorial is mended at a click, and runs', async ({
  weft,
  page,
}) => {
  await weft.open('own');
  // No run yet: the editor has the room.
  const { width } = (await code(page).boundingBox())!;
  expect(width).toBeGreaterThan(page.viewportSize()!.width * 0.6);

  await paste(page, tutorial);
  const mending = page.getByRole('region', { name: 'What was damaged on the way' });
  await expect(mending).toContainText('what the site added, line numbers');
  await mending.getByRole('button', { name: 'Show the changes' }).click();
  await expect(mending.locator('del').first()).toContainText('1·# -*- coding');
  await expect(mending.locator('ins').nth(3)).toHaveText('def work(q,name):');
  await expect(mending.locator('ins').nth(3).locator('mark')).toHaveText([',', ':']);
  await mending.getByRole('button', { name: 'Mend it' }).click();
  await expect(mending).toBeHidden();
  await expect(code(page)).toBeFocused();
  await expect(code(page)).toContainText('print("%s');

  expect(await run(page)).toMatchObject({
    end: 'finished',
    exitCode: 0,
    stdout: '小明 取到 0\n小明 取到 1\n小明 取到 2\n',
    stderr: '',
  });
  await expect(page.locator('.source-line .token-keyword').first()).toHaveText('import');
});

test('Ctrl+Enter runs from the controls around the editor, too', async ({ weft, page }) => {
  await weft.open('own');
  await paste(page, "print('by key')\n");
  await page.getByText('Lines', { exact: true }).click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('log', { name: 'Console' })).toContainText('by key', loading);
  // The pointer chose the grain: the arrow steps back, and chooses no other grain, which would run the program again.
  await page.getByText('Lines', { exact: true }).click();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'Lines', exact: true })).toBeChecked();
  await expect(page.getByText('Looking back')).toBeVisible();
});

test('a long report leaves the editor its place, and a missing module says why', async ({
  weft,
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await weft.open('own');
  const nested = Array.from({ length: 40 }, (_, n) => `def f${n}():\n    f${n + 1}()`).join('\n');
  await paste(page, `${nested}\ndef f40():\n    import requests\nf0()\n`);
  const { end, exitCode, stderr } = await run(page);
  expect({ end, exitCode }).toEqual({ end: 'finished', exitCode: 1 });
  expect(stderr).toContain('Packages from elsewhere are not here');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Traceback');
  const editor = page.locator('.lab-code');
  const { height } = (await editor.boundingBox())!;
  expect(height).toBeGreaterThan(150);
  await expect(editor.locator('.cm-fault')).toContainText("No module named 'requests'");
  expect(await page.evaluate(() => document.documentElement.scrollTop)).toBe(0);
});

test('the console has the colours that a program asks for', async ({ weft, page }) => {
  await weft.open('own');
  await paste(page, String.raw`print('\033[1;31mred\033[0m and not')`);
  await run(page);
  const line = page.getByRole('log', { name: 'Console' }).locator('.console-text').first();
  await expect(line).toHaveText('red and not');
  await expect(line.locator('[data-ink="1"]')).toHaveText('red');
});

const WORST: readonly (readonly [name: string, source: string, seen: string])[] = [
  ['a loop without end', "print('begun')\nwhile True: pass\n", 'begun'],
  [
    'one that swallows its end',
    "import time\nprint('begun')\nwhile True:\n    try: time.sleep(1)\n    except BaseException: pass\n",
    'begun',
  ],
  ['many lines', "for n in range(20_000): print('line', n)\n", 'line 19999'],
  [
    'a process that is left at once',
    "import os, threading\nprint('begun')\nthreading.Thread(target=os._exit, args=(7,)).start()\n",
    'begun',
  ],
];

test('after the worst that a program does, the page runs the next one', async ({ weft, page }) => {
  await weft.open('own');
  const log = page.getByRole('log', { name: 'Console' });
  for (const [name, source, seen] of WORST) {
    await page.evaluate((text) => window.weft.run(text, { mode: 'live', speed: 20 }), source);
    await expect(log, name).toContainText(seen, loading);
    const next = await page.evaluate(async () => {
      await window.weft.run('print(6 * 7)\n', { mode: 'live', speed: 20 });
      const { end, exitCode, stdout } = await window.weft.finished();
      return { end, exitCode, stdout };
    });
    expect(next, name).toEqual({ end: 'finished', exitCode: 0, stdout: '42\n' });
  }
});
