/**
 * Automated accessibility checks in the most common states (`deep/` covers all); and reduced motion.
 */
import type { Page } from '@playwright/test';
import { barriers, type Theme } from './support/barriers.ts';
import { Steps } from './support/steps.ts';
import { expect, test } from './support/weft-test.ts';

/** Only colours differ between the themes. */
const findings = (page: Page, theme: Theme): Promise<string[]> =>
  barriers(page, theme === 'light' ? undefined : ['color-contrast']);

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    test('the running page, with something pinned and the table of events', async ({
      weft,
      page,
    }) => {
      await weft.open('p.cars=3&speed=20');
      await weft.happened({ op: 'set' });
      await weft.pause();
      expect(await findings(page, theme)).toEqual([]);
      await weft.stage.getByRole('button', { name: /car 1/ }).first().click();
      await page.getByRole('tab', { name: 'Events' }).click();
      await page.getByRole('tab', { name: 'TypeScript' }).click();
      await expect(page.getByRole('grid')).toBeVisible();
      expect(await findings(page, theme)).toEqual([]);
    });

    test('the table of processes, and a field for a line', async ({ weft, page }) => {
      await weft.open('s=life-of-a-process&p.awaits=line&p.work=0.2');
      await weft.happened({ kind: 'block', op: 'input' });
      await expect(page.getByRole('textbox', { name: 'Line for /dev/tty' })).toBeVisible();
      expect(await findings(page, theme)).toEqual([]);
      await page.getByRole('button', { name: /pid 4001/ }).click();
      expect(await findings(page, theme)).toEqual([]);
    });

    test('a program that failed, seen in the past, with a notice', async ({ weft, page }) => {
      await weft.open('s=five-seats&p.guests=2&p.meal=0.1&p.extra=on&speed=20&p.nonsense=1');
      await weft.ended();
      await weft.stage.focus();
      await page.keyboard.press('ArrowLeft');
      expect(await findings(page, theme)).toEqual([]);
    });

    test('step mode: who can move and who cannot, branches, and a deadlock', async ({
      weft,
      page,
    }) => {
      await weft.open('s=opposite-locks&mode=step&by=hand');
      const steps = new Steps(weft);
      await steps.shows(1);
      while ((await steps.choices()).length < 2) await steps.take(/take this step/);
      const parting = await steps.next();
      await steps.take(/MainThread/);
      expect(await findings(page, theme)).toEqual([]);
      await steps.back();
      await steps.movers
        .getByRole('button', { name: /instead/ })
        .first()
        .click();
      await steps.shows(parting + 1);
      expect(await findings(page, theme)).toEqual([]);
      await steps.panel.getByRole('button', { name: 'Compare' }).click();
      await expect(steps.panel.getByRole('table')).toBeVisible();
      expect(await findings(page, theme)).toEqual([]);

      await page.goto('about:blank');
      await weft.open('s=dining-philosophers&mode=step&by=round-robin');
      await steps.shows(1);
      await page.keyboard.press('End');
      await expect(steps.panel.getByRole('heading')).toContainText(
        /no thread can go on|The program has ended/,
      );
      expect(await findings(page, theme)).toEqual([]);
    });

    test('dialogs and menus', async ({ weft, page }) => {
      await weft.open('speed=20');
      await weft.pause();
      for (const name of ['Share', 'Keys']) {
        await page.getByRole('button', { name, exact: true }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await findings(page, theme)).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      }
      for (const name of ['Theme', 'How threads share memory']) {
        await page.getByRole('button', { name }).click();
        expect(await findings(page, theme)).toEqual([]);
        await page.keyboard.press('Escape');
      }
    });

    test('a phone', async ({ weft, page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await weft.open('p.cars=3&speed=20');
      await weft.happened({ op: 'set' });
      await weft.pause();
      for (const name of ['Timeline', 'Source', 'Console', 'Scenarios']) {
        await page.getByRole('tab', { name, exact: true }).click();
        expect(await findings(page, theme)).toEqual([]);
      }
    });
  });
}

test('a name that is shortened is read as one', async ({ weft, page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await weft.open('s=pool&speed=20');
  await weft.happened({ op: 'print' });
  await page.getByRole('button', { name: 'Lanes' }).click();
  const name = page.locator('.lanes-name', { hasText: 'ForkPoolWorker-1' }).first();
  await expect(name).toMatchAriaSnapshot('- text: MainThread (ForkPoolWorker-1)');
  await expect(name).toHaveText('MainThread (ForkPoolWorker-1)');
});

test('nothing moves by itself for readers who asked for less motion', async ({ weft, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await weft.open('p.cars=3&p.lap=0.2&speed=20');
  await weft.happened({ op: 'set' }, 2);
  const moving = await page.evaluate(async () => {
    const seen = new Set<string>();
    for (let n = 0; n < 30; n += 1) {
      await new Promise(requestAnimationFrame);
      for (const animation of document.getAnimations()) {
        const { duration } = animation.effect?.getComputedTiming() ?? {};
        if (Number(duration) > 1) {
          const { target } = animation.effect as KeyframeEffect;
          seen.add(`${target?.className.toString() ?? '?'}: ${String(duration)} ms`);
        }
      }
    }
    return [...seen];
  });
  expect(moving).toEqual([]);
});

test('a screen reader hears where the page stands', async ({ weft, page }) => {
  await weft.open('s=five-seats&p.guests=2&p.meal=0.1&speed=20');
  const status = page.locator('p[role=status]');
  await weft.ended();
  await expect(status).toHaveText('The program has ended');
  await page.keyboard.press('ArrowLeft');
  await expect(status).toContainText(/MainThread|MainProcess/);
});

test('in forced colours a switch and a choice tell what they are set to', async ({
  weft,
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await weft.open('s=forgotten-task-done');
  const colourOf = (selector: string) =>
    page.locator(selector).evaluate((element) => getComputedStyle(element).backgroundColor);
  const chosen = await colourOf('.choice-option:has(:checked)');
  expect(await colourOf('.choice-option:not(:has(:checked)) >> nth=0')).not.toBe(chosen);
  await weft.open('s=opposite-locks');
  const on = await colourOf('.switch');
  await page.locator('.switch').click();
  await expect.poll(() => colourOf('.switch')).not.toBe(on);
});
