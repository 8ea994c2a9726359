/** The listings: a line named in a sentence is a line of the open listing. */
import { expect, test } from './support/weft-test.ts';

test('in step mode the line of whoever took the last step is in sight', async ({ weft, page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await weft.open('s=processes-meet&mode=step&by=round-robin');
  await page.keyboard.press('End');
  await weft.happened({ kind: 'exit', process: 'MainProcess' });
  const { time } = await weft.state();
  for (const part of [0.2, 0.6, 0.9]) {
    await weft.cursor(time * part);
    await weft.idle();
    const last = (await weft.events()).findLast((event) => event.time <= time * part);
    const tag = weft.source.getByRole('button', {
      name: new RegExp(`${last?.process} is on line`),
    });
    // An ended thread is at no line.
    if ((await tag.count()) > 0) await expect(tag.first()).toBeInViewport();
    await expect(weft.source.getByRole('button', { name: / is on line / }).first()).toBeAttached();
  }
});

test('a sentence counts lines as the open listing does', async ({ weft, page }) => {
  await weft.open('s=opposite-locks&mode=step&seed=1');
  await page.keyboard.press('End');
  await weft.happened({ kind: 'block', thread: 'Ann', object: 'paper' });
  await weft.happened({ kind: 'block', thread: 'Ben', object: 'pen' });
  await weft.stage.getByRole('button', { name: /^Ann/ }).first().click();
  // The pinned thread's card, not the findings above it.
  const pinned = weft.inspector
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: 'Thread Ann' }) });
  const line = async (): Promise<number> => {
    await expect(pinned).toContainText(/\(line \d+\)/);
    return Number(/\(line (\d+)\)/.exec(await pinned.innerText())?.[1]);
  };
  const listed = async (number: number) =>
    weft.source
      .getByRole('listitem')
      .nth(number - 1)
      .innerText();

  // Ann waits for the lock that Ben took first.
  const inPython = await line();
  expect(await listed(inPython)).toContain('with first:');

  await page.getByRole('tab', { name: 'TypeScript' }).click();
  await expect.poll(line).not.toBe(inPython);
  expect(await listed(await line())).toContain('first.acquire()');
});
