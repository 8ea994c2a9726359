/** Three widths: everything fits, and the important controls are within reach. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/weft-test.ts';

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const;
const scenarios = ['traffic-light', 'hundred-threads', 'parent-child-pipe'];

for (const viewport of sizes) {
  test.describe(`${viewport.width} px wide`, () => {
    test.use({ viewport });

    test('nothing sticks out, whatever the scenario', async ({ weft, page }) => {
      await weft.open('speed=20');
      for (const scenario of scenarios) {
        await weft.load(scenario);
        await weft.happened({ kind: 'done' }, 20);
        await weft.idle();
        expect(await stickingOut(page)).toEqual([]);
      }
    });

    test('the main controls are in view and work', async ({ weft, page }) => {
      await weft.open('speed=20');
      await weft.happened({ op: 'set' });
      await expectWithin(page, weft.playButton);
      await weft.playButton.click();
      expect((await weft.state()).status).toBe('paused');
      for (const name of [/^Restart$/, /^Share$/, /^Theme$/, /^Language$/, /^How threads share/])
        await expectWithin(page, page.getByRole('button', { name }));
      await expectWithin(page, page.getByRole('slider', { name: 'Position in the recording' }));
      await expectWithin(page, page.getByRole('button', { name: /^Speed/ }));
      await expectWithin(page, weft.timeline);
      await expectWithin(page, weft.stage);

      // A menu opens inside the window.
      await page.getByRole('button', { name: 'Language' }).click();
      await expectWithin(page, page.getByRole('group', { name: 'Language' }));
      await page.keyboard.press('Escape');
    });

    test('another scenario is a click or two away, and so are its settings', async ({
      weft,
      page,
    }) => {
      await weft.open('speed=20');
      if (viewport.width < 1200) await scenariosButton(page).click();
      await page.getByRole('button', { name: /^Five seats/ }).click();
      await expect.poll(async () => (await weft.state()).scenario).toBe('five-seats');
      if (viewport.width === 1024) await page.keyboard.press('Escape');
      if (viewport.width === 390) await page.getByText('About, settings').click();
      const guests = page.getByRole('slider', { name: 'Guests' });
      await guests.scrollIntoViewIfNeeded();
      await expectWithin(page, guests);
      await guests.press('Home');
      expect((await weft.state()).params).toMatchObject({ guests: 1 });
    });
  });
}

/** One of each kind: figures of one row and of several, processes, cores, tabs, and step mode. */
const lanesFirst = [
  's=traffic-light',
  's=hundred-threads',
  's=pool',
  's=concurrency-parallelism',
  's=task-server',
  's=dining-philosophers&p.think=0.2&mode=step&by=round-robin',
];

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 1366, height: 768 },
]) {
  test.describe(`${viewport.width} by ${viewport.height}`, () => {
    test.use({ viewport });

    test('the timeline has 45 % of the height, and the rest of the page is there', async ({
      weft,
      page,
    }) => {
      for (const fragment of lanesFirst) {
        await weft.open(`${fragment}&speed=20`);
        await weft.idle();
        const heightOf = async (part: string) =>
          (await page.locator(part).boundingBox())?.height ?? 0;
        expect(await heightOf('.page-timeline'), fragment).toBeGreaterThan(0.45 * viewport.height);
        expect(await heightOf('.page-stage'), fragment).toBeGreaterThan(90);
        if (fragment.includes('mode=step')) {
          // The next step's panel is beside the source: the figures have as much room as live, and use it.
          await expectWithin(page, page.getByRole('region', { name: 'Steps', exact: true }));
          expect(await heightOf('.page-source'), fragment).toBeGreaterThan(215);
          await page.keyboard.press('End');
          await expect(
            weft.stage.getByRole('button', { name: /^philosopher 4: blocked/ }),
          ).toBeVisible();
          await expect.poll(() => cutOff(page, '.table-fork, .field-bends .token')).toEqual([]);
        }
        await expectWithin(page, page.getByRole('tab', { name: 'Console', exact: true }));
        await expectWithin(page, page.locator('.page-output'));
      }
    });
  });
}

