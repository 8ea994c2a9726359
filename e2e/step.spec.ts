/** Step mode: the reader is the scheduler, any step can be repeated, and a link contains the run. */
import { firefoxPath, launchFirefox } from './support/firefox.ts';
import { linkOf, Steps } from './support/steps.ts';
import { WeftPage } from './support/weft-page.ts';
import { expect, test } from './support/weft-test.ts';

const byHand = 's=hundred-threads&p.lock=off&p.gap=0&mode=step&by=hand';

async function numberIs(weft: WeftPage): Promise<string | undefined> {
  return (await weft.objects()).find(({ name }) => name === 'number')?.text;
}

test('an update is lost by hand, saved in another branch, and sent to somebody', async ({
  weft,
  page,
  context,
}) => {
  await weft.open(byHand);
  const steps = new Steps(weft);
  await steps.shows(1);
  // Lets two threads reach the point where they read the number.
  const readers = async () =>
    (await steps.choices()).filter((name) => name.includes('read number'));
  while ((await readers()).length < 2) await steps.take(/MainThread|begin/);

  await steps.take(/Thread-1 .*read number/);
  const parting = await steps.next();
  await steps.take(/Thread-2 .*read number/);
  while ((await numberIs(weft)) === '100') await steps.take(/Thread-1 /);
  // It begins to sleep, has slept, writes.
  for (let n = 0; n < 3; n++) await steps.take(/Thread-2 /);
  expect(await numberIs(weft)).toBe('99');
  await expect(weft.stage).toContainText('1 update lost');

  while ((await steps.next()) > parting) await steps.back();
  expect(await numberIs(weft)).toBe('100');
  await steps.take(/Let Thread-1 .*instead/);
  await expect(steps.panel.getByRole('button', { name: /^Branch B/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  while ((await numberIs(weft)) === '100') await steps.take(/Thread-1 /);
  while ((await numberIs(weft)) === '99') await steps.take(/Thread-2 /);
  expect(await numberIs(weft)).toBe('98');

  await steps.panel.getByRole('button', { name: 'Compare' }).click();
  const rows = steps.panel.getByRole('row');
  await expect(rows.nth(1)).toContainText(`step ${parting}: Thread-2 (take), not Thread-1 (take)`);
  await expect(rows.nth(1)).toContainText('number = 99');
  await expect(rows.nth(2)).toContainText('number = 98');
  await steps.panel.getByRole('button', { name: 'Compare' }).click();

  await steps.back();
  const visitor = new WeftPage(await context.newPage());
  const link = await linkOf(weft);
  expect(link.length).toBeLessThan(400);
  await visitor.page.goto(link);
  await visitor.ready();
  expect(await visitor.events()).toEqual(await weft.events());
  expect(await numberIs(visitor)).toBe(await numberIs(weft));
  expect(await new Steps(visitor).next()).toBe(await steps.next());
  await expect(visitor.notices).toBeEmpty();
  await page.bringToFront();
  if (firefoxPath !== '') await test.step('in Firefox', () => showsTheSameInFirefox(weft, link));
});

/** Every event of the run, and the page's step. */
async function showsTheSameInFirefox(weft: WeftPage, link: string): Promise<void> {
  const firefox = await launchFirefox();
  try {
    const page = await firefox.newPage();
    page.setDefaultTimeout(200_000);
    await page.goto(link);
    const there = await page.evaluate(async () => {
      await window.weft.ready;
      await window.weft.idle();
      return { events: window.weft.events(), state: window.weft.state() };
    });
    expect(there.events).toEqual(await weft.events());
    const { mode, scenario, cursor, events } = await weft.state();
    expect(there.state).toMatchObject({ mode, scenario, cursor, events });
    const heading = 'section[aria-label] h2.step-title';
    await page.waitForSelector(heading);
    const title = await page.$eval(heading, (element) => element.textContent);
    expect(title).toContain(String(await new Steps(weft).next()));
  } finally {
    await firefox.close();
  }
}

test('keys step both ways, a number lets its thread move, and the same seed is the same run', async ({
  weft,
  page,
}) => {
  await weft.open('s=five-seats&p.guests=3&p.meal=0.2&mode=step&seed=5');
  const steps = new Steps(weft);
  await steps.shows(1);
  await page.keyboard.press('1');
  await steps.shows(2);
  await page.keyboard.press('ArrowRight');
  await steps.shows(3);
  await page.keyboard.press('ArrowLeft');
  await steps.shows(2);
  await page.keyboard.press('End');
  await steps.shows(3);
  await page.keyboard.press('End');
  await expect(steps.panel).toContainText('The program has ended');
  const { time } = await weft.state();
  expect(time).toBeGreaterThan(200);

  await page.keyboard.press('Home');
  await steps.shows(1);
  expect((await weft.threads()).map(({ state }) => state)).toEqual(['new']);
  const run = async () => {
    await weft.load('five-seats', { mode: 'step', seed: 9, params: { guests: 3, meal: 0.2 } });
    await page.keyboard.press('End');
    await expect(steps.panel).toContainText('The program has ended');
    return weft.events();
  };
  expect(await run()).toEqual(await run());
});

test('a live run can be stepped through as it happened', async ({ weft, page }) => {
  await weft.open('s=five-seats&p.guests=3&p.meal=0.3&speed=20');
  const live = await weft.ended();
  const instant = live[Math.floor(live.length / 2)]?.time ?? 0;
  await weft.cursor(instant);
  await page.getByRole('button', { name: 'Step through this run' }).click();
  const steps = new Steps(weft);
  await expect(steps.panel).toBeVisible();
  await expect.poll(async () => (await weft.state()).events).toBe(live.length);
  expect(await weft.events()).toEqual(live);
  expect((await weft.state()).cursor).toBe(instant);
  await steps.back();
  await expect(weft.notices).toBeEmpty();
});

test('a program without an end goes as far as the limit, and on when asked to', async ({
  weft,
  page,
}) => {
  await weft.open('s=traffic-light&p.poll=on&mode=step');
  const steps = new Steps(weft);
  await page.keyboard.press('End');
  const more = steps.panel.getByRole('button', { name: '10,000 more steps' });
  await more.click();
  await expect(steps.panel.getByRole('heading')).toHaveText('Who takes step 20001?');
});

test('playing stops at a line, and Space goes on', async ({ weft, page }) => {
  await weft.open('s=five-seats&p.guests=2&p.meal=0.2&mode=step');
  const steps = new Steps(weft);
  const line = page.getByRole('button', { name: /^Stop at line \d+$/ }).nth(2);
  await line.click();
  await expect(line).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('End');
  await expect(weft.player).toContainText('Paused');
  await expect(steps.panel).not.toContainText('The program has ended');
  await line.click();
  await page.keyboard.press('End');
  await expect(steps.panel).toContainText('The program has ended');
});

const broken = [
  { name: 'no schedule at all', run: 'anything', says: /not a schedule/ },
  { name: 'one from the future', run: '9.AAAA', says: /newer Weft/ },
  { name: 'one that was cut', run: '1.Ft4ABwAACQAEuJ', says: /end is missing/ },
  {
    name: 'one of another program',
    run: '1.aLUA_____wcAAAQA_-lV6EfFc0k',
    says: /It fitted for 0 steps/,
  },
  { name: 'one for another version', run: '1.Ft4ABwAACQAEuJwerQA&of=zzz', says: /another version/ },
];

for (const { name, run, says } of broken) {
  test(`a link with ${name} is told of, and the program can be stepped`, async ({ weft, page }) => {
    await weft.open(`s=five-seats&mode=step&run=${run}`);
    await expect(weft.notices).toContainText(says);
    const steps = new Steps(weft);
    const step = await steps.next();
    await page.keyboard.press('ArrowRight');
    await steps.shows(step + 1);
  });
}

test('a run is saved as a file and opened again', async ({ weft, page }) => {
  await weft.open('s=five-seats&p.guests=3&p.meal=0.2&mode=step&seed=4');
  const steps = new Steps(weft);
  await page.keyboard.press('End');
  await expect(steps.panel).toContainText('The program has ended');
  const events = await weft.events();
  await page.keyboard.press('l');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('five-seats.weft.json');
  await page.keyboard.press('Escape');

  await weft.load('two-threads', { mode: 'step' });
  await steps.panel.getByRole('button', { name: /^Who chooses/ }).click();
  await page.getByLabel('Open a saved run').setInputFiles(await file.path());
  await expect.poll(async () => (await weft.state()).events).toBe(events.length);
  expect(await weft.events()).toEqual(events);
});

test('a scenario that is at home in step mode opens there, plays, and leaves the mode as it was', async ({
  page,
}) => {
  const weft = new WeftPage(page);
  await weft.open('s=two-threads');
  await page.getByRole('button', { name: /^Concurrency or parallelism/ }).click();
  const mode = () => page.evaluate(() => window.weft.state().mode);
  await expect.poll(mode).toBe('step');
  // It plays by itself.
  await expect(page.getByText(/^[1-9]\d* \/ \d+$/)).toBeVisible();
  await expect(page.locator('.step-settings-text')).toHaveText('Four cores with a GIL');
  await weft.settings.getByText('Threads, no GIL').click();
  await expect(page.locator('.step-settings-text')).toHaveText('Four cores');
  await page.getByRole('button', { name: /^Two threads/ }).click();
  await expect.poll(mode).toBe('live');
});

test('a link that names no mode opens as the gallery does; one that names it says what it is', async ({
  weft,
  page,
}) => {
  const mode = () => page.evaluate(() => window.weft.state().mode);
  const strategy = page.locator('.step-settings-text');
  await weft.open('s=concurrency-parallelism&p.cores=2');
  expect(await mode()).toBe('step');
  await expect(strategy).toHaveText('Two cores with a GIL');
  await expect(page.getByText(/^[1-9]\d* \/ \d+$/)).toBeVisible();
  expect(await linkOf(weft)).toContain('&mode=step&by=gil-two-cores&');

  await page.goto('about:blank');
  await weft.open('s=concurrency-parallelism&mode=step');
  await expect(strategy).toHaveText('Four cores with a GIL');
  await new Steps(weft).shows(1);

  await page.goto('about:blank');
  await weft.open('s=concurrency-parallelism&mode=live');
  expect(await mode()).toBe('live');
  expect(await linkOf(weft)).toContain('s=concurrency-parallelism&mode=live');
});
