/** The timeline by hand: looking about in time, pinning, walking from event to event. */
import { viewIn, widthOf } from './support/shown-view.ts';
import { expect, test } from './support/weft-test.ts';

// A view that glides to its place would be read on its way.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const dinner = 's=five-seats&p.seats=1&p.guests=3&p.meal=0.5&speed=20';

test('it follows the program until the reader looks about, and again when told to', async ({
  weft,
  page,
}) => {
  await weft.open('speed=20');
  await weft.happened({ op: 'set' });
  expect(await viewIn(weft)).toBeUndefined();
  await weft.timeline.focus();
  await page.keyboard.press('a');
  const earlier = await viewIn(weft);
  expect(earlier).toBeDefined();
  await weft.happened({ op: 'set' }, 3);
  expect(await viewIn(weft)).toEqual(earlier);
  await weft.timeline.focus();
  await page.keyboard.press('0');
  expect(await viewIn(weft)).toBeUndefined();
});

test('keys and Ctrl with the wheel zoom, arrows pan', async ({ weft, page }) => {
  await weft.open(`${dinner}&view=0-2000`);
  await weft.ended();
  await weft.timeline.hover();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -240);
  await page.keyboard.up('Control');
  const closer = await viewIn(weft);
  expect(widthOf(closer)).toBeLessThan(2000);
  await weft.timeline.focus();
  await page.keyboard.press('s');
  expect(widthOf(await viewIn(weft))).toBeGreaterThan(widthOf(closer));
  await page.keyboard.press('w');
  const start = (await viewIn(weft))?.start ?? Infinity;
  await weft.timeline.focus();
  await page.keyboard.press('ArrowRight');
  expect((await viewIn(weft))?.start).toBeGreaterThan(start);
});

test('a click pins what is under it, and the inspector tells about it', async ({ weft, page }) => {
  await weft.open(dinner);
  await weft.ended();
  await weft.timeline.focus();
  await page.keyboard.press('f');
  const { width, height } = (await weft.timeline.boundingBox()) ?? { width: 0, height: 0 };
  // Down the lanes of threads and objects, at several times: whoever ate last is busy at the end, and an arrow may lie over a lane.
  const missing = new Set(['MainThread', 'guest 3', 'seats']);
  for (const x of [0.95 * width, 0.75 * width, 0.6 * width, 0.45 * width]) {
    for (let y = 40; y < height - 8 && missing.size > 0; y += 12) {
      await weft.timeline.click({ position: { x, y } });
      const told = await weft.inspector.innerText();
      for (const name of missing) if (told.includes(name)) missing.delete(name);
    }
  }
  expect([...missing]).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(weft.inspector).toContainText('The program');
});

test('full stop and comma walk the events of a lane, brackets follow an arrow both ways', async ({
  weft,
  page,
}) => {
  // A meal so long that whoever comes second has to wait for the other.
  await weft.open('s=five-seats&p.seats=1&p.guests=2&p.meal=5&speed=5');
  const events = await weft.ended();
  await expect(weft.timeline).toBeVisible();
  const letIn = events.find(({ op, wokenBy }) => op === 'acquire' && wokenBy !== null);
  const [guest, other] = [letIn?.thread, letIn?.wokenBy];
  await weft.stage.getByRole('button', { name: `${guest}: ended` }).click();
  const card = () => weft.inspector.innerText();
  await expect(weft.inspector).toContainText('its function returned');
  await page.keyboard.press(',');
  await expect(weft.inspector).toContainText('Event of the trace');
  // Which line it is comes with the source.
  await expect(weft.inspector).toContainText(/Line\s*\d/);
  const last = await card();
  await page.keyboard.press(',');
  await expect.poll(card).not.toBe(last);
  await page.keyboard.press('.');
  await expect.poll(card).toBe(last);

  // What let it in was a release: the arrow leads back there, and forth again.
  await weft.cursor(letIn?.time ?? 0);
  await page.getByRole('tab', { name: 'Events' }).click();
  await page
    .getByRole('row')
    .filter({ hasText: `${guest} acquired seats` })
    .click();
  await expect(weft.inspector).toContainText('Because of');
  await page.keyboard.press('[');
  await expect(weft.inspector).toContainText(`#${letIn?.cause}`);
  await page.keyboard.press(']');
  await expect(weft.inspector).toContainText(`${other} woke ${guest}`);
});

test('events are searched by what they say; the row found takes the page there', async ({
  weft,
  page,
}) => {
  await weft.open(dinner);
  await weft.ended();
  await page.getByRole('tab', { name: 'Events' }).click();
  await page.getByRole('searchbox', { name: 'Search what happened' }).fill('GUEST 2 GETS UP');
  const rows = page.getByRole('grid').getByRole('row');
  await expect(rows).toHaveCount(2);
  await expect(page.locator('.events-count')).toHaveText('1 event');
  await rows.nth(1).click();
  await expect(weft.inspector).toContainText('guest 2 gets up');
  expect((await weft.state()).cursor).not.toBe('live');
});
