/** Typed input: live over both transports, in step mode, and replayed from a link. */
import type { Page } from '@playwright/test';
import type { WeftPage } from './support/weft-page.ts';
import { expect, inOneTab as test } from './support/weft-test.ts';

const waiting = 's=life-of-a-process&p.awaits=line&p.joins=on&p.work=0.2';

const field = (page: Page) => page.getByRole('textbox', { name: 'Line for /dev/tty' });

/** Typed and printed lines in the console. */
async function told(weft: WeftPage): Promise<string[]> {
  await weft.idle();
  const lines = await weft.console.locator('.console-text').allInnerTexts();
  return lines.map((line) => line.trim());
}

for (const transport of ['shared', 'message']) {
  test(`a typed line reaches the program (${transport})`, async ({ page, weft }) => {
    await weft.open(`${waiting}&transport=${transport}`);
    await weft.happened({ kind: 'block', op: 'input' });
    await expect(field(page)).toBeVisible();
    await expect(page.getByText('What is your name?').last()).toBeVisible();
    expect((await weft.state()).status).toBe('running');
    await field(page).fill('Ada');
    await page.keyboard.press('Enter');
    await weft.ended();
    expect(await told(weft)).toEqual([
      'What is your name?',
      'Ada',
      'Hello, Ada.',
      'The exit code of the child is 0',
    ]);
    await expect(field(page)).toHaveCount(0);
  });
}

test('what is typed and not yet entered is kept while the past is looked at', async ({
  page,
  weft,
}) => {
  await weft.open(waiting);
  await weft.happened({ kind: 'block', op: 'input' });
  await field(page).fill('Ad');
  await weft.cursor(0);
  await weft.cursor('live');
  await expect(field(page)).toHaveValue('Ad');
  await field(page).press('a');
  await field(page).press('Enter');
  await weft.ended();
  expect(await told(weft)).toContain('Hello, Ada.');
});

test('lines of other tabs are not for the reader, but in step mode nobody else types them', async ({
  page,
  weft,
}) => {
  const door = page.getByRole('textbox', { name: 'Line for /dev/pts/0' });
  await weft.open('s=task-server&p.tasks=2&p.work=0.5');
  await weft.happened({ kind: 'block', object: '/dev/pts/0' });
  await weft.idle();
  await expect(door).toHaveCount(0);

  await weft.load('task-server', { mode: 'step' });
  await page.keyboard.press('End');
  const [wait] = await weft.happened({ kind: 'block', object: '/dev/pts/0' });
  await weft.cursor(wait?.time ?? 0);
  await expect(door).toBeVisible();
});

test('the end of input raises EOFError', async ({ page, weft }) => {
  await weft.open(waiting);
  await weft.happened({ kind: 'block', op: 'input' });
  await field(page).press('Control+d');
  await weft.happened({ kind: 'raise', op: 'input', text: 'EOFError: EOF when reading a line' });
  await weft.ended();
  expect((await told(weft)).join('\n')).toContain('EOFError: EOF when reading a line');
});

test('a line that is typed while the program is paused is read when it goes on', async ({
  page,
  weft,
}) => {
  await weft.open(waiting);
  await weft.happened({ kind: 'block', op: 'input' });
  await weft.pause();
  await page.evaluate(() => window.weft.type('Grace'));
  await weft.ended();
  expect(await told(weft)).toContain('Hello, Grace.');
});

test('in step mode a line is a step, another line a branch, and a link carries both', async ({
  page,
  weft,
}) => {
  await weft.open(`${waiting}&mode=step`);
  await page.keyboard.press('End');
  await expect(page.getByText('Nobody can move until you type a line')).toBeVisible();
  await field(page).fill('Ada');
  await field(page).press('Enter');
  await weft.happened({ kind: 'done', op: 'type' });
  await field(page).blur();
  await page.keyboard.press('End');
  await weft.ended();
  expect(await told(weft)).toContain('Hello, Ada.');

  const steps = page.getByRole('region', { name: 'Steps', exact: true });
  for (;;) {
    await page.keyboard.press('ArrowLeft');
    await weft.idle();
    if (!(await told(weft)).includes('Ada')) break;
  }
  await field(page).fill('Grace');
  await field(page).press('Enter');
  await expect(steps.getByRole('button', { name: /^Branch B/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await field(page).blur();
  await page.keyboard.press('End');
  await weft.ended();
  expect(await told(weft)).toContain('Hello, Grace.');

  await page.keyboard.press('l');
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.goto('about:blank');
  await page.goto(link);
  await weft.ready();
  await expect(weft.console).toContainText('Hello, Grace.');
});

test('what is not there cannot be typed at', async ({ weft }) => {
  await weft.open(waiting);
  await weft.happened({ kind: 'block', op: 'input' });
  const refusal = await weft.page.evaluate(() => {
    try {
      window.weft.type('x', '/dev/pts/9');
      return '';
    } catch (error) {
      return String(error);
    }
  });
  expect(refusal).toBe(
    'TypeError: weft: the program has not opened a terminal "/dev/pts/9". It has: /dev/tty.',
  );
});
