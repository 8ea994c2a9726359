/** The timeline under fingers: real touches, as the browser gets them from a screen. */
import type { CDPSession, Page } from '@playwright/test';
import { viewIn, widthOf } from './support/shown-view.ts';
import type { WeftPage } from './support/weft-page.ts';
import { expect, test } from './support/weft-test.ts';

test.use({
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  contextOptions: { reducedMotion: 'reduce' },
});

const dinner = 's=five-seats&p.seats=1&p.guests=3&p.meal=0.5&speed=20';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Fingers on the screen, each known by its place in the list. */
class Fingers {
  readonly #session: CDPSession;
  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async over(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page));
  }

  async #send(type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly Point[]) {
    const touchPoints = points.map(({ x, y }, id) => ({ x: Math.round(x), y: Math.round(y), id }));
    await this.#session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }

  down(...points: readonly Point[]): Promise<void> {
    return this.#send('touchStart', points);
  }

  /** In ten moves, as a finger slides. */
  async slide(from: readonly Point[], to: readonly Point[]): Promise<void> {
    for (let n = 1; n <= 10; n += 1) {
      await this.#send(
        'touchMove',
        from.map((point, i) => ({
          x: point.x + ((to[i]!.x - point.x) * n) / 10,
          y: point.y + ((to[i]!.y - point.y) * n) / 10,
        })),
      );
    }
  }

  up(): Promise<void> {
    return this.#send('touchEnd', []);
  }
}

/** A place on the lanes, in parts of their width and height, right of the names and below the ruler. */
async function placeOn(weft: WeftPage) {
  const box = (await weft.timeline.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const names = 120;
  return (across: number, y: number): Point => ({
    x: box.x + names + across * (box.width - names),
    y: box.y + y,
  });
}

/** The run to touch: what is in view of it, places on its lanes, and fingers. */
async function openDinner(weft: WeftPage) {
  await weft.open(`${dinner}&view=0-2000`);
  await weft.ended();
  await expect(weft.timeline).toBeVisible();
  const before = (await viewIn(weft)) ?? { start: NaN, end: NaN };
  return { before, at: await placeOn(weft), fingers: await Fingers.over(weft.page) };
}

test('two fingers that part zoom in around them, and out again as they meet', async ({ weft }) => {
  const { before, at, fingers } = await openDinner(weft);
  const near = [at(0.45, 60), at(0.55, 60)];
  const far = [at(0.2, 60), at(0.8, 60)];
  await fingers.down(...near);
  await fingers.slide(near, far);
  await fingers.up();
  const closer = await viewIn(weft);
  expect(widthOf(closer)).toBeLessThan(0.5 * widthOf(before));
  // What was between the fingers is still there.
  const middle = (before.start + before.end) / 2;
  expect(closer?.start).toBeLessThan(middle);
  expect(closer?.end).toBeGreaterThan(middle);

  await fingers.down(...far);
  await fingers.slide(far, near);
  await fingers.up();
  expect(widthOf(await viewIn(weft))).toBeGreaterThan(2 * widthOf(closer));
});

test('one finger that slides moves the lanes along with it, at the same zoom', async ({
  weft,
  page,
}) => {
  const { at, fingers } = await openDinner(weft);
  const near = [at(0.45, 60), at(0.55, 60)];
  await fingers.down(...near);
  await fingers.slide(near, [at(0.2, 60), at(0.8, 60)]);
  await fingers.up();
  const before = (await viewIn(weft)) ?? { start: NaN, end: NaN };
  await fingers.down(at(0.8, 60));
  await fingers.slide([at(0.8, 60)], [at(0.3, 60)]);
  await fingers.up();
  const after = (await viewIn(weft)) ?? { start: NaN, end: NaN };
  expect(after.start - before.start).toBeGreaterThan(0.3 * widthOf(before));
  expect(widthOf(after)).toBeCloseTo(widthOf(before), -1);
  // Nothing was pressed, and the page stayed where it was.
  await expect(weft.inspector).toBeHidden();
  expect(await page.evaluate(() => [scrollX, scrollY, visualViewport?.scale])).toEqual([0, 0, 1]);
});

test('a tap pins what is there; a finger that rests selects a stretch as it slides on, and opens the menu of a lane on its name', async ({
  weft,
  page,
}) => {
  const { at, fingers } = await openDinner(weft);
  await page.touchscreen.tap(at(0.4, 40).x, at(0.4, 40).y);
  await expect(weft.inspector).toContainText('MainThread');
  await weft.inspector.getByRole('button', { name: 'Unpin' }).click();
  await expect(weft.inspector).toBeHidden();

  const again = await placeOn(weft);
  const [from, to] = [again(0.2, 40), again(0.7, 40)];
  await fingers.down(from);
  await expect(page.locator('.tooltip')).toBeVisible();
  await fingers.slide([from], [to]);
  await fingers.up();
  await expect(weft.inspector).toContainText('Range');
  await weft.inspector.getByRole('button', { name: 'Unpin' }).click();
  await expect(weft.inspector).toBeHidden();

  const box = (await weft.timeline.boundingBox()) ?? { x: 0, y: 0 };
  await fingers.down({ x: box.x + 60, y: box.y + 40 });
  const menu = page.getByRole('group', { name: 'What to do with the lane' });
  await expect(menu).toBeVisible();
  await fingers.up();
  await menu.getByRole('button', { name: 'Hide' }).click();
  await expect(menu).toBeHidden();
});
