import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

const BEFORE = ['item 1 is begun', 'item 1 is packed', 'item 2 is begun', 'item 2 is packed'];

describeOutcomes('graceful-stop', (run) => {
  it('lets the worker finish its item, after its full time, and end by itself', async () => {
    const { printed, exitCodes, time } = await run();
    expect(printed).toEqual([
      ...BEFORE,
      'item 3 is begun',
      'asked to stop: after this item',
      'item 3 is packed',
      'the worker closes its box',
      'the worker has ended with exit code 0',
    ]);
    expect(exitCodes).toEqual([0, 0]);
    expect(time).toBe(3000);
  });

  it.each([
    [{ handler: false }, -15],
    [{ end: 'kill' }, -9],
  ])('ends it in the middle of its item: %j', async (changed, code) => {
    const { printed, exitCodes } = await run(changed);
    expect(printed).toEqual([
      ...BEFORE,
      'item 3 is begun',
      `the worker has ended with exit code ${code}`,
    ]);
    expect(exitCodes).toEqual([code, 0]);
  });
});
