/** Automated accessibility checks on every scenario and every panel, in both themes, on a wide page and a phone: takes minutes. */
import type { Page } from '@playwright/test';
import { barriers, type Theme } from '../support/barriers.ts';
import { expect, test } from '../support/weft-test.ts';
import type { WeftPage } from '../support/weft-page.ts';

test.setTimeout(1_200_000);

/** Each opens one panel, on a fresh page. */
const panels: Readonly<Record<string, (weft: WeftPage, page: Page) => Promise<void>>> = {
  async welcome(weft) {
    await weft.open();
  },
  async 'what was explored'(weft, page) {
    await weft.open('s=opposite-locks&mode=step');
    await page.getByRole('button', { name: 'Explore', exact: true }).click();
    await expect(
      page
        .getByRole('region', { name: 'Explorer' })
        .getByText(/Deadlock/)
        .first(),
    ).toBeVisible();
  },
  async 'findings, and the cured run beneath'(weft, page) {
    await weft.open('s=shared-value&speed=20');
    await weft.ended();
    await page.keyboard.press('b');
    await expect(page.getByRole('region', { name: 'Compared with the cure' })).toBeVisible();
  },
  async palette(weft, page) {
    await weft.open('s=pool&speed=20');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('lock');
    await expect(page.getByRole('option').first()).toBeVisible();
  },
  async lessons(weft, page) {
    await weft.open('s=two-threads&speed=20');
    await page.getByRole('button', { name: 'Learn' }).click();
    await expect(page.getByRole('tab', { name: 'Challenges' })).toBeVisible();
  },
  async 'a lesson being written'(weft, page) {
    await weft.open('s=two-threads&speed=20');
    await page.getByRole('button', { name: 'Learn' }).click();
    await page.getByRole('tab', { name: 'Write' }).click();
    await page.getByRole('button', { name: 'Ask here' }).click();
  },
  async 'the lanes, as a list'(weft, page) {
    await weft.open('s=pool&speed=20');
    await weft.ended();
    await page.getByRole('button', { name: 'Lanes' }).click();
  },
  async settings(weft, page) {
    await weft.open('s=traffic-light&speed=20');
    await weft.pause();
    await page.getByRole('button', { name: 'What these settings mean' }).click();
  },
  async presets(weft, page) {
    await weft.open('s=traffic-light&speed=20');
    await weft.pause();
    await page.getByRole('button', { name: 'Presets' }).click();
  },
  async 'what was waited for'(weft) {
    await weft.open('s=five-seats&speed=20');
    await weft.ended();
    await weft.stage.getByRole('button', { name: 'seats' }).first().click();
    await expect(weft.inspector.getByRole('table').first()).toBeVisible();
  },
  async 'a stretch of time'(weft, page) {
    await weft.open('s=bounded-buffer&speed=20');
    await weft.ended();
    const { x, y, width } = (await weft.timeline.boundingBox())!;
    await page.mouse.move(x + width * 0.4, y + 60);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.7, y + 70, { steps: 4 });
    await page.mouse.up();
    await expect(weft.inspector.getByRole('button', { name: 'Save as CSV' })).toBeVisible();
  },
  async 'who waits for whom'(weft, page) {
    await weft.open('s=dining-philosophers&speed=20');
    await page.getByRole('tab', { name: 'Waits' }).click();
  },
  async 'your own program'(weft, page) {
    await weft.open('s=two-threads&speed=20');
    await weft.ended();
    await page.getByRole('button', { name: /^Your own program/ }).click();
    await expect(page.getByRole('textbox', { name: 'Your program, in Python' })).toBeVisible();
  },
  async 'the trace of another tool'(weft, page) {
    await weft.open('s=two-threads&speed=20');
    const traceEvents = [
      { ph: 'X', ts: 0, dur: 900, pid: 1, tid: 1, name: 'work' },
      { ph: 'X', ts: 50, dur: 700, pid: 1, tid: 2, name: 'other' },
      { ph: 'C', ts: 10, pid: 1, name: 'memory', args: { used: 3 } },
    ];
    await page.evaluate(
      (text) => window.weft.open(new Blob([text]), 'other.json'),
      JSON.stringify({ traceEvents }),
    );
  },
  async 'the layout for a projector'(weft, page) {
    await weft.open('s=dining-philosophers&speed=20');
    await page.keyboard.press('v');
  },
};

const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** The views that a phone shows one at a time. */
const phoneViews = ['Timeline', 'Source', 'Console'];

/** Steps into each scenario: its figures are in use by then. */
const STEPS = 40;

for (const theme of ['light', 'dark'] as const satisfies readonly Theme[]) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({
      colorScheme: theme,
      contextOptions: { reducedMotion: 'reduce' },
      viewport: wide,
    });

    for (const [name, mode, viewport] of [
      ['live', 'live', wide],
      ['step', 'step', wide],
      ['step, on a phone', 'step', phone],
    ] as const) {
      test(`every scenario, ${name}`, async ({ weft, page }) => {
        await page.setViewportSize(viewport);
        await weft.open('s=two-threads&speed=20');
        const ids = await page.evaluate(() => window.weft.scenarios().map(({ id }) => id));
        for (const id of ids) {
          await weft.load(id, { mode });
          // On a tab that was pressed, arrows would go to the next one.
          await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
          if (mode === 'live') await weft.happened({ kind: 'block' });
          else for (let n = 0; n < STEPS; n += 1) await page.keyboard.press('ArrowRight');
          await weft.pause();
          await weft.idle();
          for (const view of viewport === phone ? phoneViews : ['all']) {
            if (view !== 'all') await page.getByRole('tab', { name: view, exact: true }).click();
            expect(await barriers(page), `${id}, ${view}`).toEqual([]);
          }
        }
      });
    }

    test('your own program, on a phone', async ({ weft, page }) => {
      await page.setViewportSize(phone);
      await weft.open('s=two-threads&speed=20');
      await page.getByRole('tab', { name: 'Scenarios', exact: true }).click();
      await page.getByRole('button', { name: /^Your own program/ }).click();
      await expect(page.getByRole('textbox', { name: 'Your program, in Python' })).toBeVisible();
      expect(await barriers(page)).toEqual([]);
    });

    for (const [name, open] of Object.entries(panels)) {
      test(name, async ({ weft, page }) => {
        await open(weft, page);
        await weft.idle();
        expect(await barriers(page)).toEqual([]);
      });
    }
  });
}
