/** Workers: one for each running thread, and none left behind. */
import { expect, test } from './support/weft-test.ts';
import type { WeftPage } from './support/weft-page.ts';

/** The browser's own count, which follows the page's with a delay. */
const expectWorkers = (weft: WeftPage, count: number) =>
  expect.poll(() => weft.workerCount(), { message: 'Workers in the browser' }).toBe(count);

test('every running thread has a Worker of its own', async ({ weft }) => {
  await weft.open('p.cars=5&speed=20');
  await weft.happened({ op: 'wait', thread: 'car 5' });
  const alive = (await weft.threads()).filter(({ state }) => state !== 'ended');
  expect(alive).toHaveLength(7);
  expect((await weft.state()).workers.busy).toBe(7);
  await expectWorkers(weft, 7);
});

test('over messages, the kernel has one more', async ({ weft }) => {
  await weft.open('p.cars=2&speed=20&transport=message');
  await weft.happened({ op: 'wait', thread: 'car 2' });
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
  await weft.open('s=hundred-threads&p.gap=0.5&speed=20');
  await weft.happened({ kind: 'block', op: 'acquire' }, 60);
  await expectWorkers(weft, 101);
  await weft.load('traffic-light', { params: { cars: 3 } });
  await expect
    .poll(async () => {
      const { busy, idle } = (await weft.state()).workers;
      return busy + idle;
    })
    .toBe(5);
  await expectWorkers(weft, 5);
});
