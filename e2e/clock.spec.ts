/** Pause, resume and speed: effects on the program's clock and on its threads. */
import { expect, inOneTab as test } from './support/weft-test.ts';
import type { WeftPage } from './support/weft-page.ts';

/** A program with events every few milliseconds. */
const lively = 's=traffic-light&p.cars=3&p.lap=0.2&p.red=0.5&p.green=1&p.yellow=0.2&speed=20';

for (const transport of ['shared', 'message'] as const) {
  test(`over ${transport} transport, nothing moves while paused, and nothing jumps on resuming`, async ({
    weft,
  }) => {
    await weft.open(`${lively}&transport=${transport}`);
    await weft.happened({ op: 'print' }, 3);
    await weft.playButton.click();
    await expect(weft.player).toContainText('Paused');
    await weft.idle();
    const before = { state: await weft.state(), panels: await weft.panels() };

    // At this speed the program would advance by seconds meanwhile.
    await weft.frames(20);
    expect({ state: await weft.state(), panels: await weft.panels() }).toEqual(before);

    // From then on the clock runs at its speed, and no faster.
    const { jump, most } = await weft.page.evaluate(() => {
      const { time, speed } = window.weft.state();
      const start = performance.now();
      window.weft.resume();
      const { time: after } = window.weft.state();
      return { jump: after - time, most: speed * (performance.now() - start + 1) };
    });
    expect(jump).toBeLessThanOrEqual(most);
    const next = (await weft.happened({}, before.state.events + 1)).at(-1);
    expect(next?.time).toBeGreaterThanOrEqual(before.state.time);
  });
}

test('a scenario that is loaded paused takes no step until it is told to', async ({ weft }) => {
  await weft.open();
  await weft.load('producer-consumer', { paused: true });
  const { time } = await weft.state();
  await weft.frames(10);
  expect(await weft.state()).toMatchObject({ status: 'paused', time, events: 2 });
  expect(await weft.threads()).toEqual([expect.objectContaining({ state: 'new' })]);
  await weft.resume();
  await weft.happened({ op: 'put' });
});

test('a stopped run stays to be looked at', async ({ weft }) => {
  await weft.open(lively);
  await weft.happened({ op: 'print' });
  await weft.page.evaluate(() => window.weft.stop());
  const { status, events } = await weft.state();
  expect(status).toBe('ended');
  await weft.frames(10);
  expect((await weft.state()).events).toBe(events);
  await expect(weft.console).toContainText('car 1 goes');
});

test('the program’s clock goes as fast as it is told, and sleeps with it', async ({ weft }) => {
  await weft.open(lively);
  for (const speed of [0.1, 1, 4, 20]) {
    await weft.setSpeed(speed);
    // If the change itself was delayed, program time stands until the slower clock has caught up.
    const { time } = await weft.state();
    await expect.poll(async () => (await weft.state()).time).toBeGreaterThan(time);
    const [least, most] = await clockRatio(weft);
    expect(least).toBeLessThanOrEqual(speed * 1.02);
    expect(most).toBeGreaterThanOrEqual(speed * 0.98);
  }
  // At any speed a sleep lasts as long as the program says; the trace has it in whole ms.
  await weft.happened({ op: 'print' }, 8);
  const events = await weft.events();
  const sleeps = events.filter(({ kind, op }) => kind === 'block' && op === 'sleep');
  for (const { seq, thread, time, value } of sleeps) {
    const end = events.find((event) => event.seq > seq && event.thread === thread);
    if (end !== undefined) expect(end.time - time).toBeGreaterThanOrEqual(value - 1);
  }
});

test('the reader chooses the speed, by its slider and by its usual stops', async ({ weft }) => {
  await weft.open(lively);
  await weft.player.getByRole('button', { name: 'Speed: 20×' }).click();
  await weft.page.getByRole('button', { name: '2×', exact: true }).click();
  expect((await weft.state()).speed).toBe(2);
  const slider = weft.page.getByRole('slider', { name: 'Speed' });
  await slider.press('Home');
  expect((await weft.state()).speed).toBe(0.1);
  await slider.press('End');
  expect((await weft.state()).speed).toBe(20);
});

/**
 * Bounds of the ratio of program time to real time, over a few frames. Program time is read at some instant between the
 * real times before and after it, which may be far apart on a busy machine.
 */
function clockRatio(weft: WeftPage): Promise<[least: number, most: number]> {
  return weft.page.evaluate(async () => {
    const look = () => {
      const before = performance.now();
      const { time } = window.weft.state();
      return { before, time, after: performance.now() };
    };
    const start = look();
    for (let n = 0; n < 20; n += 1) await new Promise(requestAnimationFrame);
    const end = look();
    const program = end.time - start.time;
    return [program / (end.after - start.before), program / (end.before - start.after)];
  });
}
