import { expect, test, type Locator, type Page } from '@playwright/test';
import { labPrograms, runLive } from './support/lab-programs.ts';

// The interpreter is 20 MB, which load slowly on a busy machine.
test.describe.configure({ timeout: 240_000 });
const loading = { timeout: 180_000 };

const editorOf = (page: Page) => page.getByRole('textbox', { name: 'Your program, in Python' });

/** The numbers of the lines with breakpoints in the editor. */
const stopsIn = (page: Page): Promise<string[]> =>
  page.locator('.lab-code .cm-break').evaluateAll((marks) =>
    marks.flatMap((mark) => {
      const { top } = mark.getBoundingClientRect();
      const numbers = [
        ...mark.closest('.cm-gutters')!.querySelectorAll('.cm-lineNumbers .cm-gutterElement'),
      ];
      const beside = numbers.filter(
        (number) =>
          number.getBoundingClientRect().top === top && getComputedStyle(number).height !== '0px',
      );
      return beside.map((number) => number.textContent ?? '');
    }),
  );

/** The editor, with the program that it begins with. */
async function openEditor(page: Page): Promise<Locator> {
  await page.goto('./#own');
  const code = editorOf(page);
  await expect(code).toContainText('import threading', loading);
  return code;
}

test('a program of the reader’s own runs, is stepped back, and is changed', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: /Your own program/ }).click();
  const code = editorOf(page);
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
  await expect(page.getByRole('alert')).toContainText('the run before');
  await expect(code).toContainText('if x');

  // The text is restored after a reload.
  await page.reload();
  await page.getByRole('button', { name: /Your own program/ }).click();
  await expect(code).toContainText('if x');
});

test('every key typed into the editor is text, and none a shortcut of the page', async ({
  page,
}) => {
  const code = await openEditor(page);
  await code.press('Control+a');
  const typed = 'import time # the quick brown fox jumps over 13 lazy dogs, ? / + - . = [ ]';
  await page.keyboard.type(`${typed}!`);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('n m');
  await expect(code).toHaveText(`${typed}n m!`);
  expect(await page.evaluate(() => window.weft.state().mode)).toBe('step');
});

test('a breakpoint is set beside the number of a line, at the number, or with F9', async ({
  page,
}) => {
  const code = await openEditor(page);
  await code.fill("print('a')\nprint('b')\nprint('c')\n");
  const set = page.locator('.lab-code .cm-break').filter({ visible: true });
  const number = page.locator('.lab-code .cm-lineNumbers .cm-gutterElement', { hasText: /^2$/ });
  await number.click();
  await expect(set).toHaveCount(1);
  await number.click();
  await expect(set).toHaveCount(0);
  await page.locator('.lab-code .cm-breaks').click({ position: { x: 9, y: 35 } });
  await expect(set).toHaveCount(1);
  await code.press('F9');
  await expect(set).toHaveCount(2);
});

test('a breakpoint set before the first run stops it, and moves with its line', async ({
  page,
}) => {
  const code = await openEditor(page);
  await code.fill("print('a')\nprint('b')\nprint('c')\n");
  await code.press('Control+Home');
  await code.press('ArrowDown');
  await code.press('F9');
  await code.press('Control+Home');
  await page.keyboard.type('# one line more\n');
  await code.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Stop at line 3' })).toHaveAttribute(
    'aria-pressed',
    'true',
    loading,
  );
  await page.waitForFunction(() => window.weft.state().events > 0);
  await page.keyboard.press('End');
  const printed = page.getByRole('log', { name: 'Console' });
  await expect(printed).toContainText('a');
  await expect.poll(() => page.evaluate(() => window.weft.state().status)).toBe('paused');
  await expect(printed).not.toContainText('c');
});

test('breakpoints stay with their file and their lines while files and texts change', async ({
  page,
}) => {
  const code = await openEditor(page);
  await code.fill("print('a')\nprint 'b'\nprint('c')\n");
  await code.press('Control+Home');
  await code.press('ArrowDown');
  await code.press('F9');
  await expect.poll(() => stopsIn(page)).toEqual(['2']);
  // A repair replaces the text as a whole.
  await page.getByRole('button', { name: 'Mend it' }).click();
  await expect(code).toContainText("print('b')");
  expect(await stopsIn(page)).toEqual(['2']);

  await page.getByRole('button', { name: 'Add a file' }).click();
  await expect.poll(() => stopsIn(page)).toEqual([]);
  const name = page.getByRole('textbox', { name: 'Name of the file' });
  await name.fill('program.py');
  await name.press('Enter');
  await expect(page.getByRole('alert')).toContainText('already a file named “program.py”');
  await expect(name).toHaveValue('program.py');
  await name.fill('first.py');
  await name.press('Enter');
  await expect(page.getByRole('alert')).toHaveCount(0);
  // This one is started, the other is not: they change places in the run.
  await page.getByRole('checkbox').check();
  await page.getByRole('tab', { name: 'program.py' }).click();
  await page.getByRole('checkbox').uncheck();
  await expect.poll(() => stopsIn(page)).toEqual(['2']);
});

test('where the lab comes late, the page waits for it and raises no alarm', async ({ page }) => {
  await page.route(/\/own-program-[^/]*\.js$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await openEditor(page);
  await expect(page.getByText('did not load')).toHaveCount(0);
});

test('live: programs as tutorials have them print what they must, in program time', async ({
  page,
}) => {
  await page.goto('./');
  await page.evaluate(() => window.weft.ready);
  for (const { name, source, ends, comparable } of labPrograms) {
    const ended = await page.evaluate(runLive, source);
    expect({ ...ended, stdout: comparable(ended.stdout) }, name).toEqual(ends);
  }
  // It follows its clock: paused during its sleep it stands still, and continues from there.
  await page.evaluate(() =>
    window.weft.run("import time\nprint('tea')\ntime.sleep(1000)\nprint('cold')\n", {
      mode: 'live',
      speed: 0.1,
    }),
  );
  await expect(page.getByRole('log', { name: 'Console' })).toContainText('tea');
  const player = page.getByRole('region', { name: 'Player' });
  await player.getByRole('button', { name: 'Pause' }).click();
  const paused = await page.evaluate(() => window.weft.state());
  expect(paused).toMatchObject({ mode: 'live', scenario: null, status: 'paused' });
  expect(paused.time).toBeLessThan(1_000_000);
  await page.evaluate(() => window.weft.stop());
});
