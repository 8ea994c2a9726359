import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('pool-map', (run) => {
  const inOrder = [5, 1, 4, 2, 3, 1, 6, 2].map((length) => `bread ${length}`);

  it.each([false, true])('gives what is ready first: threads %s', async (threads) => {
    const { printed, left, time } = await run({ threads });
    expect(printed.slice(0, -1).toSorted()).toEqual(inOrder.toSorted());
    expect(printed[0]).toBe('bread 1');
    expect(printed.at(-1)).toBe('the bakery closes');
    expect(left).toEqual([]);
    // 24 lengths by three bakers, and the longest begins late.
    expect(time).toBeCloseTo(4400, 6);
  });

  it.each(['imap', 'map', 'map_async'])('keeps the order: %s', async (way) => {
    const { printed } = await run({ way });
    expect(printed.filter((line) => line.startsWith('bread'))).toEqual(inOrder);
    expect(printed.includes('ordered; now there is time for coffee')).toBe(way === 'map_async');
  });

  it('takes several values for each call', async () => {
    const { printed } = await run({ way: 'starmap' });
    expect(printed.slice(0, -1)).toEqual(inOrder.map((line) => `${line} with nuts`));
  });

  it('bakes a chunk in one go, and gives it back together', async () => {
    const { printed, time } = await run({ chunk: 4 });
    expect(printed.slice(0, 8)).toEqual([...inOrder.slice(0, 4), ...inOrder.slice(4)]);
    // Two chunks of length 12: the third baker has nothing to do.
    expect(time).toBeCloseTo(4800, 6);
  });
});
