/** Links of step mode: long runs, restored state, and broken links. */
import { linkOf, Steps } from './support/steps.ts';
import { WeftPage } from './support/weft-page.ts';
import { expect, test } from './support/weft-test.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('a run too long to be written out is carried by its seed, to the last step', async ({
  weft,
  page,
  context,
}) => {
  await weft.open('s=traffic-light&p.poll=on&mode=step&clock=untimed&seed=3');
  const steps = new Steps(weft);
  await page.keyboard.press('End');
  for (let n = 1; n < 4; n++) {
    await steps.panel.getByRole('button', { name: '10,000 more steps' }).click();
    await steps.shows(10_000 * (n + 1) + 1);
  }
  await steps.take(/take this step/);
  await page.keyboard.press('l');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(
    'The link names 1 and has the strategy choose the other 40,000',
  );
  await page.keyboard.press('Escape');
  const link = await linkOf(weft);
  expect(link.length).toBeLessThan(300);

  const visitor = new WeftPage(await context.newPage());
  await visitor.page.goto(link);
  await visitor.ready();
  await new Steps(visitor).shows(40_002);
  const last = (from: WeftPage) =>
    from.page.evaluate(() => window.weft.events({ since: window.weft.state().events - 200 }));
  expect(await last(visitor)).toEqual(await last(weft));
  await expect(visitor.notices).toBeEmpty();
});

test('a link restores a view that does not hold its cursor', async ({ weft, page, context }) => {
  const links = [
    's=five-seats&p.guests=3&p.meal=0.2&speed=20&view=400-450&at=100',
    's=five-seats&p.guests=3&p.meal=0.2&mode=step&view=30-60',
    's=five-seats&p.guests=3&p.meal=0.2&mode=step&axis=step&view=8-20',
  ];
  for (const opened of links) {
    await page.goto('about:blank');
    await weft.open(opened);
    if (opened.includes('mode=step')) {
      const steps = new Steps(weft);
      await page.keyboard.press('End');
      await expect(steps.panel).toContainText('The program has ended');
      for (let n = 0; n < 3; n++) await steps.back();
    } else await weft.ended();
    const link = (await linkOf(weft)).replace(/view=[^&]*/, 'view=1-9');
    const visitor = new WeftPage(await context.newPage());
    await visitor.page.goto(link);
    await visitor.ready();
    if (opened.includes('mode=live')) await visitor.ended();
    await visitor.frames(30);
    expect(await linkOf(visitor)).toBe(link);
    await visitor.page.close();
  }
});

/** Seeded random numbers, so that every run of the test tries the same links. */
function* draws(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

test('links with changed schedules never break the page', async ({ weft, page }) => {
  await weft.open('s=five-seats&p.guests=3&p.meal=0.2&mode=step&seed=4');
  const steps = new Steps(weft);
  await page.keyboard.press('End');
  await expect(steps.panel).toContainText('The program has ended');
  const written = new URL(await linkOf(weft)).hash.slice(1);
  const plan = written.replace(/run=(\d\.[\w-]{8}).*/, 'run=$1~random.60~gil.20~80');
  const chance = draws(11);
  const below = (limit: number) => Math.floor(chance.next().value * limit);
  const letters = 'AZaz09-_.~&=%';
  for (let n = 0; n < 80; n++) {
    const from = n % 3 === 0 ? plan : written;
    const start = from.indexOf('run=') + 4;
    const at = start + below(from.length - start);
    const letter = letters[below(letters.length)] ?? '';
    const kinds = [
      from.slice(0, at),
      from.slice(0, at) + letter + from.slice(at + 1),
      from.slice(0, at) + from.slice(at + 1 + below(9)),
      from + from.slice(start),
    ];
    await page.evaluate((fragment) => (location.hash = fragment), kinds[n % 4] ?? '');
    await weft.idle();
  }
  await weft.load('five-seats', { mode: 'step', seed: 1 });
  await steps.shows(1);
  await page.keyboard.press('ArrowRight');
  await steps.shows(2);
});
