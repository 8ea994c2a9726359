/** Firefox: the page opens, runs, and a link comes back. */
import type { Browser } from 'puppeteer-core';
import { expect, test } from '@playwright/test';
import { firefoxPath, launchFirefox, noFirefox } from './support/firefox.ts';

test.skip(firefoxPath === '', noFirefox);

let firefox: Browser;
test.beforeAll(async () => {
  firefox = await launchFirefox();
});
test.afterAll(() => firefox.close());

test('Firefox: isolated, every set() wakes the cars, and a link restores', async ({ baseURL }) => {
  const page = await firefox.newPage();
  const thrown: string[] = [];
  page.on('pageerror', (error) => thrown.push(String(error)));
  await page.goto(`${baseURL}#p.cars=3&speed=20`);
  const outcome = await page.evaluate(async () => {
    const { weft } = window;
    await weft.ready;
    const woken = () =>
      weft.events().filter(({ op, wokenBy }) => op === 'wait' && wokenBy !== null);
    while (woken().length < 6) await new Promise(requestAnimationFrame);
    return {
      transport: weft.state().transport,
      wakers: [...new Set(woken().map((e) => e.wokenBy))],
    };
  });
  expect(outcome).toEqual({ transport: 'shared', wakers: ['light'] });

  await page.goto('about:blank');
  await page.goto(`${baseURL}#v=1&s=five-seats&p.guests=3&p.meal=0.2&speed=20&theme=dark&at=1`);
  const there = await page.evaluate(async () => {
    const { weft } = window;
    await weft.ready;
    while (weft.state().status !== 'ended') await new Promise(requestAnimationFrame);
    const { scenario, params, speed, cursor } = weft.state();
    return { scenario, params, speed, cursor, theme: document.documentElement.dataset['theme'] };
  });
  expect(there).toMatchObject({
    scenario: 'five-seats',
    params: { guests: 3, meal: 0.2 },
    speed: 20,
    cursor: 1,
    theme: 'dark',
  });
  expect(thrown).toEqual([]);
});
