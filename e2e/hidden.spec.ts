/** A hidden page: its tab is in the background, without animation frames. */
import type { Page } from '@playwright/test';
import { Steps } from './support/steps.ts';
import { expect, test } from './support/weft-test.ts';

/** Simulates hiding and showing the page. */
async function makeHideable(page: Page): Promise<(isHidden: boolean) => Promise<void>> {
  await page.addInitScript(() => {
    const nextFrame = window.requestAnimationFrame.bind(window);
    const waiting: FrameRequestCallback[] = [];
    let isHidden = false;
    window.requestAnimationFrame = (act) => (isHidden ? waiting.push(act) : nextFrame(act));
    Object.defineProperty(document, 'hidden', { get: () => isHidden });
    Object.defineProperty(document, 'visibilityState', {
      get: () => (isHidden ? 'hidden' : 'visible'),
    });
    document.addEventListener('hide', (event) => {
      isHidden = (event as CustomEvent<boolean>).detail;
      document.dispatchEvent(new Event('visibilitychange'));
      if (!isHidden) waiting.splice(0).forEach(nextFrame);
    });
  });
  return (isHidden) =>
    page.evaluate(
      (detail) => void document.dispatchEvent(new CustomEvent('hide', { detail })),
      isHidden,
    );
}

test('a live run goes on to its end, nobody is given up, and the page shows it', async ({
  weft,
  page,
}) => {
  const hide = await makeHideable(page);
  await weft.open('s=failing-threads&p.failure=none&p.pace=0.3');
  await hide(true);
  await expect.poll(async () => (await weft.state()).status).toBe('ended');
  await hide(false);
  await expect(weft.player).toContainText('Ended');
  await expect(weft.console).toContainText('every worker has ended');
  const ends = (await weft.threads()).map(({ end }) => end);
  expect(ends).toEqual(ends.map(() => 'returned'));
});

test('in step mode keys step, and a run that plays plays on', async ({ weft, page }) => {
  const hide = await makeHideable(page);
  await weft.open('s=opposite-locks&mode=step&seed=1');
  const steps = new Steps(weft);
  await steps.shows(1);
  await hide(true);
  await page.keyboard.press('ArrowRight');
  await steps.shows(2);
  await page.keyboard.press('Space');
  await expect(steps.panel).toContainText('A deadlock');
  await hide(false);
  await expect(steps.panel).toContainText('A deadlock');
});
