import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('rlock', (run) => {
  it('lets the thread that holds it take it again', async () => {
    const { printed, left, time } = await run({ cashiers: 3 });
    expect(printed.at(-1)).toBe(`in the till: ${3 * 2 * 13}`);
    expect(left).toEqual([]);
    expect(time).toBeGreaterThanOrEqual(3 * 2 * 2 * 600);
  });

  it('is a deadlock of one with a plain lock', async () => {
    const { printed, left, threads } = await run({ reentrant: false });
    expect(printed).toHaveLength(1);
    expect(left).toEqual(threads);
    expect((await run({ reentrant: false, cashiers: 1 })).left).toHaveLength(2);
  });
});
