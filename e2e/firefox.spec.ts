/** Firefox: the page opens and runs, and links and files made in Chromium give the same result. */
import type { Browser } from 'puppeteer-core';
import { firefoxPath, launchFirefox, noFirefox } from './support/firefox.ts';
import { labPrograms, runLive, runThrough } from './support/lab-programs.ts';
import { startPlainHost } from './support/plain-host.ts';
import { readQrCode } from './support/qr-code.ts';
import { linkOf } from './support/steps.ts';
import { expect, test } from './support/weft-test.ts';

test.skip(firefoxPath === '', noFirefox);

let firefox: Browser;
test.beforeAll(async () => {
  firefox = await launchFirefox();
});
test.afterAll(() => firefox.close());

test('Firefox: isolated, every set() wakes the cars, and a link restores', async ({ baseURL }) => {
  const page = await firefox.newPage();
  page.setDefaultTimeout(200_000);
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

test('Firefox shows the very run that Chromium made, by link, by QR code and by file', async ({
  weft,
  page,
}) => {
  await weft.open('s=dining-philosophers&mode=step&by=random&seed=3&speed=20');
  const made = await page.evaluate(async () => {
    window.weft.resume();
    const { end } = await window.weft.finished();
    const blob = await window.weft.save('weft');
    return { end, events: window.weft.events(), file: await blob.text() };
  });
  expect(made.events.length).toBeGreaterThan(30);
  const link = await linkOf(weft);

  const other = await firefox.newPage();
  await other.goto(link);
  const eventsThere = () =>
    other.evaluate(async () => {
      await window.weft.ready;
      await window.weft.idle();
      return window.weft.events();
    });
  expect(await eventsThere()).toEqual(made.events);

  await page.keyboard.press('l');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'QR code' }).click();
  const picture = await dialog.getByRole('img', { name: 'QR code' }).screenshot();
  const read = await readQrCode(page, picture);
  expect(read).toBe(await dialog.getByRole('textbox', { name: 'Link' }).inputValue());
  await other.goto('about:blank');
  await other.goto(read);
  expect(await eventsThere()).toEqual(made.events);

  const byFile = await other.evaluate(async (file) => {
    const opened = await window.weft.open(new Blob([file]), 'run.weft-trace.json');
    return { format: opened.format, events: window.weft.events() };
  }, made.file);
  expect(byFile).toEqual({ format: 'weft', events: made.events });
});

test('Firefox runs Python: what it must print, and the very run of a link', async ({
  weft,
  page,
  baseURL,
}) => {
  // Both load an interpreter of 20 MB, which takes long on a busy machine.
  test.setTimeout(600_000);
  await weft.open();
  const made = await page.evaluate(async (source) => {
    await window.weft.run(source, { mode: 'step', grain: 'line', seed: 3 });
    window.weft.setSpeed(20);
    window.weft.resume();
    const { end } = await window.weft.finished();
    return { end, events: window.weft.events() };
  }, labPrograms[0]!.source);
  expect(made.end).toBe('deadlock');
  const link = await linkOf(weft);

  const other = await firefox.newPage();
  other.setDefaultTimeout(200_000);
  await other.goto(link);
  await other.waitForSelector('.lab-bar .button-strong');
  await other.evaluate(() => window.weft.ready);
  expect(await other.evaluate(() => window.weft.events())).toEqual([]);
  const canRun = await other.evaluate(() => 'Suspending' in WebAssembly);
  if (!canRun) {
    const said = await other.$eval('.lab-note', (note) => note.textContent);
    expect(said).toContain('JavaScript Promise Integration');
    return;
  }
  await other.click('.lab-bar .button-strong');
  const followed = await other.evaluate(async () => {
    await window.weft.idle();
    return window.weft.events();
  });
  expect(followed).toEqual(made.events);

  await other.goto('about:blank');
  await other.goto(`${baseURL}#own`);
  await other.evaluate(() => window.weft.ready);
  for (const { name, source, ends, comparable } of labPrograms) {
    const ended = await other.evaluate(runLive, source);
    expect({ ...ended, stdout: comparable(ended.stdout) }, name).toEqual(ends);
  }
});

test('the same Python and seed give the same run in Firefox and in Chromium', async ({
  weft,
  page,
  baseURL,
}) => {
  test.setTimeout(600_000);
  await weft.open();
  const other = await firefox.newPage();
  other.setDefaultTimeout(200_000);
  await other.goto(`${baseURL}#own`);
  await other.evaluate(() => window.weft.ready);
  test.skip(!(await other.evaluate(() => 'Suspending' in WebAssembly)), 'no stack switching');
  for (const { name, source } of labPrograms) {
    for (const seed of [1, 2]) {
      const here = await page.evaluate(runThrough, [source, seed] as const);
      const there = await other.evaluate(runThrough, [source, seed] as const);
      expect(here.events.length, name).toBeGreaterThan(10);
      expect(there, `${name}, seed ${seed}`).toEqual(here);
    }
  }
});

test('Firefox plays a demo in a plain page of another origin', async () => {
  const weft = await startPlainHost();
  const blog = `<!doctype html><title>A blog</title><script src="${weft.url}weft-demo.js"></script>
    <weft-demo id="demo" scenario="two-threads" label="Two threads"></weft-demo>`;
  const host = await startPlainHost({ name: '127.0.0.1', pages: { '/blog.html': blog } });
  try {
    const page = await firefox.newPage();
    await page.goto(new URL('/blog.html', host.url).href);
    const states = await page.evaluate(async () => {
      type State = Promise<Readonly<Record<string, unknown>>>;
      const demo = document.getElementById('demo') as unknown as Record<
        'load' | 'setSpeed' | 'play' | 'state',
        (...given: unknown[]) => State
      >;
      const loaded = await demo.load('two-threads', { mode: 'step' });
      await demo.setSpeed(20);
      await demo.play();
      let state = await demo.state();
      while (state['playing'] === true) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        state = await demo.state();
      }
      return { loaded, state };
    });
    expect(states.loaded).toMatchObject({ scenario: 'two-threads', mode: 'step', playing: false });
    expect(Number(states.state['events'])).toBeGreaterThan(Number(states.loaded['events']));
  } finally {
    await Promise.all([weft.close(), host.close()]);
  }
});