test('all figures of a scenario with many are in sight at once, and legible', async ({
  weft,
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  for (const scenario of [
    'pool',
    'separate-memory',
    'processes-meet',
    'hand-made-barrier',
    'manager',
  ]) {
    await weft.open(`s=${scenario}&mode=step&by=round-robin`);
    await page.keyboard.press('End');
    await page.evaluate(() => window.weft.finished());
    await weft.idle();
    const hidden = () => weft.stage.evaluate((box) => box.scrollHeight - box.clientHeight);
    await expect.poll(hidden, scenario).toBeLessThanOrEqual(1);
    const zoom = await page
      .locator('.stage-columns')
      .evaluate(({ style }) => Number(style.zoom || 1));
    expect(zoom, scenario).toBeGreaterThan(0.7);
    expect(await smallestText(weft.stage), scenario).toBeGreaterThanOrEqual(9.99);
  }
});

test('on a low screen, too, rows of figures that are drawn smaller are in sight', async ({
  weft,
  page,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await weft.open('s=processes-meet&mode=step&by=round-robin');
  await page.keyboard.press('End');
  await page.evaluate(() => window.weft.finished());
  await weft.idle();
  await expect
    .poll(() => weft.stage.evaluate((box) => box.scrollHeight - box.clientHeight))
    .toBeLessThanOrEqual(1);
  expect(await smallestText(weft.stage)).toBeGreaterThanOrEqual(9.99);
});

test('states of processes are one line each, whatever they are called', async ({ weft, page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await weft.open('s=process-tree&p.parent=late&speed=20');
  const exit = (await weft.ended()).find(({ kind }) => kind === 'exit');
  await weft.cursor(exit?.time ?? 0);
  const waits = page.locator('.process-mark', { hasText: 'waiting for others' });
  await expect(waits).toBeVisible();
  expect((await waits.boundingBox())?.height).toBeLessThan(28);
});

test('on a low screen figures are cut at no side', async ({ weft, page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  for (const scenario of ['manager', 'terminate-with-lock', 'shared-value']) {
    await weft.open(`s=${scenario}&mode=step&by=round-robin`);
    await page.keyboard.press('End');
    await page.evaluate(() => window.weft.finished());
    await weft.idle();
    const aside = () => weft.stage.evaluate((box) => box.scrollWidth - box.clientWidth);
    await expect.poll(aside, scenario).toBe(0);
    expect(await smallestText(weft.stage), scenario).toBeGreaterThanOrEqual(9.99);
  }
});

test('the bar has room for all its buttons, however wide the page is', async ({ weft, page }) => {
  await weft.open('s=five-seats&speed=20');
  for (const mode of ['live', 'step'] as const) {
    await weft.load('five-seats', { mode });
    for (const [width, height, presents] of [
      [1440, 900, false],
      [1366, 768, false],
      [1280, 800, false],
      [1024, 768, false],
      [800, 700, false],
      [1440, 900, true],
      [1280, 720, true],
    ] as const) {
      await page.setViewportSize({ width, height });
      if (presents) await page.keyboard.press('v');
      await expect
        .poll(() => overlapping(page.locator('.page-bar')), `${mode} ${width} ${presents}`)
        .toEqual([]);
      if (presents) await page.keyboard.press('v');
    }
  }
});

test('the timeline has room for its legend and its buttons, however wide the page is', async ({
  weft,
  page,
}) => {
  await weft.open('s=dining-philosophers&mode=step&by=round-robin');
  await page.keyboard.press('End');
  await page.evaluate(() => window.weft.finished());
  for (const width of [1440, 1366, 1024, 900, 800, 768]) {
    await page.setViewportSize({ width, height: 768 });
    await expect.poll(() => overlapping(page.locator('.timeline-head')), `${width} px`).toEqual([]);
  }
});

test('panels are folded, given the page, and presented; a reload keeps it', async ({
  weft,
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await weft.open('s=two-threads&speed=20');
  const height = async () => (await weft.timeline.boundingBox())?.height ?? 0;
  const before = await height();
  await page.getByRole('button', { name: 'Fold: Stage' }).click();
  await expect(weft.stage).toBeHidden();
  await expect.poll(height).toBeGreaterThan(before + 40);

  await page.reload();
  await weft.ready();
  await expect(weft.stage).toBeHidden();
  await page.getByRole('button', { name: 'Unfold: Stage' }).click();
  await expect(weft.stage).toBeVisible();

  await page.getByRole('button', { name: 'Whole page: Timeline' }).click();
  await expect(weft.stage).toBeHidden();
  await expect(weft.inspector).toBeHidden();
  await expect.poll(height).toBeGreaterThan(700);
  await weft.timeline.press('Escape');
  await expect(weft.inspector).toBeVisible();

  await page.keyboard.press('v');
  await expect(weft.inspector).toBeHidden();
  await expect.poll(height).toBeGreaterThan(0.5 * 900);
  // Hit-testing matches what is painted.
  const box = (await weft.timeline.boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.move(box.x + 40 * 1.35, box.y + 40 * 1.35);
  await expect(page.locator('.tooltip')).toContainText('MainThread');
  await page.keyboard.press('v');
  await expect(weft.inspector).toBeVisible();
});

test('on a projector the lanes have 60 % of the height, live and in step mode', async ({
  weft,
  page,
}) => {
  for (const [width, height] of [
    [1440, 900],
    [1366, 768],
    [1280, 720],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const mode of ['live', 'step'] as const) {
      await weft.open(`s=traffic-light&speed=20&mode=${mode}`);
      await page.keyboard.press('v');
      const heightOf = async (part: string) =>
        (await page.locator(part).boundingBox())?.height ?? 0;
      await expect
        .poll(() => heightOf('.page-timeline'), `${mode}, ${width} px`)
        .toBeGreaterThanOrEqual(0.6 * height);
      expect(await heightOf('.page-stage')).toBeGreaterThan(100);
      await expectWithin(page, page.getByRole('slider', { name: 'Cars' }));
      if (mode === 'step') {
        const mover = page.getByRole('button', { name: /^Let MainThread take this step/ });
        await expectWithin(page, mover);
      }
      await page.keyboard.press('v');
    }
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('source and console are a tap away, and what is pinned comes up', async ({ weft, page }) => {
    await weft.open('s=five-seats&p.guests=2&p.meal=0.1&speed=20');
    await weft.ended();
    await page.getByRole('tab', { name: 'Source' }).click();
    await expect(page.getByText('threading.BoundedSemaphore')).toBeVisible();
    await page.getByRole('tab', { name: 'Console', exact: true }).first().click();
    await expect(page.getByText('the last guest has left')).toBeVisible();
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await weft.stage
      .getByRole('button', { name: /guest 1/ })
      .first()
      .click();
    await expect(weft.inspector).toContainText('guest 1');
    await weft.inspector.getByRole('button', { name: 'Unpin' }).click();
    await expect(weft.inspector).toBeHidden();

    // A phone in landscape, and a desktop at 200 %: the lanes are beside what is above them otherwise.
    await page.setViewportSize({ width: 720, height: 450 });
    await expectWithin(page, weft.timeline);
    await expect
      .poll(async () => (await weft.timeline.boundingBox())?.height ?? 0)
      .toBeGreaterThan(150);
    expect(await stickingOut(page)).toEqual([]);
  });
});

/** Elements that overflow the window horizontally without scrolling or clipping. */
function stickingOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const out: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) out.push('the page scrolls sideways');
    for (const element of document.querySelectorAll('#root *')) {
      const { left, right, width } = element.getBoundingClientRect();
      if (width === 0 || (left >= -1 && right <= innerWidth + 1)) continue;
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      let clip = element.parentElement;
      while (clip !== null && getComputedStyle(clip).overflowX === 'visible') {
        clip = clip.parentElement;
      }
      if (clip === null || clip === document.body || clip.id === 'root') {
        out.push(`${element.tagName} ${element.getAttribute('class')}: ${left} to ${right}`);
      }
    }
    return out;
  });
}

/** Overlapping controls of a box. */
function overlapping(box: Locator): Promise<string[]> {
  return box.evaluate((element) => {
    const controls = [...element.querySelectorAll('button, input')]
      .filter((one) => one.checkVisibility() && one.closest('[popover]') === null)
      .map((one) => ({ name: one.ariaLabel ?? one.textContent, at: one.getBoundingClientRect() }));
    return controls.flatMap(({ name, at }, i) =>
      controls
        .slice(i + 1)
        .filter(
          (other) =>
            Math.min(at.right, other.at.right) - Math.max(at.left, other.at.left) > 1 &&
            Math.min(at.bottom, other.at.bottom) - Math.max(at.top, other.at.top) > 1,
        )
        .map((other) => `${name} and ${other.name}`),
    );
  });
}

/** In pixels of the screen. */
function smallestText(box: Locator): Promise<number> {
  return box.evaluate((element) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let least = Infinity;
    while (texts.nextNode() !== null) {
      const holder = texts.currentNode.parentElement;
      if (holder === null || holder.closest('.visually-hidden') !== null) continue;
      const size = parseFloat(getComputedStyle(holder).fontSize);
      least = Math.min(least, size * (holder.currentCSSZoom ?? 1));
    }
    return least;
  });
}

/** Figures that the stage shows partly, or not at all without scrolling. */
function cutOff(page: Page, parts: string): Promise<string[]> {
  return page.locator('.stage').evaluate((stage, selector) => {
    const room = stage.getBoundingClientRect();
    const all = [...stage.querySelectorAll(selector)];
    if (all.length === 0) return ['there are none'];
    const isCut = ({ top, bottom }: DOMRect) => top < room.top || bottom > room.bottom;
    return all
      .filter((part) => isCut(part.getBoundingClientRect()))
      .map(({ textContent }) => textContent);
  }, parts);
}

async function expectWithin(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  const box = await control.boundingBox();
  const size = page.viewportSize();
  expect(box && size).toBeTruthy();
  if (box === null || size === null) return;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(size.width);
  expect(box.y + box.height).toBeLessThanOrEqual(size.height + 1);
}

/** A button in the bar, a tab on a phone. */
const scenariosButton = (page: Page) =>
  page
    .getByRole('button', { name: 'Scenarios', exact: true })
    .or(page.getByRole('tab', { name: 'Scenarios', exact: true }));

test('a first visit is told what this is and what to try, once', async ({ weft, page }) => {
  await weft.open();
  const steps = page.getByRole('region', { name: 'First steps' });
  await expect(steps).toContainText('Weft shows concurrent programs');
  await steps.getByRole('button', { name: 'Watch a deadlock' }).click();
  expect((await weft.state()).scenario).toBe('dining-philosophers');

  await steps.getByRole('button', { name: 'Show me around' }).click();
  const toured = page.locator('[data-toured]');
  const places: string[] = [];
  while (await steps.getByRole('button', { name: 'Next' }).isVisible()) {
    places.push((await toured.getAttribute('class')) ?? '');
    await steps.getByRole('button', { name: 'Next' }).click();
  }
  expect(places.length).toBeGreaterThanOrEqual(4);
  expect(new Set(places).size).toBe(places.length);
  await steps.getByRole('button', { name: 'Done' }).click();
  await expect(steps).toHaveCount(0);
  await expect(toured).toHaveCount(0);

  await page.goto('about:blank');
  await weft.open();
  await expect(page.getByRole('region', { name: 'Player' })).toBeVisible();
  await expect(steps).toHaveCount(0);
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'First steps and a tour' }).click();
  await expect(steps).toBeVisible();
  // Escape closes what is open, wherever the focus is.
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('button', { name: 'Theme' }).press('Escape');
  await expect(page.getByRole('group', { name: 'Theme' })).toBeHidden();
  await expect(steps).toBeVisible();
  await page.getByRole('button', { name: 'Theme' }).press('Escape');
  await expect(steps).toHaveCount(0);
});
