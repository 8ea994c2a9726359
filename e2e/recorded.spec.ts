/** Recorded traces: opened, viewed and played without an engine, and saved from any run. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './support/weft-test.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const workshop = readFileSync(
  new URL('../src/trace/codec/frozen/workshop.weft-trace.json', import.meta.url),
  'utf8',
);

/** Drags a file over the page, or drops it there. */
const drag = (page: Page, what: 'dragenter' | 'drop', text: string, name: string) =>
  page.evaluate(
    ([type, content, fileName]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], fileName));
      const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
    },
    [what, text, name] as const,
  );

const drop = (page: Page, text: string, name = 'workshop.weft-trace.json') =>
  drag(page, 'drop', text, name);

test('a trace that is dropped on the page is shown and played, and what needs an engine says why it is not there', async ({
  weft,
  page,
}) => {
  await weft.open('s=two-threads&speed=20');
  await drop(page, workshop);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Recording: A workshop');
  await expect(page).toHaveTitle('Recording: A workshop · Weft');
  const state = await weft.state();
  expect(state).toMatchObject({ mode: 'recorded', scenario: null, events: 25, cursor: 'live' });
  expect((await weft.threads()).map(({ name }) => name)).toEqual(['foreman', 'journeyman']);
  await expect(weft.stage).toContainText('gate');
  await expect(weft.console).toContainText('ScaldError: hot');

  // Lines refer to the sources in the trace.
  const sources = page.getByRole('tablist', { name: 'Listings' });
  await expect(sources.getByRole('tab')).toHaveText(['workshop.py', 'kettle.c']);
  await expect(page.getByRole('region', { name: 'workshop.py' })).toContainText('pour(kettle)');
  await sources.getByRole('tab', { name: 'kettle.c' }).click();
  await expect(page.getByText('The recording does not carry the text')).toBeVisible();

  await expect(weft.settings).toHaveCount(0);
  for (const mode of ['Live', 'Step']) {
    const button = weft.player.getByRole('button', { name: mode, exact: true });
    await expect(button).toBeDisabled();
    await expect(button).toHaveAttribute('title', /cannot be run/);
  }

  // The tabs have keys of their own.
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Home');
  expect(await weft.state()).toMatchObject({ cursor: 0 });
  for (let n = 0; n < 6; n++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  expect(await weft.threads()).toHaveLength(1);
  await page.keyboard.press('Space');
  await expect.poll(async () => (await weft.state()).cursor).toBe('live');
  await expect(weft.player.getByRole('button', { name: 'Play' })).toBeVisible();

  await page.keyboard.press('l');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('No link can carry a recording');
  await expect(dialog.getByRole('textbox')).toHaveCount(0);
  await page.keyboard.press('Escape');

  // Back to programs, in the previous mode.
  await page.getByRole('button', { name: /^Five seats/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Five seats');
  expect(await weft.state()).toMatchObject({ mode: 'live', scenario: 'five-seats' });
});

test('what reads a file starts while it is dragged over the page, and ends after it', async ({
  weft,
  page,
}) => {
  await weft.open('s=two-threads&speed=20');
  const reading = () => page.workers().filter((worker) => worker.url().includes('import.worker'));
  for (let n = 0; n < 3; n++) await drag(page, 'dragenter', workshop, 'workshop.json');
  await expect.poll(reading).toHaveLength(1);
  const [before] = reading();
  await drop(page, workshop);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Recording: A workshop');
  expect(reading().filter((worker) => worker !== before)).toEqual([]);
  await expect.poll(reading).toHaveLength(0);
  // The next one begins anew.
  await drop(page, workshop.replace('A workshop', 'Another workshop'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Recording: Another workshop');
});

test('what happened in a run is saved as a file, and is the same when it is opened again', async ({
  weft,
  page,
}) => {
  await weft.open('s=five-seats&p.guests=3&p.meal=0.2&speed=20');
  await weft.ended();
  const told = async () => {
    const events = await weft.events();
    const console = await weft.console.textContent();
    return { events, console, objects: await weft.objects() };
  };
  const before = await told();
  await page.keyboard.press('l');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the recording' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('five-seats.weft-trace.json');
  await page.keyboard.press('Escape');

  await weft.load('two-threads', { mode: 'step' });
  await page.keyboard.press('l');
  await page.getByLabel('Open a file').setInputFiles(await file.path());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Recording: five-seats');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await told()).toEqual(before);
  await expect(page.getByRole('tab', { name: 'program.ts' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Steps', exact: true })).toHaveCount(0);
});

test('a trace with a mistake is told of, and the run on the page goes on', async ({
  weft,
  page,
}) => {
  await weft.open('s=two-threads');
  await drop(page, workshop.replace('"op": "pour"', '"op": "pure"'));
  await expect(weft.notices).toContainText(' cannot be opened: events[');
  expect(await weft.state()).toMatchObject({ mode: 'live', scenario: 'two-threads' });
  await drop(page, workshop);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Recording: A workshop');
  await expect(weft.notices.getByRole('article')).toHaveCount(0);
});
