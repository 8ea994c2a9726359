/** Workers: one for each running thread, and none left behind. */
import { expect, test } from './support/weft-test.ts';
import type { WeftPage } from './support/weft-page.ts';

/** A hundred Workers come and go slowly on a busy machine. */
const timeout = 120_000;

/** The browser's own count, which follows the page's with a delay. */
const expectWorkers = (weft: WeftPage, count: number) =>
  expect.poll(() => weft.workerCount(), { message: 'Workers in the browser', timeout }).toBe(count);

// At the tenth part of the speed no car has ended before the last one waits: the light is red for twenty seconds.
test('every running thread has a Worker of its own', async ({ weft }) => {
  await weft.open('p.cars=5&speed=0.1');
  await weft.happened({ op: 'wait', thread: 'car 5' });
  await weft.pause();
  const alive = (await weft.threads()).filter(({ state }) => state !== 'ended');
  expect(alive).toHaveLength(7);
  expect((await weft.state()).workers.busy).toBe(7);
  await expectWorkers(weft, 7);
});

test('over messages, the kernel has one more', async ({ weft }) => {
  await weft.open('p.cars=2&speed=0.1&transport=message');
  await weft.happened({ op: 'wait', thread: 'car 2' });
  await weft.pause();
  expect((await weft.state()).workers.busy).toBe(4);
  await expectWorkers(weft, 5);
});

for (const transport of ['shared', 'message'] as const) {
  test(`restarting over ${transport} transport leaves no Worker behind`, async ({ weft }) => {
    await weft.open(`s=five-seats&p.guests=5&p.meal=0.1&speed=20&transport=${transport}`);
    for (let n = 0; n < 30; n += 1) await weft.restart();
    await weft.ended();
    await expect.poll(async () => (await weft.state()).workers).toEqual({ busy: 0, idle: 6 });
    await expectWorkers(weft, 6);
  });
}

test('a hundred and one threads run on a hundred and one Workers, which go when the reader goes on', async ({
  weft,
}) => {
  // Whoever has the lock keeps it for two seconds, so that others block, however late they come.
  await weft.open('s=hundred-threads&p.gap=0.2&speed=0.1');
  await weft.happened({ kind: 'block', op: 'acquire' }, 60);
  await expectWorkers(weft, 101);
  await weft.load('traffic-light', { params: { cars: 3 } });
  await expect
    .poll(
      async () => {
        const { busy, idle } = (await weft.state()).workers;
        return busy + idle;
      },
      { timeout },
    )
    .toBe(5);
  await expectWorkers(weft, 5);
});

for (const transport of ['shared', 'message'] as const) {
  test(`over ${transport} transport, the kernel beyond its core comes with a program that needs it`, async ({
    weft,
  }) => {
    // Without shared memory the kernel has a Worker of its own, which takes all of it.
    const isShared = transport === 'shared';
    const fetched: string[] = [];
    weft.page.on('request', (request) => fetched.push(request.url()));
    const rest = () => fetched.filter((url) => url.includes('/kernel-rest-'));
    await weft.open(`s=five-seats&p.guests=5&p.meal=0.1&speed=20&transport=${transport}`);
    await weft.ended();
    expect(fetched.join(' ')).toContain('/kernel-');
    if (isShared) expect(rest()).toEqual([]);
    await weft.load('parent-child-pipe', { params: { values: 2, think: 0.1 } });
    await weft.ended();
    expect(rest().length).toBeGreaterThan(0);
    // What has been loaded changes nothing for a program that does without.
    await weft.load('five-seats', { params: { guests: 5, meal: 0.1 } });
    await weft.ended();
  });
}
